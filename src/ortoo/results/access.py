"""Who declares series, keeps and approves editions. Reading approved figures needs no role: they are public."""

from __future__ import annotations

from ortoo.access.access import require
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role, Scope
from ortoo.multilingual.refusals import OutOfReach

KEEPERS = (Role.ACADEMY_MANAGER, Role.DATA_OWNER)
APPROVERS = (*KEEPERS, Role.HEAD_OF_ACADEMY)


def check_may_keep_figures(grants: Grants) -> None:
    """Some series at least; which, `check_may_keep_series` says."""
    require(grants, *KEEPERS)


def check_may_keep_series(grants: Grants, owner: str) -> None:
    """`owner`: code of the body that owns the data of the series' indicator, "" where none is named."""
    check_may_keep_figures(grants)
    if not reaches(grants, owner, *KEEPERS):
        raise OutOfReach("results.not_within_reach", owner=owner or "–")


def check_may_approve(grants: Grants, owner: str) -> None:
    require(grants, *APPROVERS)
    if not reaches(grants, owner, *APPROVERS):
        raise OutOfReach("results.not_within_reach", owner=owner or "–")


def can_keep_figures(grants: Grants) -> bool:
    return grants.has(*KEEPERS)


def can_see_unapproved(grants: Grants) -> bool:
    return grants.has(*APPROVERS, Role.AUDITOR)


def can_approve(grants: Grants, owner: str) -> bool:
    return grants.has(*APPROVERS) and reaches(grants, owner, *APPROVERS)


def reaches(grants: Grants, owner: str, *roles: Role) -> bool:
    """Whether one of the grants is over everything, or over the body that owns the data."""
    return any(
        one.scope is Scope.EVERYTHING or (one.scope is Scope.ORGANIZATION and one.code == owner)
        for one in grants.over(*roles)
    )
