"""A measure as the plan that `ortoo delays` reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ortoo.actions.models import Commitment, Measure
from ortoo.actions.queries.commitments import stands, with_acts
from ortoo.actions.rules.commitments import Owed, as_plan
from ortoo.actions.rules.delays import Planned
from ortoo.people.heirs import bodies_on


def commitments_of(measure: Measure) -> list[Commitment]:
    """In the order in which they are due."""
    return list(with_acts(Commitment.objects.filter(measure=measure)).order_by("due", "code"))


def plan_of(measure: Measure, on: date) -> dict[str, Planned]:
    """Code -> what is planned, as `actions.rules.delays` reads it.

    Owners are codes of the bodies that act on `on`. A delivery that is not confirmed on its own day has a second name,
    its code and "+", for the receipt, which is the receiver's.
    """
    return plan_from(commitments_of(measure), on)


def plan_from(rows: Sequence[Commitment], on: date) -> dict[str, Planned]:
    """Of commitments with their acts, as `commitments_of` gives them."""
    acting = bodies_on({key for row in rows for key in (row.giver_id, row.receiver_id)}, on)

    def owner(key: int, code: str) -> str:
        body = acting[key]
        return body.code if body else code

    owed = []
    for row in rows:
        at = stands(row, on)
        owed.append(
            Owed(
                row.code, owner(row.giver_id, row.giver.code), owner(row.receiver_id, row.receiver.code),
                row.due, row.duration_days, at.state, tuple(one.upstream.code for one in row.waits_for.all()),
                row.final, at.delivered_on, at.confirmed_on,
            )
        )  # fmt: skip
    return as_plan(owed)
