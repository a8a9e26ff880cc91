"""The agenda of a visit: which stops, when and for whom, so that their value is highest and every rule is kept.

`check` judges any agenda, also one made by hand, and knows nothing of how agendas are found.
"""

from ortoo.visits.rules.agenda.agenda import Agenda, Change, Clause, LeftOut, Night
from ortoo.visits.rules.agenda.checking import check, value_of
from ortoo.visits.rules.agenda.checking.violation import Violation
from ortoo.visits.rules.agenda.problem import Day, Fixed, Limits, Lunch, Moment, Placed, Problem, Stop, Window
from ortoo.visits.rules.agenda.reading import agenda_from_json, problem_from_json
from ortoo.visits.rules.agenda.solving import solve
from ortoo.visits.rules.agenda.writing import agenda_as_json, problem_as_json

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
    "agenda_as_json",
    "agenda_from_json",
    "check",
    "problem_as_json",
    "problem_from_json",
    "solve",
    "value_of",
]
