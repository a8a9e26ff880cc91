"""What posts need and completed courses gave: for one official, and counted for each competency."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from ortoo.multilingual.sorting import by_name
from ortoo.people.queries import appointment_on, by_kind_of_post, post_on
from ortoo.training.models import Competency, Completion, PostCompetency
from ortoo.training.rules.competencies import Need, Post, gap, needed

POST = "enrolment__official__appointments"
GIVEN = "enrolment__cohort__course__competencies__code"


@dataclass(frozen=True)
class Gap:
    """What the post of today needs, what completed courses gave, and what is missing; competencies by code."""

    needs: list[Competency]
    given: list[Competency]
    missing: list[Competency]


def needs() -> list[Need]:
    rows = PostCompetency.objects.values_list("competency__code", "level", "rank_class", "post")
    return [Need(*row) for row in rows.order_by("pk")]


def gap_of(official: int, day: date) -> Gap:
    """For a caller who has the official from a scoped read."""
    given = set(
        Completion.objects.everything(because="the caller has the official from a scoped read")
        .filter(enrolment__official=official, completed=True)
        .exclude(enrolment__cohort__course__competencies=None)
        .values_list("enrolment__cohort__course__competencies__code", flat=True)
    )
    held = post_on(official, day)
    post = Post(held.level, held.rank_class, held.post) if held else None
    every = needs()
    wanted = needed(post, every) if post else frozenset()
    by_code = {row.code: row for row in Competency.objects.filter(code__in=given | wanted).order_by("code")}
    return Gap(
        [row for code, row in by_code.items() if code in wanted],
        [row for code, row in by_code.items() if code in given],
        [by_code[code] for code in gap(post, every, given)],
    )


@dataclass(frozen=True)
class CompetencyGap:
    """Officials whose post of the day needs the competency, and those of them whom a completed course gave it."""

    competency: Competency
    courses: tuple[str, ...]
    needing: int
    having: int

    @property
    def lacking(self) -> int:
        return self.needing - self.having


def gaps(day: date) -> list[CompetencyGap]:
    """Every competency, by code. Five queries, whatever the number of officials."""
    every = needs()
    needing: dict[str, int] = defaultdict(int)
    for level, rank_class, title, count in by_kind_of_post(day):
        for code in needed(Post(level, rank_class, title), every):
            needing[code] += count
    having: dict[str, int] = defaultdict(int)
    for level, rank_class, title, code, count in _given(day):
        if code in needed(Post(level, rank_class, title), every):
            having[code] += count
    rows = Competency.objects.prefetch_related("courses").order_by("code")
    return [
        CompetencyGap(
            row,
            tuple(sorted((one.name for one in row.courses.all()), key=by_name)),
            needing[row.code],
            having[row.code],
        )
        for row in rows
    ]


def _given(day: date) -> list[tuple[str, str, str, str, int]]:
    """Level, rank class, title, competency, and how many in such posts completed a course that gives it."""
    rows = Completion.objects.everything(because="counts by kind of post, which names nobody")
    done = rows.filter(appointment_on(day, POST), completed=True).exclude(**{GIVEN: None}).order_by()
    grouped = done.values_list(f"{POST}__level", f"{POST}__rank_class", f"{POST}__post", GIVEN)
    return list(grouped.annotate(count=Count("enrolment__official", distinct=True)))
