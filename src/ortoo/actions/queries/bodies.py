"""Which body acts for which on a day, and which have a part in a measure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from ortoo.actions.models import Measure, MeasureRole
from ortoo.actions.naming import BodyName
from ortoo.actions.rules.roles import Held, Part
from ortoo.multilingual.refusals import Refusal
from ortoo.people.heirs import bodies_on, body_on
from ortoo.people.queries import organization_keys, organizations_on

if TYPE_CHECKING:
    from ortoo.people.models import Organization


def acting_for(organization: Organization, on: date) -> Organization:
    """The body itself, or the successor that acts for it on that day. Refused where it ended and nobody followed."""
    found = body_on(organization.pk, on)
    if found is None:
        raise Refusal("actions.nobody_acts", body=BodyName(organization), ended=_day(organization.valid_to))
    return found


def body_named(code: str, on: date, field: str) -> Organization:
    """The body with this code, in force on the day. Refused: unknown, ended (naming its successor), not yet there."""
    found = organizations_on(on).filter(code=code).first()
    if found is not None:
        return found
    keys = organization_keys()
    if code not in keys:
        raise Refusal("actions.unknown_body", body=code, field=field)
    successor = body_on(keys[code], on)
    if successor is None:
        raise Refusal("actions.body_not_in_force", body=code, day=on.isoformat(), field=field)
    raise Refusal("actions.body_ended", body=code, day=on.isoformat(), successor=BodyName(successor), field=field)


def bodies_in(measure: Measure, on: date) -> dict[str, MeasureRole]:
    """Code of the body that acts on the day -> the part that it has, or that it took over. Nobody's are left out."""
    roles = list(measure.roles.filter(valid_to=None).select_related("organization").order_by("pk"))
    acting = bodies_on([role.organization_id for role in roles], on)
    found: dict[str, MeasureRole] = {}
    for role in sorted(roles, key=lambda role: MeasureRole.PARTS.index(role.part)):
        body = acting[role.organization_id]
        if body is not None:
            found.setdefault(body.code, role)
    return found


def held_in(measure: Measure) -> list[Held]:
    """Every part, past ones too, as the rules read them."""
    rows = measure.roles.select_related("organization").order_by("valid_from", "pk")
    return [Held(BodyName(row.organization), Part(row.part), row.valid_from, row.valid_to) for row in rows]


def lead_of(roles: Sequence[MeasureRole], on: date) -> MeasureRole:
    """Of parts at hand (each with its organization): the one that leads on the day, else the first that ever will."""
    leads = [role for role in roles if role.part == Part.LEAD]
    on_day = [one for one in leads if one.valid_from <= on and (one.valid_to is None or on < one.valid_to)]
    return (on_day or leads)[0]


def _day(day: date | None) -> str:
    return day.isoformat() if day else "–"


def bodies_planned_for(codes: frozenset[str], on: date) -> set[int]:
    """Keys of the bodies with these codes that act on the day, and of those that they took over from."""
    acting = bodies_on(list(organization_keys().values()), on)
    return {key for key, body in acting.items() if body is not None and body.code in codes}
