"""A table of scores as a file has it: whole numbers or a refusal that names row, column and value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ortoo.exams.rules.equating.scores import HIGHEST_SCORE, MOST_PEOPLE, Scores, gather
from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.cells import Cell, cell_text, folded

SCORE, PEOPLE = "score", "n"
WHOLE = re.compile(r"[0-9]{1,18}(?:\.0{1,9})?")
"""A whole number that is not negative; 12.0 is one, as spreadsheets write it."""


def read_scores(header: Sequence[str], rows: Iterable[tuple[int, Sequence[Cell]]], anchor: str | None) -> Scores:
    """The group of one file: the columns `score`, `n` where there is one, and `anchor`; others are not looked at.

    Case and spaces of headings do not count. A row whose `n` is 0 counts nobody, but its score may be the highest.
    Refused: a column that is missing or there twice, what is no whole number, an anchor above its score.
    """
    columns = {name: place for name in (SCORE, anchor) if name for place in [_place(header, name)]}
    if any(folded(name) == PEOPLE for name in header):
        columns[PEOPLE] = _place(header, PEOPLE)
    score, n, part = [], [], []
    for row, cells in rows:
        found = {name: _whole(_cell(cells, place), row, name) for name, place in columns.items()}
        _check_row(found, row, anchor)
        score.append(found[SCORE])
        n.append(found.get(PEOPLE, 1))
        part.append(found[anchor] if anchor else 0)
    if not score:
        raise Refusal("equating.nobody")
    return gather(score, n, part if anchor else None)


def _place(header: Sequence[str], name: str) -> int:
    found = [place for place, heading in enumerate(header) if folded(heading) == folded(name)]
    if not found:
        raise Refusal("equating.no_column", column=name, columns=", ".join(header))
    if len(found) > 1:
        raise Refusal("equating.column_twice", column=name)
    return found[0]


def _cell(cells: Sequence[Cell], place: int) -> str:
    return cell_text(cells[place]) if place < len(cells) else ""


def _whole(text: str, row: int, column: str) -> int:
    if not WHOLE.fullmatch(text):
        raise Refusal("equating.not_whole", row=row, column=column, value=text)
    return int(text.partition(".")[0])


def _check_row(found: dict[str, int], row: int, anchor: str | None) -> None:
    if found[SCORE] > HIGHEST_SCORE:
        raise Refusal("equating.score_too_high", row=row, value=found[SCORE], highest=HIGHEST_SCORE)
    if found.get(PEOPLE, 0) > MOST_PEOPLE:
        raise Refusal("equating.too_many_people", row=row, value=found[PEOPLE], most=MOST_PEOPLE)
    if anchor and found[anchor] > found[SCORE]:
        raise Refusal("equating.anchor_above_score", row=row, column=anchor, anchor=found[anchor], score=found[SCORE])
