"""Every write of a round: opened, ruled, sealed, drawn, run."""

from ortoo.selection.operations.lots import draw_lot
from ortoo.selection.operations.rounds import adopt_rule, open_round, seal_round
from ortoo.selection.operations.runs import run_selection

__all__ = ["adopt_rule", "draw_lot", "open_round", "run_selection", "seal_round"]
