"""What a file has no place for is kept in tags: the cell of the blueprint, and how a short answer is folded."""

from __future__ import annotations

from collections.abc import Iterable

from ortoo.exams.rules.bank.question import Cell, Folding, Level

FOLDS = ("case", "spaces", "lookalikes")


def split_tags(tags: Iterable[str]) -> tuple[tuple[str, ...], Cell | None, Folding | None]:
    """(tags left, cell, folding). A tag that begins like one of ours and is none stays, and is refused as a tag."""
    left: list[str] = []
    cell: Cell | None = None
    folding: Folding | None = None
    for tag in tags:
        kind, _, value = tag.partition(":")
        if kind == "cell" and cell is None and (found := _cell(value)):
            cell = found
        elif kind == "fold" and folding is None and (told := _folding(value)):
            folding = told
        else:
            left.append(tag)
    return tuple(left), cell, folding


def _cell(value: str) -> Cell | None:
    goal, _, level = value.rpartition("/")
    return Cell(goal, Level(level)) if goal and level in set(Level) else None


def _folding(value: str) -> Folding | None:
    names = [] if value == "none" else value.split("+")
    return Folding(**dict.fromkeys(names, True)) if set(names) <= set(FOLDS) else None


def as_tags(tags: Iterable[str], cell: Cell | None, folding: Folding | None) -> tuple[str, ...]:
    """The tags with what `split_tags` finds in them."""
    told = [f"cell:{cell.goal}/{cell.level.value}"] if cell else []
    if folding:
        told.append("fold:" + ("+".join(name for name in FOLDS if getattr(folding, name)) or "none"))
    return (*tags, *told)
