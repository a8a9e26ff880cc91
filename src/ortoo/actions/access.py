"""Who plans measures, who acts for which body, who reads what. Measures are no secret: only their papers are."""

from __future__ import annotations

from ortoo.access.access import require
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role, Scope
from ortoo.multilingual.refusals import OutOfReach

PLANNERS = (Role.MINISTRY_PLANNER,)
STEERERS = (Role.CABINET_SECRETARIAT,)
"""Open measures and see to their parts beside the bodies themselves; they accept, deliver and confirm for nobody."""


def bodies_of(grants: Grants) -> frozenset[str]:
    """Codes of the bodies that the person plans for: a grant over one body each. A wider one speaks for nobody."""
    return frozenset(held.code for held in grants.over(*PLANNERS) if held.scope is Scope.ORGANIZATION)


def can_steer(grants: Grants) -> bool:
    return grants.has(*STEERERS)


def can_plan(grants: Grants) -> bool:
    return bool(bodies_of(grants)) or can_steer(grants)


def can_read_papers(grants: Grants) -> bool:
    """Reasons, evidence, reports and costs: everybody who is signed in. The public reads titles, days and states."""
    return grants.user_id is not None


def check_may_plan(grants: Grants) -> None:
    require(grants, *PLANNERS, *STEERERS)


def check_plans_for(grants: Grants, bodies: frozenset[str], measure: str) -> None:
    """`bodies`: codes of those that act in the measure. The Secretariat may always."""
    check_may_plan(grants)
    if not can_steer(grants) and not bodies_of(grants) & bodies:
        raise OutOfReach("actions.not_of_the_measure", measure=measure)


def check_acts_for(grants: Grants, body: str, code: str, /, **values: object) -> None:
    """Refuses, with the sentence of `code`, whoever does not plan for the body with the code `body`."""
    require(grants, *PLANNERS)
    if body not in bodies_of(grants):
        raise OutOfReach(code, **values)
