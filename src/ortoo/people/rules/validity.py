"""Whether a body exists on a day, and who is to be asked instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ortoo.multilingual.refusals import Refusal


@dataclass(frozen=True)
class Body:
    """An organization from `valid_from` (included; None: as long as known) to `valid_to` (excluded; None: still).

    `successors`: codes of those that took over, the main one first.
    """

    code: str
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


def check_holds(body: Body, day: date) -> None:
    """Refuses a body that is not yet or no longer there on `day`, and names its successors."""
    if body.holds_on(day):
        return
    if body.valid_from is not None and day < body.valid_from:
        raise Refusal("people.organization_not_yet", day=day, begins=body.valid_from)
    if not body.successors:
        raise Refusal("people.organization_ended", day=day, ended=body.valid_to)
    raise Refusal("people.organization_succeeded", day=day, ended=body.valid_to, successors=", ".join(body.successors))
