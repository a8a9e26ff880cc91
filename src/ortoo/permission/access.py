"""Who calls, hands in, scores, proposes, signs and decides; who sees what of it."""

from __future__ import annotations

from ortoo.access.access import require
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role

CALLERS = (Role.SELECTION_OFFICER,)
"""Open the call, adopt the rubric, give sheets to markers, propose."""

KEEPERS = (Role.ACADEMY_MANAGER,)
"""See to it that dossiers are complete; read their papers, with the Cabinet Secretariat."""

PAPER_READERS = (*KEEPERS, Role.CABINET_SECRETARIAT)
MARKERS = (Role.PANEL_MEMBER,)
DECIDERS = (Role.PRIME_MINISTERS_OFFICE,)
CLOSERS = (Role.CABINET_SECRETARIAT,)
WATCHERS = (
    *CALLERS, *KEEPERS, *MARKERS, *DECIDERS, Role.HEAD_OF_ACADEMY, Role.SENDING_MINISTRY, Role.CABINET_SECRETARIAT,
    Role.AUDITOR,
)  # fmt: skip
"""See that there is a call and where it stands; names only as their grants or the proposal before them say."""


def check_may_call(grants: Grants) -> None:
    require(grants, *CALLERS)


def check_may_watch(grants: Grants) -> None:
    require(grants, *WATCHERS)
