"""Which body has which part in a measure on which day: exactly one leads, and a body has one part at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ortoo.multilingual.refusals import Refusal


class Part(StrEnum):
    LEAD = "lead"
    CO_LEAD = "co-lead"
    CONTRIBUTOR = "contributor"
    CONSULTED = "consulted"


@dataclass(frozen=True)
class Held:
    """One body's part, from a day to before another (None: still)."""

    organization: str
    part: Part
    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def check_first(measure: str, lead: str, others: Sequence[tuple[str, Part]]) -> None:
    """Refuses a new measure without a lead, with two, and a body with two parts."""
    if not lead:
        raise Refusal("actions.no_lead", measure=measure, field="lead")
    seen = {lead}
    for organization, part in others:
        if part is Part.LEAD and organization != lead:
            raise Refusal("actions.two_leads", measure=measure, lead=lead, other=organization, field="others")
        if organization in seen:
            raise Refusal("actions.two_parts", measure=measure, body=organization, field="others")
        seen.add(organization)


def lead_on(held: Sequence[Held], day: date) -> str:
    """The one body that leads on `day`; a measure that has begun always has one."""
    (lead,) = (one.organization for one in held if one.part is Part.LEAD and one.on(day))
    return lead


def check_set(measure: str, held: Sequence[Held], organization: str, part: Part, on: date) -> None:
    """Refuses a second lead, a change of the lead itself, a part held already, and a day before what is there.

    The lead is handed over in one act, so that no day is without one.
    """
    open_parts = {one.organization: one for one in held if one.until is None}
    there = open_parts.get(organization)
    if part is Part.LEAD:
        lead = next(one.organization for one in open_parts.values() if one.part is Part.LEAD)
        raise Refusal("actions.two_leads", measure=measure, lead=lead, other=organization, field="part")
    _check_free(measure, held, organization, on)
    if there is None:
        return
    if there.part is Part.LEAD:
        raise Refusal("actions.lead_cannot_go", measure=measure, lead=organization, field="part")
    if there.part is part:
        raise Refusal("actions.part_held", measure=measure, body=organization, field="part")
    _check_later(measure, there, on)


def check_end(measure: str, held: Sequence[Held], organization: str, on: date) -> None:
    """Refuses ending a part that is not there, the lead's, and before it began."""
    there = next((one for one in held if one.organization == organization and one.until is None), None)
    if there is None:
        raise Refusal("actions.no_part", measure=measure, body=organization, field="organization")
    if there.part is Part.LEAD:
        raise Refusal("actions.lead_cannot_go", measure=measure, lead=organization, field="organization")
    _check_later(measure, there, on)


def check_handed_over(measure: str, held: Sequence[Held], to: str, on: date) -> None:
    """Refuses handing the lead to the body that has it, and on a day that is not after the parts that it ends."""
    for one in held:
        if one.until is None and (one.part is Part.LEAD or one.organization == to):
            if one.organization == to and one.part is Part.LEAD:
                raise Refusal("actions.part_held", measure=measure, body=to, field="organization")
            _check_later(measure, one, on)
    _check_free(measure, held, to, on)


def _check_free(measure: str, held: Sequence[Held], organization: str, on: date) -> None:
    """No day before the measure had its first parts, nor in a part of the body that has ended."""
    ended = [one.until for one in held if one.organization == organization and one.until is not None]
    earliest = max([min(one.since for one in held), *ended])
    if on < earliest:
        raise Refusal(
            "actions.part_too_early", measure=measure, body=organization, since=earliest.isoformat(), field="on"
        )


def _check_later(measure: str, there: Held, on: date) -> None:
    if on <= there.since:
        raise Refusal(
            "actions.part_too_early", measure=measure, body=there.organization, since=there.since.isoformat(),
            field="on",
        )  # fmt: skip
