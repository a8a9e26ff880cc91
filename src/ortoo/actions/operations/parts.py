"""Parts in a measure change: one is set, ended, or the lead is handed over in one act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.actions.access import check_plans_for
from ortoo.actions.models import Measure, MeasureRole
from ortoo.actions.naming import BodyName
from ortoo.actions.operations.measures import part_named
from ortoo.actions.queries.bodies import bodies_in, body_named, held_in
from ortoo.actions.rules.roles import Part, check_end, check_handed_over, check_set
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal


@transaction.atomic
def set_part(
    *, measure: Measure, organization: str, part: str, on: date | None = None, by: User, at: datetime
) -> MeasureRole:
    """Gives a body (by code) a part from `on` (today unless an earlier day is given), in place of the one it has.

    Refused: a second lead, taking the lead its part, a part it has already, a body not in force, a day ahead.
    """
    held, day = _held(measure, on, by, at)
    body, wanted = body_named(organization, localdate(at), "organization"), part_named(part, "part")
    check_set(held.code, held_in(held), BodyName(body), wanted, day)
    held.roles.filter(organization=body, valid_to=None).update(valid_to=day)
    made = MeasureRole.objects.create(measure=held, organization=body, part=wanted, valid_from=day, by=by, at=at)
    _record("measure.part-set", held, {"body": body.code, "part": wanted.value, "on": day.isoformat()}, by, at)
    return made


@transaction.atomic
def end_part(*, measure: Measure, organization: str, on: date | None = None, by: User, at: datetime) -> None:
    """Ends the part of a body (by code; it may itself have ended). Refused for the lead, which is handed over."""
    held, day = _held(measure, on, by, at)
    check_end(held.code, held_in(held), organization, day)
    held.roles.filter(organization__code=organization, valid_to=None).update(valid_to=day)
    _record("measure.part-ended", held, {"body": organization, "on": day.isoformat()}, by, at)


@transaction.atomic
def hand_over_lead(
    *, measure: Measure, organization: str, on: date | None = None, stays_as: str = "", by: User, at: datetime
) -> MeasureRole:
    """The body (by code) leads from `on`; the one that led stays with the part `stays_as`, or with none.

    Refused: a body that leads already or is not in force, a part that may not stay, a day ahead.
    """
    held, day = _held(measure, on, by, at)
    body = body_named(organization, localdate(at), "organization")
    check_handed_over(held.code, held_in(held), BodyName(body), day)
    stays = part_named(stays_as, "stays_as") if stays_as else None
    if stays is Part.LEAD:
        raise Refusal("actions.two_leads", measure=held.code, lead=BodyName(body), other=stays_as, field="stays_as")
    before = held.roles.select_related("organization").get(part=Part.LEAD, valid_to=None)
    held.roles.filter(pk=before.pk).update(valid_to=day)
    held.roles.filter(organization=body, valid_to=None).update(valid_to=day)
    made = MeasureRole.objects.create(measure=held, organization=body, part=Part.LEAD, valid_from=day, by=by, at=at)
    if stays:
        MeasureRole.objects.create(
            measure=held, organization=before.organization, part=stays, valid_from=day, by=by, at=at
        )
    said = {"from": before.organization.code, "to": body.code, "stays_as": stays_as, "on": day.isoformat()}
    _record("measure.lead-handed-over", held, said, by, at)
    return made


def _held(measure: Measure, on: date | None, by: User, at: datetime) -> tuple[Measure, date]:
    """Locked, so that two who change its parts queue; and the day."""
    held = Measure.objects.select_for_update().get(pk=measure.pk)
    today = localdate(at)
    check_plans_for(grants_at(by, at), frozenset(bodies_in(held, today)), held.code)
    day = on or today
    if day > today:
        raise Refusal("actions.part_ahead", measure=held.code, today=today.isoformat(), field="on")
    return held, day


def _record(kind: str, measure: Measure, said: Mapping[str, str], by: User, at: datetime) -> None:
    ledger.record(kind=kind, body={"measure": measure.code, **said}, by=by, at=at)
