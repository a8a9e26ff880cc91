"""Enrolments and what is known of them: attempts, flags, judgements, who completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Prefetch, Q, QuerySet

from ortoo.access.rules.grants import Grants
from ortoo.training.models import Attempt, Cohort, Completion, Enrolment, Judgement
from ortoo.training.rules.flags import is_never_present
from ortoo.training.rules.incoming import Attempted

if TYPE_CHECKING:
    from ortoo.people.models import Official

BESIDE = "goes along with enrolments that were scoped already"
COUNTS = "counts, and shows nobody"


def enrolments_seen(grants: Grants) -> QuerySet[Enrolment]:
    """Enrolments that `grants` may see, each with its official, cohort and completion."""
    rows = Enrolment.objects.visible_to(grants)
    return rows.select_related(
        "official", "cohort__course", "cohort__rule", "completion__attempt", "intake"
    )  # fmt: skip


def enrolments_in(cohort: Cohort, grants: Grants) -> QuerySet[Enrolment]:
    """Those of one cohort that `grants` may see, each with its official and completion."""
    return cohort.enrolments.visible_to(grants).select_related("official", "completion__attempt")


def own_enrolment(cohort: Cohort, account: int) -> Enrolment | None:
    """That of the official whom an account belongs to."""
    whole = Enrolment.objects.everything(because="asks for the enrolment of who is signed in")
    return whole.filter(cohort=cohort, official__account=account).first()


def enrolment_of_each(cohort: Cohort) -> dict[int, int]:
    """Official -> enrolment. Bulk: one query, no rows made."""
    whole = Enrolment.objects.everything(because="a file is sorted by it, and it shows no row")
    return dict(whole.filter(cohort=cohort).values_list("official", "pk"))


def enrolments_of(official: Official) -> list[Enrolment]:
    """All of one official, the latest first; for a caller who has the official from a scoped read."""
    rows = Enrolment.objects.everything(because="the caller has the official from a scoped read")
    own = rows.filter(official=official).select_related("cohort__course", "cohort__rule", "completion__attempt")
    return list(own.order_by("-cohort__opens_on", "-pk"))


def known_attempts(cohort: Cohort) -> dict[tuple[int, int], Attempted]:
    """(enrolment, number of the attempt) -> what is there."""
    rows = Attempt.objects.everything(because="a file is sorted by it, and it shows no row")
    names = ("enrolment", "number", "started_at", "finished_at", "score")
    found = (Attempted(*row) for row in rows.filter(enrolment__cohort=cohort).values_list(*names).iterator(5_000))
    return {(one.enrolment, one.number): one for one in found}


def attempts_of(enrolment: Enrolment) -> list[Attempt]:
    """In their order, each with its judgement, if any, in `judged`."""
    judged = Judgement.objects.everything(because=BESIDE).select_related("judged_by")
    rows = Attempt.objects.everything(because=BESIDE).filter(enrolment=enrolment)
    return list(rows.prefetch_related(Prefetch("judgements", judged, to_attr="judged")).order_by("number"))


def flags_of(enrolment: Enrolment) -> set[int | None]:
    """Keys of its attempts that were too fast, and None where it was completed without presence."""
    fast = Attempt.objects.everything(because=BESIDE).filter(enrolment=enrolment, too_fast=True)
    done = Completion.objects.everything(because=BESIDE).get(enrolment=enrolment)
    absent = is_never_present(done.completed, done.attended, done.parts)
    return {*fast.values_list("pk", flat=True), *((None,) if absent else ())}


def flagged(rows: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Those of `rows` about which nobody has judged yet: `fast` an attempt too fast, `absent` never present."""
    fast = Attempt.objects.everything(because=BESIDE).filter(enrolment=OuterRef("pk"), too_fast=True, judgements=None)
    judged = Judgement.objects.everything(because=BESIDE).filter(enrolment=OuterRef("pk"), attempt=None)
    absent = Q(completion__completed=True, completion__attended=0, completion__parts__gt=0)
    marked = rows.annotate(
        fast=Exists(fast), absent=ExpressionWrapper(absent & ~Exists(judged), output_field=BooleanField())
    )
    return marked.filter(Q(fast=True) | Q(absent=True))


def flags_to_judge(grants: Grants) -> QuerySet[Enrolment]:
    """What somebody may judge who keeps training: all flags within their reach but those on themselves."""
    return flagged(Enrolment.objects.visible_to(grants)).exclude(official__account=grants.user_id)


def judgement_of(enrolment: Enrolment) -> Judgement | None:
    """On the completion as a whole."""
    whole = Judgement.objects.everything(because=BESIDE).select_related("judged_by")
    return whole.filter(enrolment=enrolment, attempt=None).first()


def completions_of(official: Official) -> list[Enrolment]:
    """Courses that one official completed, the earliest first, each with cohort and course, for the journey."""
    rows = Enrolment.objects.everything(because="the caller has the official from a scoped read")
    done = rows.filter(official=official, completion__completed=True).select_related("cohort__course", "completion")
    return list(done.order_by("cohort__closes_on", "pk"))


def how_many_completed() -> int:
    """Officials who completed at least one course."""
    done = Completion.objects.everything(because=COUNTS).filter(completed=True)
    return done.aggregate(count=Count("enrolment__official", distinct=True))["count"]
