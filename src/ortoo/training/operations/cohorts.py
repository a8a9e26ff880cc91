"""A cohort is opened under the rule in force on its first day, and its classes are planned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.training.access import check_may_keep_training
from ortoo.training.models import Attendance, ClassSitting, Cohort, Course
from ortoo.training.operations.courses import check_code, check_named
from ortoo.training.operations.settling import settle
from ortoo.training.queries import rule_on


@transaction.atomic
def open_cohort(
    *, course: Course, code: str, names: Mapping[str, str], opens_on: date, closes_on: date, by: User, at: datetime
) -> Cohort:
    """A cohort from `opens_on` to `closes_on`, both included; it keeps the completion rule of its first day.

    Refused: no rule in force on that day, a first day that is past (whoever knows the attempts would choose the rule),
    a last day before the first, a code that is taken, a name in no language.
    """
    check_may_keep_training(grants_at(by, at))
    check_code(code, taken=Cohort.objects.filter(code=code).exists())
    check_named(names)
    if opens_on < localdate(at):
        raise Refusal("training.opens_in_the_past", today=localdate(at).isoformat(), field="opens_on")
    if closes_on < opens_on:
        raise Refusal("training.closes_before_it_opens", field="closes_on")
    rule = rule_on(course, opens_on)
    if rule is None:
        raise Refusal("training.no_rule", course=course.code, day=opens_on.isoformat(), field="opens_on")
    cohort = Cohort.objects.create(
        course=course, rule=rule, code=code, opens_on=opens_on, closes_on=closes_on,
        **{f"name_{one}": name for one, name in names.items()},
    )  # fmt: skip
    body = {
        "cohort": code,
        "course": course.code,
        "rule_version": rule.version,
        "opens_on": opens_on.isoformat(),
        "closes_on": closes_on.isoformat(),
    }
    ledger.record(kind="programme.cohort-opened", body=body, by=by, at=at)
    return cohort


@transaction.atomic
def plan_class(
    *, cohort: Cohort, part: int, starts_at: datetime, place: str, capacity: int, online: bool = False, by: User,
    at: datetime,
) -> ClassSitting:  # fmt: skip
    """A class of `cohort` on `part` of the course, counted from 1; several of one part teach the same.

    Refused: outside the days of the cohort, whose rule holds from its first day; no room; a cohort that is over; a
    further part once attendance was taken, for it would ask more of those who have begun.
    """
    check_may_keep_training(grants_at(by, at))
    cohort = Cohort.objects.select_for_update(of=("self",)).select_related("rule", "course").get(pk=cohort.pk)
    _check_class(cohort, part, starts_at, capacity, at)
    planned = ClassSitting.objects.create(
        cohort=cohort, part=part, starts_at=starts_at, online=online, place=place, capacity=capacity
    )
    settle(cohort=cohort, at=at)
    body = {"cohort": cohort.code, "class": planned.pk, "part": part, "day": localdate(starts_at).isoformat(),
            "capacity": capacity}  # fmt: skip
    ledger.record(kind="programme.class-planned", body=body, by=by, at=at)
    return planned


def _check_class(cohort: Cohort, part: int, starts_at: datetime, capacity: int, at: datetime) -> None:
    if not cohort.opens_on <= localdate(starts_at) <= cohort.closes_on:
        opens, closes = cohort.opens_on.isoformat(), cohort.closes_on.isoformat()
        raise Refusal("training.class_outside", opens=opens, closes=closes, field="starts_at")
    if capacity < 1:
        raise Refusal("training.no_capacity", field="capacity")
    if part < 1:
        raise Refusal("training.no_part", field="part")
    if localdate(at) > cohort.closes_on:
        raise Refusal("training.cohort_closed", cohort=cohort.code, closes=cohort.closes_on.isoformat())
    begun = Attendance.objects.everything(because="asks whether there is any").filter(sitting__cohort=cohort).exists()
    if begun and not cohort.sittings.filter(part=part).exists():
        raise Refusal("training.part_too_late", part=part, field="part")
