"""Who opens sittings, imports and corrects marks; who sees them."""

from __future__ import annotations

from ortoo.access.access import require
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role
from ortoo.people.rules.readers import READERS

MARK_KEEPERS = (Role.EXAM_OFFICER,)
WATCHERS = (*READERS, Role.MARKER, Role.AUDITOR, Role.OFFICIAL)
"""Roles that see which sittings there are; whose marks they see, the scope of their grant says."""


def check_may_keep_marks(grants: Grants) -> None:
    require(grants, *MARK_KEEPERS)


def can_keep_marks(grants: Grants) -> bool:
    return grants.has(*MARK_KEEPERS)


def check_may_see_sittings(grants: Grants) -> None:
    require(grants, *WATCHERS)


def can_see_marks(grants: Grants) -> bool:
    return grants.has(*READERS)
