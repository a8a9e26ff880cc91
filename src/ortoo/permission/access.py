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


def can_call(grants: Grants) -> bool:
    return grants.has(*CALLERS)


def check_may_call(grants: Grants) -> None:
    require(grants, *CALLERS)


def check_may_watch(grants: Grants) -> None:
    require(grants, *WATCHERS)


# ---- dossiers, papers, consents, flags

DOSSIER_READERS = (*PAPER_READERS, Role.SENDING_MINISTRY, Role.HEAD_OF_ACADEMY)
"""See who has a dossier and what it lacks, as far as their grants reach: no panel member, nobody who gives sheets."""

WEIGHERS = (*PAPER_READERS, *DECIDERS)


def check_may_keep_kinds(grants: Grants) -> None:
    """Kinds of documents, and the age limits."""
    require(grants, *KEEPERS)


def can_keep_kinds(grants: Grants) -> bool:
    return grants.has(*KEEPERS)


def check_may_see_dossiers(grants: Grants) -> None:
    require(grants, *DOSSIER_READERS)


def can_see_dossiers(grants: Grants) -> bool:
    return grants.has(*DOSSIER_READERS)


def check_may_read_papers(grants: Grants) -> None:
    require(grants, *PAPER_READERS)


def can_read_papers(grants: Grants) -> bool:
    return grants.has(*PAPER_READERS)


def check_may_consent(grants: Grants) -> None:
    require(grants, Role.SENDING_MINISTRY)


def can_consent(grants: Grants) -> bool:
    return grants.has(Role.SENDING_MINISTRY)


def check_may_weigh(grants: Grants) -> None:
    require(grants, *WEIGHERS)


def can_weigh(grants: Grants) -> bool:
    return grants.has(*WEIGHERS)


def check_may_score(grants: Grants) -> None:
    require(grants, *MARKERS)


PANEL_WATCHERS = (*CALLERS, *KEEPERS, Role.HEAD_OF_ACADEMY, Role.AUDITOR)
"""See how far the panel is, member by member. Members see their own sheets alone."""


def check_may_watch_panel(grants: Grants) -> None:
    require(grants, *PANEL_WATCHERS)


def can_watch_panel(grants: Grants) -> bool:
    return grants.has(*PANEL_WATCHERS)


# ---- signing and deciding

WAY_READERS = (
    *CALLERS, *KEEPERS, *DECIDERS, Role.HEAD_OF_ACADEMY, Role.SENDING_MINISTRY, Role.CABINET_SECRETARIAT,
)  # fmt: skip
"""See a proposal on its way: whom by name, `permission.queries.deciding.seen_by` says."""

WAY_WATCHERS = (Role.AUDITOR,)
"""See it without names."""

OF_THE_DECISION = (*DECIDERS, *CLOSERS, Role.HEAD_OF_ACADEMY)
"""Read the brief, the order and the letters as papers."""
