"""Rounds and rules, runs and lists, appeals and rulings."""

from ortoo.selection.models.appeals import Appeal, Ruling
from ortoo.selection.models.bands import BorderlineBand
from ortoo.selection.models.lists import Departure, FinalList, Place, Run
from ortoo.selection.models.rounds import Lot, Round, Rule
from ortoo.selection.models.trials import Trial

__all__ = [
    "Appeal", "BorderlineBand", "Departure", "FinalList", "Lot", "Place", "Round", "Rule", "Ruling", "Run", "Trial",
]  # fmt: skip
