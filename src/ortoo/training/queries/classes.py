"""Classes, who signed up for them, and who was there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ortoo.access.rules.grants import Grants
from ortoo.multilingual.refusals import Refusal
from ortoo.training.models import Attendance, ClassSitting, Cohort, Enrolment, Seat
from ortoo.training.rules.places import place_after

BESIDE = "goes along with enrolments that were scoped already"
COUNTS = "counts, and shows nobody"


def all_classes() -> QuerySet[ClassSitting]:
    return ClassSitting.objects.select_related("cohort__course", "cohort__rule")


def sitting_numbered(pk: str) -> ClassSitting:
    """Of its key as text, which an import names. Refused where there is none."""
    found = ClassSitting.objects.select_related("cohort__course", "cohort__rule").filter(pk=pk).first()
    if found is None:
        raise Refusal("training.unknown_class", code=pk)
    return found


def classes_of(cohort: Cohort) -> QuerySet[ClassSitting]:
    """Each with how many are `signed_up` and have not left, and how many were `present`; counted apart, not joined."""
    seats = Seat.objects.everything(because=COUNTS).filter(left_at=None)
    present = Attendance.objects.everything(because=COUNTS).filter(present=True)
    rows = cohort.sittings.annotate(signed_up=_how_many(seats), present=_how_many(present))
    return rows.order_by("part", "starts_at", "pk")


def _how_many(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.filter(sitting=OuterRef("pk")).order_by().values("sitting")
    return Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0)


def order_at(sitting: ClassSitting) -> list[int]:
    """Enrolments that signed up and have not left, the earliest first; for a caller who scopes or counts."""
    whole = Seat.objects.everything(because="the order of a queue is the same for everybody")
    return list(whole.filter(sitting=sitting, left_at=None).order_by("pk").values_list("enrolment", flat=True))


def places_of(enrolments: Collection[Enrolment]) -> dict[int, int]:
    """Class -> 0 for a place, 1 for the first on the waiting list, and so on; classes not signed up for are missing.

    One query for all classes of one official, whose `enrolments` these are.
    """
    seats = Seat.objects.everything(because="the caller has the enrolments from a scoped read").filter(left_at=None)
    earlier = seats.filter(sitting=OuterRef("sitting"), pk__lt=OuterRef("pk")).order_by().values("sitting")
    own = seats.filter(enrolment__in=enrolments).annotate(
        earlier=Coalesce(Subquery(earlier.annotate(n=Count("pk")).values("n")), 0)
    )
    rows = own.values_list("sitting", "earlier", "sitting__capacity")
    return {sitting: place_after(before, capacity) for sitting, before, capacity in rows}


def seats_seen(grants: Grants, sitting: ClassSitting) -> QuerySet[Seat]:
    """Who signed up and has not left, of those whom `grants` may see, in order."""
    rows = Seat.objects.visible_to(grants).filter(sitting=sitting, left_at=None)
    return rows.select_related("enrolment__official").order_by("pk")


def present_at(sitting: ClassSitting) -> frozenset[int]:
    """Enrolments that are marked present."""
    whole = Attendance.objects.everything(because="the list of who was there is taken anew")
    return frozenset(whole.filter(sitting=sitting, present=True).values_list("enrolment", flat=True))


def attendance_taken(sitting: ClassSitting) -> bool:
    """Whether anybody took it, be it that nobody was there."""
    return Attendance.objects.everything(because=COUNTS).filter(sitting=sitting).exists()


def to_be_asked(grants: Grants, sitting: ClassSitting) -> QuerySet[Enrolment]:
    """The names of a class, by name: who signed up or was present; where nobody signed up, the whole cohort."""
    rows = Enrolment.objects.visible_to(grants).filter(cohort=sitting.cohort).select_related("official")
    signed = Seat.objects.everything(because=BESIDE).filter(sitting=sitting, left_at=None)
    if signed.exists():
        there = Attendance.objects.everything(because=BESIDE).filter(sitting=sitting, present=True)
        rows = rows.filter(Q(pk__in=signed.values("enrolment")) | Q(pk__in=there.values("enrolment")))
    return rows.order_by("official__sort_key", "official_id")


def attended_part(enrolment: Enrolment, part: int) -> ClassSitting | None:
    """The class of `part` at which somebody was."""
    rows = Attendance.objects.everything(because=BESIDE).filter(enrolment=enrolment, present=True, sitting__part=part)
    first = rows.select_related("sitting").order_by("sitting__starts_at").first()
    return first.sitting if first else None


def attended_by(enrolment: Enrolment) -> list[Attendance]:
    """Classes at which somebody was, in order."""
    rows = Attendance.objects.everything(because=BESIDE).filter(enrolment=enrolment, present=True)
    return list(rows.select_related("sitting").order_by("sitting__part", "sitting__starts_at"))


def without_attendance(grants: Grants) -> list[ClassSitting]:
    """Classes before the day of `grants` of somebody within their reach, whose attendance nobody has taken, the
    earliest first.
    """
    taken = Attendance.objects.everything(because=COUNTS).filter(sitting=OuterRef("pk"))
    anybody = Enrolment.objects.visible_to(grants).filter(cohort=OuterRef("cohort"))
    rows = ClassSitting.objects.filter(~Exists(taken), Exists(anybody), starts_at__date__lt=grants.on)
    rows = rows.select_related("cohort")
    return list(rows.order_by("starts_at", "pk"))


def classes_to_choose(grants: Grants) -> list[ClassSitting]:
    """For each part of the own cohorts that one has not attended, and for which one has not signed up: its next class,
    the earliest first. Who signed up and did not come chooses again.
    """
    if grants.user_id is None:
        return []
    own = Enrolment.objects.everything(because="one's own").filter(official__account=grants.user_id)
    ahead = ClassSitting.objects.filter(cohort__enrolments__in=own, starts_at__date__gt=grants.on)
    if not (rows := list(ahead.select_related("cohort").order_by("starts_at", "pk"))):
        return []
    seats = Seat.objects.everything(because="one's own").filter(enrolment__in=own, left_at=None)
    attended = Attendance.objects.everything(because="one's own").filter(enrolment__in=own, present=True)
    chosen = {
        *seats.filter(sitting__starts_at__date__gte=grants.on).values_list("sitting__cohort", "sitting__part"),
        *attended.values_list("sitting__cohort", "sitting__part"),
    }
    found: dict[tuple[int, int], ClassSitting] = {}
    for sitting in rows:
        if (sitting.cohort_id, sitting.part) not in chosen:
            found.setdefault((sitting.cohort_id, sitting.part), sitting)
    return list(found.values())


def classes_ahead(enrolments: Collection[Enrolment], now: datetime) -> list[ClassSitting]:
    """Classes of these cohorts that have not begun, the earliest first."""
    of_cohorts = {one.cohort_id for one in enrolments}
    rows = ClassSitting.objects.filter(cohort__in=of_cohorts, starts_at__gt=now).select_related("cohort")
    return list(rows.order_by("starts_at", "pk"))
