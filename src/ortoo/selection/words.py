"""Columns, states and outcomes as a page names them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from ortoo.pages.components import Tag
from ortoo.record.rules.sealed_rows import EXAM
from ortoo.selection.rules.difference import Kind
from ortoo.selection.rules.rule import Rule
from ortoo.selection.rules.states import State

ATTRIBUTES: dict[str, str | Promise] = {
    "region": gettext_lazy("Region"),
    "region_group": gettext_lazy("Region of planning"),
    "ministry": gettext_lazy("Ministry or governor"),
    "organization": gettext_lazy("Organization"),
    "sex": gettext_lazy("Sex"),
    "level": gettext_lazy("Level of post"),
    "rank_class": gettext_lazy("Class of rank"),
}

STATES: dict[State, Tag] = {
    State.OPEN: Tag("waits", pgettext_lazy("round", "Waits for a rule")),
    State.RULED: Tag("waits", pgettext_lazy("round", "Waits for the seal")),
    State.SEALED: Tag("waits", pgettext_lazy("round", "Waits for the public draw")),
    State.DRAWN: Tag("waits", pgettext_lazy("round", "Waits for the run")),
    State.INFEASIBLE: Tag("late", pgettext_lazy("round", "No list is possible")),
    State.PROVISIONAL: Tag("half", pgettext_lazy("round", "Provisional list, open to appeals")),
    State.JUDGING: Tag("waits", pgettext_lazy("round", "Waits for rulings on appeals")),
    State.UPHELD: Tag("waits", pgettext_lazy("round", "Waits until upheld appeals are carried out")),
    State.RESEALED: Tag("waits", pgettext_lazy("round", "Waits for the new run")),
    State.SETTLED: Tag("waits", pgettext_lazy("round", "Waits for the signature")),
    State.SIGNED: Tag("waits", pgettext_lazy("round", "Waits for publication")),
    State.FINAL: Tag("done", pgettext_lazy("round", "Final list")),
}

STATUSES: dict[str, Tag] = {
    "chosen": Tag("done", pgettext_lazy("place", "Chosen"), quiet=True),
    "reserve": Tag("waits", pgettext_lazy("place", "Reserve")),
    "not-chosen": Tag("none", pgettext_lazy("place", "Not chosen")),
    "ineligible": Tag("none", pgettext_lazy("place", "Not eligible")),
}

OBJECTIVES = {
    "total": gettext_lazy("The hundred with the highest merit in total that keeps every quota"),
    "lexicographic": gettext_lazy("Best first, whenever the seats and quotas can still be met"),
}
FLOORS = {
    "each": gettext_lazy("A person counts for every floor they meet"),
    "one": gettext_lazy("A person counts for one floor only"),
}

WAYS: dict[tuple[str, str], Promise] = {
    ("total", "each"): pgettext_lazy("rule", "Highest total"),
    ("lexicographic", "each"): pgettext_lazy("rule", "Best first"),
    ("total", "one"): pgettext_lazy("rule", "Highest total, one floor a person"),
    ("lexicographic", "one"): pgettext_lazy("rule", "Best first, one floor a person"),
}
"""The rules by (objective, floors), short enough for the head of a column."""


def ties(rule: Rule, exams: Mapping[str, str]) -> list[str]:
    """The columns that break ties, by the names of their exams."""
    return [exams[column.removeprefix(EXAM)] for column in rule.then]


GROUNDS: dict[str, Promise] = {
    "mark": gettext_lazy("A mark is wrong or missing"),
    "attribute": gettext_lazy("My post or another entry of the record is wrong"),
    "procedure": gettext_lazy("Something was not done as the rule says"),
}
EVIDENCE_GROUND = {"evidence": gettext_lazy("The adopted rule asks for further evidence")}
ALL_GROUNDS: dict[str, Promise] = {**GROUNDS, **EVIDENCE_GROUND}
"""Nobody chooses the last one: it comes with the run."""
EVIDENCE_KINDS: dict[str, Promise] = {
    "re-mark": gettext_lazy("Marked once more by others"),
    "extra-paper": gettext_lazy("An extra paper"),
    "interview": gettext_lazy("An interview by a rubric"),
}
OUTCOMES: dict[str, Promise] = {
    "upheld": pgettext_lazy("appeal", "Upheld"),
    "rejected": pgettext_lazy("appeal", "Rejected"),
}
REMEDIES: dict[str, Promise] = {
    "none": gettext_lazy("Nothing in the record changes"),
    "mark": gettext_lazy("A mark is set or corrected"),
    "attribute": gettext_lazy("An entry of the record is corrected"),
}
BORDERLINE: dict[str, Promise] = {
    "": gettext_lazy("Nothing more: the marks decide as they are"),
    "lot": gettext_lazy("A lot decides between them"),
    "re-mark": gettext_lazy("Further evidence: their papers are marked once more by others"),
    "extra-paper": gettext_lazy("Further evidence: an extra paper"),
    "interview": gettext_lazy("Further evidence: an interview by a rubric"),
}
AFTER_APPEAL: dict[str, Promise] = {
    "add-seats": gettext_lazy("Who was named stays: seats are added"),
    "replace": gettext_lazy("The new list replaces the old one, and says who leaves"),
}
APPEAL_STATES: dict[str, Tag] = {
    "waits": Tag("waits", pgettext_lazy("appeal", "Waits for a ruling")),
    "drafted": Tag("waits", pgettext_lazy("appeal", "Waits for a second member")),
    "upheld": Tag("done", pgettext_lazy("appeal", "Upheld")),
    "rejected": Tag("late", pgettext_lazy("appeal", "Rejected")),
    "withdrawn": Tag("none", pgettext_lazy("appeal", "Withdrawn")),
}

CHANGES: dict[Kind, Promise] = {
    Kind.ENTERS: pgettext_lazy("changes of a list", "Enter the list"),
    Kind.LEAVES: pgettext_lazy("changes of a list", "Leave the list"),
    Kind.KEPT: pgettext_lazy("changes of a list", "Stay on the list, as the rule says"),
    Kind.CORRECTED: pgettext_lazy("changes of a list", "Corrected, and stand as before"),
    Kind.CHANGES: pgettext_lazy("changes of a list", "Change between reserve and not chosen"),
    Kind.MOVES: pgettext_lazy("changes of a list", "Move by rank alone"),
}
