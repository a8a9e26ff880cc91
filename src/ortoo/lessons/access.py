"""Who writes lessons, who decides on them, who reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.access.access import require
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role, Scope
from ortoo.multilingual.refusals import OutOfReach
from ortoo.people.queries import official_of
from ortoo.people.rules.readers import READERS
from ortoo.visits.access import own_traveller

if TYPE_CHECKING:
    from ortoo.people.models import Organization
    from ortoo.visits.models import Visit

WRITERS = (Role.ACADEMY_MANAGER,)
"""Besides the travellers, each of whom writes on the visit they were on."""

DECIDERS = (Role.MINISTRY_PLANNER, Role.CABINET_SECRETARIAT)
"""A planner for the body of the grant, the Cabinet Secretariat for every body."""

WATCHERS = (
    *READERS, Role.MINISTRY_PLANNER, Role.PRIME_MINISTERS_OFFICE, Role.SUPERIOR, Role.DATA_OWNER, Role.OFFICIAL,
    Role.AUDITOR,
)  # fmt: skip
"""Read every lesson, as every official on the register does. No host: what speaks against theirs is said plainly."""


def can_see_lessons(grants: Grants) -> bool:
    return grants.has(*WATCHERS) or (grants.user_id is not None and official_of(grants.user_id) is not None)


def check_may_see_lessons(grants: Grants) -> None:
    if not can_see_lessons(grants):
        require(grants, *WATCHERS)


def can_see_authors(grants: Grants) -> bool:
    return grants.has(*READERS)


def can_write(grants: Grants, visit: Visit) -> bool:
    return grants.has(*WRITERS) or own_traveller(grants, visit) is not None


def check_may_write(grants: Grants, visit: Visit) -> None:
    if own_traveller(grants, visit) is None:
        require(grants, *WRITERS)


def owners_of(grants: Grants) -> frozenset[str]:
    """Codes of the bodies for which `grants` may decide as their planner."""
    held = grants.over(Role.MINISTRY_PLANNER)
    return frozenset(one.code for one in held if one.scope is Scope.ORGANIZATION and one.code)


def can_decide(grants: Grants, body: Organization | None) -> bool:
    """`body`: who stands for the owner today; None where it ended and nobody followed."""
    return grants.has(Role.CABINET_SECRETARIAT) or (body is not None and body.code in owners_of(grants))


def check_may_decide(grants: Grants, body: Organization | None) -> None:
    require(grants, *DECIDERS)
    if not can_decide(grants, body):
        raise OutOfReach("lessons.another_owner", owner="–" if body is None else body.code)
