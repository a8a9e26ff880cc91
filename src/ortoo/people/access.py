"""Who may read and who may change the register."""

from __future__ import annotations

from ortoo.access.access import require
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role
from ortoo.people.rules.readers import READERS

REGISTRARS = (Role.ACADEMY_MANAGER,)


def check_may_change_register(grants: Grants) -> None:
    require(grants, *REGISTRARS)


def can_change_register(grants: Grants) -> bool:
    return grants.has(*REGISTRARS)


def can_read_register(grants: Grants) -> bool:
    return grants.has(*READERS)


def check_may_see_officials(grants: Grants) -> None:
    """The list of names. One's own page needs no role."""
    require(grants, *READERS)
