"""Reads of training that others share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ortoo.access.rules.grants import Grants
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import post_on
from ortoo.training.models import (
    Attempt,
    Attendance,
    ClassSitting,
    Cohort,
    Competency,
    Completion,
    CompletionRule,
    Course,
    Enrolment,
    Judgement,
    PostCompetency,
    Seat,
)
from ortoo.training.rules.competencies import Need, Post, gap, needed
from ortoo.training.rules.completion import Counts, Rule
from ortoo.training.rules.flags import is_never_present
from ortoo.training.rules.incoming import Attempted
from ortoo.training.rules.places import queue_of

if TYPE_CHECKING:
    from ortoo.people.models import Official

BESIDE = "goes along with enrolments that were scoped already"
COUNTS = "counts, and shows nobody"


def courses() -> QuerySet[Course]:
    """Each with how many are `enrolled` and have `completed` it: officials, each once."""
    return Course.objects.prefetch_related("objectives__goal", "competencies")


def with_counts(rows: QuerySet[Course]) -> QuerySet[Course]:
    """Courses with `enrolled` and `completed`: officials, each counted once, in however many cohorts."""
    who = "cohorts__enrolments__official"
    done = Q(cohorts__enrolments__completion__completed=True)
    return rows.annotate(enrolled=Count(who, distinct=True), completed=Count(who, distinct=True, filter=done))


def cohorts() -> QuerySet[Cohort]:
    return Cohort.objects.select_related("course", "rule").order_by("-opens_on", "code")


def cohorts_with_counts(rows: QuerySet[Cohort]) -> QuerySet[Cohort]:
    done = Q(enrolments__completion__completed=True)
    return rows.annotate(enrolled=Count("enrolments"), completed=Count("enrolments", filter=done))


def cohort_with_code(code: str) -> Cohort:
    """Refused where there is none."""
    found = cohorts().filter(code=code).first()
    if found is None:
        known = ", ".join(cohorts().values_list("code", flat=True)[:10]) or "–"
        raise Refusal("training.unknown_cohort", code=code, known=known)
    return found


def sitting_numbered(pk: str) -> ClassSitting:
    """Of its key as text, which an import names. Refused where there is none."""
    found = ClassSitting.objects.select_related("cohort__course", "cohort__rule").filter(pk=pk).first()
    if found is None:
        raise Refusal("training.unknown_class", code=pk)
    return found


def rules_of(course: Course) -> QuerySet[CompletionRule]:
    """The versions, the latest first."""
    return course.completion_rules.order_by("-version")


def rule_on(course: Course, day: date) -> CompletionRule | None:
    """The version in force on `day`."""
    return course.completion_rules.filter(valid_from__lte=day).order_by("-valid_from").first()


def as_rule(row: CompletionRule) -> Rule:
    return Rule(row.least_attendance, row.least_score, row.attempts, Counts(row.counts))


def classes_of(cohort: Cohort) -> QuerySet[ClassSitting]:
    """Each with how many are `signed_up` and have not left, and how many were `present`; counted apart, not joined."""
    seats = Seat.objects.everything(because=COUNTS).filter(left_at=None)
    present = Attendance.objects.everything(because=COUNTS).filter(present=True)
    rows = cohort.sittings.annotate(signed_up=_how_many(seats), present=_how_many(present))
    return rows.order_by("part", "starts_at", "pk")


def _how_many(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.filter(sitting=OuterRef("pk")).order_by().values("sitting")
    return Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0)


def enrolments_seen(grants: Grants) -> QuerySet[Enrolment]:
    """Enrolments that `grants` may see, each with its official, cohort and completion."""
    rows = Enrolment.objects.visible_to(grants)
    return rows.select_related(
        "official", "cohort__course", "cohort__rule", "completion__attempt", "intake"
    )  # fmt: skip


def own_enrolment(cohort: Cohort, account: int) -> Enrolment | None:
    """That of the official whom an account belongs to."""
    whole = Enrolment.objects.everything(because="asks for the enrolment of who is signed in")
    return whole.filter(cohort=cohort, official__account=account).first()


def enrolment_of_each(cohort: Cohort) -> dict[int, int]:
    """Official -> enrolment. Bulk: one query, no rows made."""
    whole = Enrolment.objects.everything(because="a file is sorted by it, and it shows no row")
    return dict(whole.filter(cohort=cohort).values_list("official", "pk"))


def order_at(sitting: ClassSitting) -> list[Seat]:
    """Who signed up and has not left, the earliest first; for a caller who scopes or counts."""
    whole = Seat.objects.everything(because="the order of a queue is the same for everybody")
    return list(whole.filter(sitting=sitting, left_at=None).select_related("enrolment__official").order_by("pk"))


def place_of(enrolment: Enrolment, sitting: ClassSitting) -> int | None:
    """0 for a place, 1 for the first on the waiting list, and so on; None for who is not signed up."""
    order = [seat.enrolment_id for seat in order_at(sitting)]
    seated, waiting = queue_of(order, sitting.capacity)
    if enrolment.pk in seated:
        return 0
    return waiting.index(enrolment.pk) + 1 if enrolment.pk in waiting else None


def present_at(sitting: ClassSitting) -> frozenset[int]:
    """Enrolments that are marked present."""
    whole = Attendance.objects.everything(because="the list of who was there is taken anew")
    return frozenset(whole.filter(sitting=sitting, present=True).values_list("enrolment", flat=True))


def without_attendance(day: date) -> list[ClassSitting]:
    """Classes that were held before `day` and whose attendance nobody has taken, the earliest first."""
    taken = Attendance.objects.everything(because=COUNTS).filter(sitting=OuterRef("pk"))
    rows = ClassSitting.objects.filter(~Exists(taken), starts_at__date__lt=day).select_related("cohort")
    return list(rows.order_by("starts_at", "pk"))


def classes_to_choose(grants: Grants) -> list[ClassSitting]:
    """For each part of the own cohorts for which one has not signed up: its next class, the earliest first."""
    if grants.user_id is None:
        return []
    own = Enrolment.objects.everything(because="one's own").filter(official__account=grants.user_id)
    chosen = set(
        Seat.objects.everything(because="one's own")
        .filter(enrolment__in=own, left_at=None)
        .values_list("sitting__cohort", "sitting__part")
    )
    rows = ClassSitting.objects.filter(cohort__enrolments__in=own, starts_at__date__gt=grants.on)
    found: dict[tuple[int, int], ClassSitting] = {}
    for sitting in rows.select_related("cohort").order_by("starts_at", "pk"):
        if (sitting.cohort_id, sitting.part) not in chosen:
            found.setdefault((sitting.cohort_id, sitting.part), sitting)
    return list(found.values())


def flagged(rows: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Those of `rows` about which nobody has judged yet: an attempt too fast, or completed and never present."""
    fast = Attempt.objects.everything(because=BESIDE).filter(
        enrolment=OuterRef("pk"), too_fast=True, judgements=None
    )  # fmt: skip
    judged = Judgement.objects.everything(because=BESIDE).filter(enrolment=OuterRef("pk"), attempt=None)
    absent = Q(completion__completed=True, completion__attended=0, completion__parts__gt=0)
    return rows.filter(Exists(fast) | (absent & ~Exists(judged)))


def how_many_flagged() -> int:
    return flagged(Enrolment.objects.everything(because=COUNTS)).count()


def known_attempts(cohort: Cohort) -> dict[tuple[int, int], Attempted]:
    """(enrolment, number of the attempt) -> what is there."""
    rows = Attempt.objects.everything(because="a file is sorted by it, and it shows no row")
    names = ("enrolment", "number", "started_at", "finished_at", "score")
    found = (Attempted(*row) for row in rows.filter(enrolment__cohort=cohort).values_list(*names).iterator(5_000))
    return {(one.enrolment, one.number): one for one in found}


def flags_of(enrolment: Enrolment) -> set[int | None]:
    """Keys of its attempts that were too fast, and None where it was completed without presence."""
    fast = Attempt.objects.everything(because=BESIDE).filter(enrolment=enrolment, too_fast=True)
    done = Completion.objects.everything(because=BESIDE).get(enrolment=enrolment)
    absent = is_never_present(done.completed, done.attended, done.parts)
    return {*fast.values_list("pk", flat=True), *((None,) if absent else ())}


def attempts_of(enrolment: Enrolment) -> list[Attempt]:
    """In their order, each with its judgement, if any, in `judged`."""
    judged = Judgement.objects.everything(because=BESIDE).select_related("judged_by")
    rows = Attempt.objects.everything(because=BESIDE).filter(enrolment=enrolment)
    return list(rows.prefetch_related(Prefetch("judgements", judged, to_attr="judged")).order_by("number"))


def judgement_of(enrolment: Enrolment) -> Judgement | None:
    """On the completion as a whole."""
    whole = Judgement.objects.everything(because=BESIDE).select_related("judged_by")
    return whole.filter(enrolment=enrolment, attempt=None).first()


# The official.


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


def completions_of(official: Official) -> list[Enrolment]:
    """Courses that one official completed, the earliest first, each with cohort and course, for the journey."""
    rows = Enrolment.objects.everything(because="the caller has the official from a scoped read")
    done = rows.filter(official=official, completion__completed=True).select_related("cohort__course", "completion")
    return list(done.order_by("cohort__closes_on", "pk"))


def how_many_completed() -> int:
    """Officials who completed at least one course."""
    done = Completion.objects.everything(because=COUNTS).filter(completed=True)
    return done.aggregate(count=Count("enrolment__official", distinct=True))["count"]
