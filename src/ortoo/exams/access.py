"""Who opens sittings, imports and corrects marks; who sees them."""

from __future__ import annotations

from ortoo.access.access import require
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role, Scope
from ortoo.multilingual.refusals import OutOfReach
from ortoo.people.queries import official_of
from ortoo.people.rules.readers import READERS

MARK_KEEPERS = (Role.EXAM_OFFICER,)
SECOND_HANDS = (Role.MARKER, Role.EXAM_OFFICER)
"""Who may enter a sample a second time, or settle what differs; whether it is the right hand, the marks say."""

DIFFERENCE_READERS = (*SECOND_HANDS, Role.ACADEMY_MANAGER, Role.HEAD_OF_ACADEMY, Role.APPEALS_PANEL)

SHEET_READERS = (*SECOND_HANDS, Role.ACADEMY_MANAGER, Role.HEAD_OF_ACADEMY, Role.AUDITOR)
"""Who sees how far answer sheets and essays are: numbers alone."""

SHEET_DIFFERENCE_READERS = (*SECOND_HANDS, Role.ACADEMY_MANAGER, Role.HEAD_OF_ACADEMY)

ITEM_READERS = (*MARK_KEEPERS, Role.ACADEMY_MANAGER, Role.HEAD_OF_ACADEMY, Role.AUDITOR)

WATCHERS = (*READERS, Role.MARKER, Role.AUDITOR, Role.OFFICIAL)
"""Roles that see which sittings there are; whose marks they see, the scope of their grant says."""


def check_may_keep_marks(grants: Grants) -> None:
    require(grants, *MARK_KEEPERS)


def can_keep_marks(grants: Grants) -> bool:
    return grants.has(*MARK_KEEPERS)


def check_may_release(grants: Grants) -> None:
    """A release gives marks to everybody who sat, so a grant over a part of the officials is too little."""
    require(grants, *MARK_KEEPERS)
    if not can_release(grants):
        raise OutOfReach("exams.release_beyond_scope")


def can_release(grants: Grants) -> bool:
    return any(held.scope is Scope.EVERYTHING for held in grants.over(*MARK_KEEPERS))


def check_may_see_sittings(grants: Grants) -> None:
    """Which sittings there were is no secret among those who sat them: besides the roles, every official sees them."""
    if not grants.has(*WATCHERS) and grants.user_id is not None and official_of(grants.user_id) is not None:
        return
    require(grants, *WATCHERS)


def can_see_marks(grants: Grants) -> bool:
    return grants.has(*READERS)


def check_may_keep_items(grants: Grants) -> None:
    require(grants, *MARK_KEEPERS)


def check_may_see_items(grants: Grants) -> None:
    """Items are secret: who writes and reviews them, and who answers for the exam."""
    require(grants, *ITEM_READERS)


def can_see_items(grants: Grants) -> bool:
    return grants.has(*ITEM_READERS)


def check_may_enter_again(grants: Grants) -> None:
    """A sample is drawn from all marks of a sitting, so a grant over a part of the officials is too little."""
    require(grants, *SECOND_HANDS)
    if not can_enter_again(grants):
        raise OutOfReach("exams.sample_beyond_scope")


def can_enter_again(grants: Grants) -> bool:
    return any(held.scope is Scope.EVERYTHING for held in grants.over(*SECOND_HANDS))


def check_may_see_differences(grants: Grants) -> None:
    require(grants, *DIFFERENCE_READERS)


def can_see_differences(grants: Grants) -> bool:
    return grants.has(*DIFFERENCE_READERS)


def check_may_see_sheets(grants: Grants) -> None:
    require(grants, *SHEET_READERS)


def can_see_sheets(grants: Grants) -> bool:
    return grants.has(*SHEET_READERS)


def check_may_see_sheet_differences(grants: Grants) -> None:
    """Personnel numbers and answers, of sheets that two hands have read."""
    require(grants, *SHEET_DIFFERENCE_READERS)


def can_see_sheet_differences(grants: Grants) -> bool:
    return grants.has(*SHEET_DIFFERENCE_READERS)
