"""Every write of a round: opened, ruled, sealed, drawn, run; appealed, ruled on, carried out; signed and published."""

from ortoo.selection.operations.appeals import check_filed, file_appeal, record_order, withdraw_appeal
from ortoo.selection.operations.bands import find_band
from ortoo.selection.operations.carrying_out import carry_out
from ortoo.selection.operations.departing import leave_list
from ortoo.selection.operations.evidence import enter_evidence
from ortoo.selection.operations.finals import publish_final, sign_list
from ortoo.selection.operations.lots import draw_lot
from ortoo.selection.operations.rounds import adopt_rule, open_round, seal_round
from ortoo.selection.operations.rulings import confirm_ruling, draft_ruling, return_ruling
from ortoo.selection.operations.runs import rerun, run_selection
from ortoo.selection.operations.trials import try_rule

__all__ = [
    "adopt_rule",
    "carry_out",
    "check_filed",
    "confirm_ruling",
    "draft_ruling",
    "draw_lot",
    "enter_evidence",
    "file_appeal",
    "find_band",
    "leave_list",
    "open_round",
    "publish_final",
    "record_order",
    "rerun",
    "return_ruling",
    "run_selection",
    "seal_round",
    "sign_list",
    "try_rule",
    "withdraw_appeal",
]
