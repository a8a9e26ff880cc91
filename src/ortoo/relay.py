"""The relay: eleven stations in order, and the road of one official through them.

Pure Python, lowest in the house: everything may import it, it imports nothing of Ortoo.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Station:
    """One station: a folder of the package, what it receives, decides and hands on (English, for the docs)."""

    name: str
    receives: str
    decides: str
    hands_on: str


STATIONS: tuple[Station, ...] = (
    Station(
        "plan",
        "the long-term national plan",
        "goals, objectives, indicators, targets, owners of data",
        "what everything is for",
    ),
    Station(
        "people",
        "registers of officials and organizations",
        "who is who on which day, in which post",
        "one person, one identity",
    ),
    Station("training", "courses, cohorts, sittings", "who took part, attended, completed", "completions"),
    Station("exams", "item bank, forms, answers", "marks, item quality, equated scores", "marks with their error"),
    Station("record", "marks of one official over years", "one comparable academic record", "sealed records"),
    Station(
        "selection",
        "sealed records, a rule adopted before them",
        "12,000 -> the 100, with reserve and reasons",
        "a list",
    ),
    Station(
        "permission",
        "the list and dossiers",
        "the Prime Minister's yes or no, person by person: 100 -> 10",
        "a delegation",
    ),
    Station("visits", "a delegation, a host, topics", "agenda, papers, pre-study, attendance", "observations"),
    Station("lessons", "observations", "what fits at home: copy, adapt, reject", "lessons with an owner"),
    Station(
        "actions",
        "lessons",
        "joint measures: who does what for whom by when",
        "commitments kept or late",
    ),
    Station("results", "measures and national figures", "progress, path, forecast, impact", "the next plan"),
)

NEIGHBOURS = ("journey", "ledger", "access", "messages", "pages", "jobs", "site")
"""Folders beside the relay that bring templates of their own."""

TEMPLATE_FOLDERS = tuple(station.name for station in STATIONS) + NEIGHBOURS


class Step(StrEnum):
    """Where one official stands in one round."""

    REGISTERED = "registered"
    MARKED = "marked"
    SEALED = "sealed"
    INELIGIBLE = "ineligible"
    NOT_CHOSEN = "not-chosen"
    RESERVE = "reserve"
    CHOSEN = "chosen"
    HANDED_IN = "handed-in"
    WITHDRAWN = "withdrawn"
    PERMITTED = "permitted"
    NOT_PERMITTED = "not-permitted"
    TRAVELS = "travels"
    RETURNED = "returned"
    TAUGHT = "taught"


NEXT_STEPS: dict[Step, frozenset[Step]] = {
    Step.REGISTERED: frozenset({Step.MARKED}),
    Step.MARKED: frozenset({Step.SEALED}),
    Step.SEALED: frozenset({Step.INELIGIBLE, Step.NOT_CHOSEN, Step.RESERVE, Step.CHOSEN}),
    # An upheld appeal, one's own or another's, can move everybody until the list is final.
    Step.INELIGIBLE: frozenset({Step.NOT_CHOSEN, Step.RESERVE, Step.CHOSEN}),
    Step.NOT_CHOSEN: frozenset({Step.RESERVE, Step.CHOSEN}),
    Step.RESERVE: frozenset({Step.NOT_CHOSEN, Step.CHOSEN}),
    Step.CHOSEN: frozenset({Step.NOT_CHOSEN, Step.RESERVE, Step.HANDED_IN, Step.WITHDRAWN}),
    Step.HANDED_IN: frozenset({Step.WITHDRAWN, Step.PERMITTED, Step.NOT_PERMITTED}),
    Step.PERMITTED: frozenset({Step.WITHDRAWN, Step.NOT_PERMITTED, Step.TRAVELS}),
    Step.TRAVELS: frozenset({Step.WITHDRAWN, Step.NOT_PERMITTED, Step.RETURNED}),
    # What was seen has become a lesson.
    Step.RETURNED: frozenset({Step.TAUGHT}),
    Step.TAUGHT: frozenset(),
    # A later order can let one of the reserve follow who was not among the first.
    Step.NOT_PERMITTED: frozenset({Step.PERMITTED}),
    Step.WITHDRAWN: frozenset(),
}
"""The transition table: from each step, those that may follow."""
