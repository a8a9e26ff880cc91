"""Every write of a call, from its opening to the delegation."""

from ortoo.permission.operations.calls import open_call
from ortoo.permission.operations.delegations import close_delegation
from ortoo.permission.operations.deputies import end_deputy, name_deputy
from ortoo.permission.operations.interests import declare, report_conflict
from ortoo.permission.operations.orders import decide
from ortoo.permission.operations.proposals import propose
from ortoo.permission.operations.rubrics import adopt_rubric
from ortoo.permission.operations.scoring import hand_in_sheet, save_sheet
from ortoo.permission.operations.sheets import give_sheets
from ortoo.permission.operations.signing import send_back, sign

__all__ = [
    "adopt_rubric",
    "close_delegation",
    "decide",
    "declare",
    "end_deputy",
    "give_sheets",
    "hand_in_sheet",
    "name_deputy",
    "open_call",
    "propose",
    "report_conflict",
    "save_sheet",
    "send_back",
    "sign",
]
