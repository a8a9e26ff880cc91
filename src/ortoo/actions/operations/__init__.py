"""Every write of actions: measures and their parts, commitments and the acts on them, reports and costs."""

from ortoo.actions.operations.acting import accept, check_side, confirm, deliver, refuse, send_back
from ortoo.actions.operations.commitments import add_dependency, expect_day, propose_commitment
from ortoo.actions.operations.costs import keep_cost, settle_cost
from ortoo.actions.operations.measures import propose_measure
from ortoo.actions.operations.parts import end_part, hand_over_lead, set_part
from ortoo.actions.operations.reports import report_progress

__all__ = [
    "accept",
    "add_dependency",
    "check_side",
    "confirm",
    "deliver",
    "end_part",
    "expect_day",
    "hand_over_lead",
    "keep_cost",
    "propose_commitment",
    "propose_measure",
    "refuse",
    "report_progress",
    "send_back",
    "set_part",
    "settle_cost",
]
