"""Whom the home of each station opens to, said once: no frame links anybody to a page that is refused to them.

The stations ask at their own doors (`<station>/access.py`); the walls try that both say the same.
"""

from __future__ import annotations

from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role

SEE_NAMES = (
    Role.ACADEMY_MANAGER, Role.EXAM_OFFICER, Role.SELECTION_OFFICER, Role.HEAD_OF_ACADEMY, Role.APPEALS_PANEL,
    Role.CABINET_SECRETARIAT, Role.SENDING_MINISTRY,
)  # fmt: skip

DOORS: dict[str, tuple[Role, ...]] = {
    "training": (*SEE_NAMES, Role.MINISTRY_PLANNER, Role.AUDITOR, Role.OFFICIAL),
    "exams": (*SEE_NAMES, Role.MARKER, Role.AUDITOR, Role.OFFICIAL),
    "record": (*SEE_NAMES, Role.AUDITOR, Role.OFFICIAL),
    "selection": (*SEE_NAMES, Role.AUDITOR),
    "permission": (
        Role.SELECTION_OFFICER, Role.ACADEMY_MANAGER, Role.PANEL_MEMBER, Role.PRIME_MINISTERS_OFFICE,
        Role.HEAD_OF_ACADEMY, Role.SENDING_MINISTRY, Role.CABINET_SECRETARIAT, Role.AUDITOR,
    ),
    "visits": (
        Role.ACADEMY_MANAGER, Role.CABINET_SECRETARIAT, Role.MINISTRY_PLANNER, Role.PRIME_MINISTERS_OFFICE,
        Role.HEAD_OF_ACADEMY, Role.SENDING_MINISTRY, Role.AUDITOR, Role.HOST, Role.SUPERIOR, Role.DATA_OWNER,
        Role.OFFICIAL,
    ),
    "lessons": (
        *SEE_NAMES, Role.MINISTRY_PLANNER, Role.PRIME_MINISTERS_OFFICE, Role.SUPERIOR, Role.DATA_OWNER, Role.OFFICIAL,
        Role.AUDITOR,
    ),
}  # fmt: skip
"""Stations that are not open to everybody. Whoever is on the register passes at each of them, to what is their own."""


def is_open(station: str, grants: Grants, *, on_register: bool) -> bool:
    """The public is let to every door: it is asked there to sign in."""
    if station not in DOORS or grants.user_id is None or on_register:
        return True
    return grants.has(*DOORS[station])
