"""The two files of `ortoo agenda`, read strictly."""

from ortoo.visits.rules.agenda.reading.agenda_file import agenda_from_json
from ortoo.visits.rules.agenda.reading.problem_file import problem_from_json

__all__ = ["agenda_from_json", "problem_from_json"]
