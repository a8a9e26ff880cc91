"""Who reads single entries, and who takes an export. The page for checking is everybody's."""

from __future__ import annotations

from ortoo.access.access import require
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role

READERS = (
    Role.AUDITOR,
    Role.ACADEMY_MANAGER,
    Role.HEAD_OF_ACADEMY,
    Role.EXAM_OFFICER,
    Role.SELECTION_OFFICER,
    Role.APPEALS_PANEL,
    Role.CABINET_SECRETARIAT,
    Role.PRIME_MINISTERS_OFFICE,
)
EXPORTERS = (Role.AUDITOR, Role.ACADEMY_MANAGER, Role.HEAD_OF_ACADEMY)


def check_may_read(grants: Grants) -> None:
    """Entries name nobody, but reasons are free text: those who decide and auditors read them."""
    require(grants, *READERS)


def can_read(grants: Grants) -> bool:
    return grants.has(*READERS)


def can_export(grants: Grants) -> bool:
    return grants.has(*EXPORTERS)


def can_have_sealed(grants: Grants) -> bool:
    return grants.has(Role.AUDITOR)


def check_may_export(grants: Grants, *, with_sealed: bool = False) -> None:
    """The sealed tables go to auditors alone."""
    require(grants, *((Role.AUDITOR,) if with_sealed else EXPORTERS))
