"""Who may keep the plan and the programme. Reading needs no role: the plan is public."""

from __future__ import annotations

from ortoo.access.access import require
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role

PLANNERS = (Role.ACADEMY_MANAGER, Role.CABINET_SECRETARIAT)


def check_may_keep_plan(grants: Grants) -> None:
    require(grants, *PLANNERS)


def can_keep_plan(grants: Grants) -> bool:
    return grants.has(*PLANNERS)
