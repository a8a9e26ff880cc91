"""Who may see what others were told, and hand it over on paper."""

from __future__ import annotations

from ortoo.access.access import require
from ortoo.access.rules.grants import Grants
from ortoo.messages.rules.readers import COUNTING, HANDING_OVER


def can_see_everybodys(grants: Grants) -> bool:
    """Names and texts of messages to others."""
    return grants.has(*HANDING_OVER)


def check_may_hand_over(grants: Grants) -> None:
    require(grants, *HANDING_OVER)


def check_may_see_log(grants: Grants) -> None:
    """An auditor sees how many were told what on which day, and nobody's name."""
    require(grants, *COUNTING)


def can_see_log(grants: Grants) -> bool:
    return grants.has(*COUNTING)
