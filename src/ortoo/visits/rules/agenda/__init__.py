"""The agenda of a visit: which stops, when and for whom, so that their value is highest and every rule is kept.

`check` judges any agenda, also one made by hand, and knows nothing of how agendas are found.
"""

from ortoo.visits.rules.agenda.agenda import Agenda, Change, Clause, LeftOut, Night
from ortoo.visits.rules.agenda.checking import check, value_of
from ortoo.visits.rules.agenda.checking.violation import Violation
from ortoo.visits.rules.agenda.problem import Day, Fixed, Limits, Lunch, Moment, Placed, Problem, Stop, Window

__all__ = [
    "Agenda",
    "Change",
    "Clause",
    "Day",
    "Fixed",
    "LeftOut",
    "Limits",
    "Lunch",
    "Moment",
    "Night",
    "Placed",
    "Problem",
    "Stop",
    "Violation",
    "Window",
    "check",
    "value_of",
]
