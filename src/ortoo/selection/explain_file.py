"""EXPLAIN.csv: one row a candidate, in the rule's order."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from ortoo.selection.rules.explain import Explained
from ortoo.selection.rules.thousandths import shown

COLUMNS = ("id", "rank", "merit", "adjusted", "margin", "status", "reason")
UNCERTAIN = ("rank_low", "rank_high", "p_top", "low_all", "high_all", "borderline")


def explain_csv(people: Sequence[Explained], language: str) -> str:
    """The file as text; its last six columns only where standard errors are given. Empty: there is no such figure."""
    uncertain = any(person.p_top is not None for person in people)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS + UNCERTAIN if uncertain else COLUMNS)
    for person in people:
        figures = (person.merit, person.adjusted, person.margin)
        row = [person.id, person.rank, *("" if figure is None else shown(figure) for figure in figures)]
        row += [person.status, person.reason(language)]
        if uncertain:
            chance = "" if person.p_top is None else f"{person.p_top:.4f}"
            row += [person.rank_low, person.rank_high, chance, person.low_all, person.high_all]
            row.append({None: "", True: "yes", False: "no"}[person.borderline])
        writer.writerow(["" if cell is None else cell for cell in row])
    return written.getvalue()
