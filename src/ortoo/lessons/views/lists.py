"""Every lesson in force."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.lessons.access import check_may_see_lessons
from ortoo.lessons.queries.lessons import current_lessons, lesson_state
from ortoo.lessons.queries.visits import visits_to_write_on
from ortoo.lessons.rules.states import State
from ortoo.lessons.words import DEGREES_SHORT, STATE_TAGS, STATES
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Act, Figure, NextStep
from ortoo.pages.lacking import TextsList
from ortoo.pages.lists import Choice, Column, Search
from ortoo.people.words import marked_name


def address(lesson: Any) -> str:
    return reverse("lessons:lesson", args=[lesson.code])


def topic_options(request: Any) -> list[tuple[str, str]]:
    rows = current_lessons().order_by("-visit__begins", "topic__place", "pk")
    return list({str(row.topic_id): f"{row.topic.name} · {row.visit.name}" for row in rows}.items())


def owner_options(request: Any) -> list[tuple[str, str]]:
    rows = current_lessons().order_by("owner__code")
    return list({row.owner.code: row.owner.name for row in rows}.items())


def in_state(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(outcome=None if value == State.WRITTEN else value)


class LessonList(TextsList):
    """The latest first; a lesson that another replaces is found by the page of that one."""

    title = gettext_lazy("Lessons")
    lead = gettext_lazy("What was seen abroad, which problem at home it answers, and what its owner makes of it.")
    order = ("-written_at", "-pk")
    file_name = "lessons"
    basis_note = True
    columns = (
        Column("lesson", gettext_lazy("What was learned"), lambda row: row.name, main=True, link=address,
               second=lambda row: row.code),
        Column("code", gettext_lazy("Code"), lambda row: row.code, on_page=False),
        Column("topic", gettext_lazy("Topic"), lambda row: row.topic.name),
        Column("owner", gettext_lazy("Owner"), lambda row: marked_name(row.owner)),
        Column("degree", gettext_lazy("Degree of transfer"), lambda row: str(DEGREES_SHORT[row.degree])),
        Column("state", gettext_lazy("State"), lambda row: STATE_TAGS[lesson_state(row)]),
    )  # fmt: skip
    filters = (
        Choice("topic", gettext_lazy("Topic"), options=topic_options, field="topic"),
        Choice("owner", gettext_lazy("Owner"), options=owner_options, field="owner__code"),
        Choice("degree", gettext_lazy("Degree of transfer"), options=tuple(DEGREES_SHORT.items()), field="degree"),
        Choice("state", gettext_lazy("State"), apply=in_state,
               options=tuple((one.value, STATES[one]) for one in State if one is not State.REPLACED)),
        Search("q", gettext_lazy("Words or code"),
               words=("name_mn", "name_en", "name_ko"), fields=("code__iexact",)),
    )  # fmt: skip

    def may_write(self) -> bool:
        return bool(self.ways)

    def check(self) -> None:
        check_may_see_lessons(self.request.grants)

    def rows(self) -> QuerySet[Any]:
        return current_lessons()

    def figures(self) -> list[Figure]:
        counted = (
            current_lessons()
            .order_by()
            .aggregate(
                written=Count("pk", filter=Q(outcome=None)),
                **{one.value: Count("pk", filter=Q(outcome=one.value)) for one in DECIDED},
            )
        )
        return [
            Figure(STATES[one], whole(counted[one.value], get_language() or "en")) for one in (State.WRITTEN, *DECIDED)
        ]

    @cached_property
    def ways(self) -> list[Act]:
        return ways_on(self.request.grants)

    def acts(self) -> list[Act]:
        return self.ways

    def empty(self) -> NextStep:
        sentence = gettext_lazy("No lesson has been written yet.")
        acts = self.acts()
        return NextStep(sentence, acts[0].label, acts[0].address) if acts else NextStep(sentence)


DECIDED = (State.ADOPTED, State.TRIED, State.REJECTED)


def ways_on(grants: Grants) -> list[Act]:
    if not visits_to_write_on(grants):
        return []
    return [Act(gettext_lazy("Write a lesson"), reverse("lessons:choose"), main=True)]
