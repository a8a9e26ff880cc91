"""Every write of a call, from its opening to the delegation."""

from ortoo.permission.operations.calls import call_further, open_call
from ortoo.permission.operations.consents import speak_on
from ortoo.permission.operations.delegations import close_delegation
from ortoo.permission.operations.deputies import end_deputy, name_deputy
from ortoo.permission.operations.dossiers import hand_in, save_dossier, take_back, withdraw
from ortoo.permission.operations.flags import weigh_flag
from ortoo.permission.operations.interests import declare, report_conflict
from ortoo.permission.operations.kinds import import_kinds, set_age_limit
from ortoo.permission.operations.orders import decide
from ortoo.permission.operations.papers import NewPaper, give_paper, give_papers, read_paper
from ortoo.permission.operations.proposals import propose
from ortoo.permission.operations.rubrics import adopt_rubric
from ortoo.permission.operations.scoring import hand_in_sheet, save_sheet
from ortoo.permission.operations.sheets import give_sheets
from ortoo.permission.operations.signing import check_body, send_back, sign

__all__ = [
    "NewPaper",
    "adopt_rubric",
    "call_further",
    "check_body",
    "close_delegation",
    "decide",
    "declare",
    "end_deputy",
    "give_paper",
    "give_papers",
    "give_sheets",
    "hand_in",
    "hand_in_sheet",
    "import_kinds",
    "name_deputy",
    "open_call",
    "propose",
    "read_paper",
    "report_conflict",
    "save_dossier",
    "save_sheet",
    "send_back",
    "set_age_limit",
    "sign",
    "speak_on",
    "take_back",
    "weigh_flag",
    "withdraw",
]
