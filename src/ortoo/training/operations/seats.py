"""Signing up for a class, in order, and leaving it: the next of the waiting list moves up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate, localtime

from ortoo.access.models import User
from ortoo.ledger import operations as ledger
from ortoo.messages import operations as messages
from ortoo.multilingual.refusals import Refusal
from ortoo.training.models import ClassSitting, Enrolment, Seat
from ortoo.training.queries import attended_part, order_at, own_enrolment
from ortoo.training.rules.places import moved_up

WHY = "the queue of one class is held while it changes"


@transaction.atomic
def sign_up(*, sitting: ClassSitting, by: User, at: datetime) -> Seat:
    """`by` signs up; with a place where one is free, else behind those who wait.

    Refused: who is not enrolled, a class that has begun, signing up twice or for two classes of one part that are both
    ahead, a part that was attended. Who missed a class signs up for another one of its part.
    """
    sitting, enrolment = _held(sitting, by, at)
    if there := attended_part(enrolment, sitting.part):
        raise Refusal("training.attended_part", part=sitting.part, day=_day(there))
    open_seats = Seat.objects.everything(because=WHY).filter(enrolment=enrolment, left_at=None)
    if open_seats.filter(sitting=sitting).exists():
        raise Refusal("training.signed_up_already")
    other = open_seats.filter(sitting__part=sitting.part, sitting__starts_at__gt=at).select_related("sitting").first()
    if other:
        raise Refusal("training.other_class_of_part", part=sitting.part, day=_day(other.sitting))
    seat = Seat.objects.everything(because=WHY).create(sitting=sitting, enrolment=enrolment, signed_up_at=at)
    _record("programme.class-signed-up", sitting, enrolment, {}, by=by, at=at)
    return seat


@transaction.atomic
def leave(*, sitting: ClassSitting, by: User, at: datetime) -> int:
    """`by` leaves; how many moved up from the waiting list (none or one), and were told so.

    Refused: not signed up, a class begun.
    """
    sitting, enrolment = _held(sitting, by, at)
    before = order_at(sitting)
    if enrolment.pk not in before:
        raise Refusal("training.not_signed_up")
    own = Seat.objects.everything(because=WHY).filter(sitting=sitting, enrolment=enrolment, left_at=None)
    own.update(left_at=at)
    after = [pk for pk in before if pk != enrolment.pk]
    up = moved_up(before, after, sitting.capacity)
    moved = Enrolment.objects.everything(because=WHY).filter(pk__in=up)
    subjects = sorted(ledger.subjects(kind="official", keys=moved.values_list("official", flat=True)).values())
    accounts = moved.exclude(official__account=None).values_list("official__account", flat=True)
    _tell_of_place(sitting, list(accounts), by=by, at=at)
    _record("programme.class-left", sitting, enrolment, {"moved_up": subjects}, by=by, at=at)
    return len(up)


def _held(sitting: ClassSitting, by: User, at: datetime) -> tuple[ClassSitting, Enrolment]:
    held = ClassSitting.objects.select_for_update(of=("self",)).select_related("cohort").get(pk=sitting.pk)
    enrolment = own_enrolment(held.cohort, by.pk)
    if enrolment is None:
        raise Refusal("training.not_enrolled", cohort=held.cohort.code)
    # Held as well: who signs up for two classes of one part at once is asked about the one while the other waits.
    Enrolment.objects.everything(because=WHY).select_for_update().get(pk=enrolment.pk)
    if held.starts_at <= at:
        raise Refusal("training.class_has_begun", begun=f"{localtime(held.starts_at):%Y-%m-%d %H:%M}")
    return held, enrolment


def _tell_of_place(sitting: ClassSitting, accounts: list[int], *, by: User, at: datetime) -> None:
    cohort = sitting.cohort
    names = {"mn": cohort.name_mn, "en": cohort.name_en, "ko": cohort.name_ko}
    values = {"cohort": names, "part": sitting.part, "begins": sitting.starts_at}
    address = f"training/classes/{sitting.pk}/"
    messages.tell(kind="training.place_free", to=accounts, values=values, address=address, by=by, at=at)


def _record(
    kind: str, sitting: ClassSitting, enrolment: Enrolment, more: dict[str, object], *, by: User, at: datetime
) -> None:
    official = ledger.subject(kind="official", key=enrolment.official_id)
    body = {"cohort": sitting.cohort.code, "class": sitting.pk, "official": official, **more}
    ledger.record(kind=kind, body=body, by=by, at=at)


def _day(sitting: ClassSitting) -> str:
    return localdate(sitting.starts_at).isoformat()
