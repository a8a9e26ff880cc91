"""Who adopts formulas, who seals, who sees records."""

from __future__ import annotations

from ortoo.access.access import require
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role
from ortoo.people.queries import official_of
from ortoo.people.rules.readers import READERS

ADOPTERS = (Role.ACADEMY_MANAGER, Role.SELECTION_OFFICER)
SEALERS = (Role.EXAM_OFFICER,)
"""Who runs a selection does not seal its records; access keeps the two roles in two hands."""

WATCHERS = (*READERS, Role.OFFICIAL, Role.AUDITOR)
"""Roles that see formulas and seals; whose records they see, the scope of their grant says."""


def check_may_adopt(grants: Grants) -> None:
    require(grants, *ADOPTERS)


def can_adopt(grants: Grants) -> bool:
    return grants.has(*ADOPTERS)


def check_may_seal(grants: Grants) -> None:
    require(grants, *SEALERS)


def check_may_watch(grants: Grants) -> None:
    """How records are made and sealed is no secret among those who have one: besides the roles, every official sees
    formulas and seals, and of the records the own ones.
    """
    if not grants.has(*WATCHERS) and grants.user_id is not None and official_of(grants.user_id) is not None:
        return
    require(grants, *WATCHERS)


def can_see_names(grants: Grants) -> bool:
    """An auditor sees records without names: a pseudonym and what was sealed."""
    return grants.has(*READERS) or not grants.has(Role.AUDITOR)
