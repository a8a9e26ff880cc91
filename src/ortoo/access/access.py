"""Who may open accounts, propose and approve grants. Two hands, always."""

from __future__ import annotations

from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import NEED_A_SECOND_FACTOR, Role, clashing
from ortoo.multilingual.refusals import Refusal, Worded

PROPOSERS = (Role.ACADEMY_MANAGER, Role.HEAD_OF_ACADEMY, Role.OPERATOR)
APPROVERS = (Role.HEAD_OF_ACADEMY, Role.ACADEMY_MANAGER)


class RoleCodes(Worded):
    """Codes of roles with ", " between them."""

    __slots__ = ()

    def words(self, language: str) -> str:
        from ortoo.access.words import roles_in  # needs Django, which who only checks does not

        return roles_in(language, self.split(", "))


def require(grants: Grants, *roles: Role) -> None:
    """Refuses, naming the roles that would do, where `grants` holds none of them.

    Refuses also where each that would do must not be in one hand with another that the person holds: two grants may
    have come to overlap in a way that nobody saw when they were granted, and then neither of them counts.
    """
    held = [role for role in roles if grants.has(role)]
    if not held:
        raise Refusal("access.role_needed", roles=RoleCodes(", ".join(roles)))
    clashes = [clashing(grants.roles, role) for role in held]
    if all(clashes):
        raise Refusal("access.duties_clash", role=RoleCodes(held[0]), other=RoleCodes(clashes[0][0]))


def check_may_propose_grants(grants: Grants) -> None:
    require(grants, *PROPOSERS)


def check_may_approve_grants(grants: Grants) -> None:
    require(grants, *APPROVERS)


def can_see_accounts(grants: Grants) -> bool:
    return grants.has(*PROPOSERS, *APPROVERS, Role.AUDITOR)


def check_factor_not_needed(grants: Grants, *, demonstration: bool) -> None:
    """Refuses where a role needs the second factor. In the demonstration none does."""
    needing = sorted(role for role in grants.roles if role in NEED_A_SECOND_FACTOR)
    if needing and not demonstration:
        raise Refusal("access.factor_needed_by_role", roles=RoleCodes(", ".join(needing)))
