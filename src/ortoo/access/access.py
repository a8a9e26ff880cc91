"""Who may open accounts, propose and approve grants. Two hands, always."""

from __future__ import annotations

from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role
from ortoo.multilingual.refusals import Refusal

PROPOSERS = (Role.ACADEMY_MANAGER, Role.HEAD_OF_ACADEMY, Role.OPERATOR)
APPROVERS = (Role.HEAD_OF_ACADEMY, Role.ACADEMY_MANAGER)


def require(grants: Grants, *roles: Role) -> None:
    """Refuses, naming the roles that would do, where `grants` holds none of them."""
    if not grants.has(*roles):
        raise Refusal("access.role_needed", roles=", ".join(roles))


def check_may_propose_grants(grants: Grants) -> None:
    require(grants, *PROPOSERS)


def check_may_approve_grants(grants: Grants) -> None:
    require(grants, *APPROVERS)


def can_see_accounts(grants: Grants) -> bool:
    return grants.has(*PROPOSERS, *APPROVERS, Role.AUDITOR)
