"""The roles of WORDS, and which of them one person may not hold together."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    ACADEMY_MANAGER = "academy-manager"
    EXAM_OFFICER = "exam-officer"
    MARKER = "marker"
    SELECTION_OFFICER = "selection-officer"
    PANEL_MEMBER = "panel-member"
    APPEALS_PANEL = "appeals-panel"
    HEAD_OF_ACADEMY = "head-of-academy"
    CABINET_SECRETARIAT = "cabinet-secretariat"
    PRIME_MINISTERS_OFFICE = "prime-ministers-office"
    SENDING_MINISTRY = "sending-ministry"
    SUPERIOR = "superior"
    HOST = "host"
    MINISTRY_PLANNER = "ministry-planner"
    DATA_OWNER = "data-owner"
    OFFICIAL = "official"
    AUDITOR = "auditor"
    OPERATOR = "operator"


class Scope(StrEnum):
    """What a grant reaches. ORGANIZATION and REGION carry a code; OWN is the person alone."""

    EVERYTHING = "everything"
    ORGANIZATION = "organization"
    REGION = "region"
    OWN = "own"


APART: frozenset[frozenset[Role]] = frozenset(
    frozenset(pair)
    for pair in (
        # The exam officer seals, the selection officer runs, the head of the academy signs: three people.
        (Role.EXAM_OFFICER, Role.SELECTION_OFFICER),
        (Role.EXAM_OFFICER, Role.HEAD_OF_ACADEMY),
        (Role.SELECTION_OFFICER, Role.HEAD_OF_ACADEMY),
        # Who rules on an objection neither marked, nor sealed, nor selected, nor signed.
        (Role.APPEALS_PANEL, Role.MARKER),
        (Role.APPEALS_PANEL, Role.EXAM_OFFICER),
        (Role.APPEALS_PANEL, Role.SELECTION_OFFICER),
        (Role.APPEALS_PANEL, Role.HEAD_OF_ACADEMY),
        (Role.APPEALS_PANEL, Role.PANEL_MEMBER),
        # Who scores a dossier does not choose who scores, and signs nothing of what comes of it.
        (Role.PANEL_MEMBER, Role.SELECTION_OFFICER),
        (Role.PANEL_MEMBER, Role.HEAD_OF_ACADEMY),
        (Role.PANEL_MEMBER, Role.SENDING_MINISTRY),
        (Role.PANEL_MEMBER, Role.CABINET_SECRETARIAT),
        # Each signature on the way to the Prime Minister is another's.
        (Role.HEAD_OF_ACADEMY, Role.SENDING_MINISTRY),
        (Role.HEAD_OF_ACADEMY, Role.CABINET_SECRETARIAT),
        (Role.SENDING_MINISTRY, Role.CABINET_SECRETARIAT),
        # Who permits has neither proposed nor scored nor signed.
        (Role.PRIME_MINISTERS_OFFICE, Role.SELECTION_OFFICER),
        (Role.PRIME_MINISTERS_OFFICE, Role.HEAD_OF_ACADEMY),
        (Role.PRIME_MINISTERS_OFFICE, Role.PANEL_MEMBER),
        (Role.PRIME_MINISTERS_OFFICE, Role.APPEALS_PANEL),
        (Role.PRIME_MINISTERS_OFFICE, Role.SENDING_MINISTRY),
        (Role.PRIME_MINISTERS_OFFICE, Role.CABINET_SECRETARIAT),
    )
) | frozenset(
    # An auditor judges what the others did, and an operator keeps the machine: neither decides anything.
    frozenset((lonely, other))
    for lonely in (Role.AUDITOR, Role.OPERATOR)
    for other in Role
    if other not in (lonely, Role.OFFICIAL)
)


NEED_A_SECOND_FACTOR: frozenset[Role] = frozenset(
    (
        Role.EXAM_OFFICER,
        Role.SELECTION_OFFICER,
        Role.HEAD_OF_ACADEMY,
        Role.PRIME_MINISTERS_OFFICE,
        Role.OPERATOR,
    )
)
"""Who seals, selects, signs, permits, or keeps the machine; outside the demonstration."""


def need_a_second_factor(held: frozenset[Role]) -> bool:
    return not held.isdisjoint(NEED_A_SECOND_FACTOR)


def clashing(held: frozenset[Role], wanted: Role) -> tuple[Role, ...]:
    """Those of `held` that may not be in one hand with `wanted`, in the order of `Role`."""
    return tuple(role for role in Role if role in held and frozenset((role, wanted)) in APART)
