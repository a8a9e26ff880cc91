"""What a reader may do now: the buttons of a page, asked of the same table and grants as the operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.access.rules.grants import Grants
from ortoo.actions.access import bodies_of, can_steer
from ortoo.actions.models import Commitment
from ortoo.actions.rules.states import GIVERS, NEXT, Act, State

if TYPE_CHECKING:
    from ortoo.people.models import Organization


def acts_for(
    row: Commitment, state: State, giver: Organization, receiver: Organization, grants: Grants
) -> list[Act]:  # fmt: skip
    """In the order in which they are offered, the usual one first. `giver`, `receiver`: who acts on the day."""
    mine = bodies_of(grants)
    found = []
    for act in Act:
        side = giver if act in GIVERS else receiver
        if (state, act) in NEXT and side.code in mine and not (act not in GIVERS and _delivered(row, grants)):
            found.append(act)
    return found


def may_expect(state: State, giver: Organization, grants: Grants) -> bool:
    return giver.code in bodies_of(grants) and state in (State.PROPOSED, State.ACCEPTED, State.RETURNED)


def may_plan_in(codes: set[str], grants: Grants) -> bool:
    """`codes`: of the bodies that act in a measure."""
    return can_steer(grants) or bool(bodies_of(grants) & codes)


def _delivered(row: Commitment, grants: Grants) -> bool:
    deliveries = [act for act in sorted(row.acts.all(), key=lambda act: act.pk) if act.act == Act.DELIVER]
    return bool(deliveries) and deliveries[-1].by_id == grants.user_id
