"""Who opens rounds, adopts rules, draws and runs; who seals; who sees lists."""

from __future__ import annotations

from ortoo.access.access import require
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role
from ortoo.people.rules.readers import READERS

SELECTORS = (Role.SELECTION_OFFICER,)
SEALERS = (Role.EXAM_OFFICER,)
RULERS = (Role.APPEALS_PANEL,)
SIGNERS = (Role.HEAD_OF_ACADEMY,)
FILE_READERS = (*RULERS, *SELECTORS, *SEALERS, *SIGNERS)
"""Roles that read the file of an appeal; the official reads their own."""
WATCHERS = (*READERS, Role.AUDITOR)
"""Roles that see rounds and lists; an auditor sees pseudonyms only."""


def check_may_select(grants: Grants) -> None:
    require(grants, *SELECTORS)


def can_select(grants: Grants) -> bool:
    return grants.has(*SELECTORS)


def check_may_seal(grants: Grants) -> None:
    require(grants, *SEALERS)


def check_may_rule(grants: Grants) -> None:
    require(grants, *RULERS)


def can_rule(grants: Grants) -> bool:
    return grants.has(*RULERS)


def check_may_sign(grants: Grants) -> None:
    require(grants, *SIGNERS)


def can_read_files(grants: Grants) -> bool:
    return grants.has(*FILE_READERS)


def check_may_read_files(grants: Grants) -> None:
    require(grants, *FILE_READERS)


def can_watch(grants: Grants) -> bool:
    return grants.has(*WATCHERS)


def check_may_watch(grants: Grants) -> None:
    require(grants, *WATCHERS)


def can_see_names(grants: Grants) -> bool:
    return grants.has(*READERS)
