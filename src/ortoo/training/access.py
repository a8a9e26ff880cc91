"""Who keeps courses and cohorts; who sees them."""

from __future__ import annotations

from ortoo.access.access import require
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role
from ortoo.people.queries import official_of
from ortoo.people.rules.readers import READERS

KEEPERS = (Role.ACADEMY_MANAGER,)
WATCHERS = (*READERS, Role.MINISTRY_PLANNER, Role.AUDITOR, Role.OFFICIAL)
"""Roles that see which courses and cohorts there are; whose enrolments they see, the scope of their grant says."""
COUNTERS = (*READERS, Role.MINISTRY_PLANNER, Role.AUDITOR)
"""Roles that see the report, which counts and names nobody."""


def check_may_keep_training(grants: Grants) -> None:
    require(grants, *KEEPERS)


def can_keep_training(grants: Grants) -> bool:
    return grants.has(*KEEPERS)


def check_may_see_courses(grants: Grants) -> None:
    """Courses are no secret among those who may take one: besides the roles, every official sees them."""
    if not grants.has(*WATCHERS) and grants.user_id is not None and official_of(grants.user_id) is not None:
        return
    require(grants, *WATCHERS)


def check_may_see_report(grants: Grants) -> None:
    require(grants, *COUNTERS)


def can_see_report(grants: Grants) -> bool:
    return grants.has(*COUNTERS)


def can_see_names(grants: Grants) -> bool:
    return grants.has(*READERS)
