"""The candidates as columns: who may be chosen, with what merit, and with which values of the quota columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np

from ortoo.multilingual.refusals import Refusal
from ortoo.selection.rules.columns import Integers, coded, figures_of
from ortoo.selection.rules.rule import Rule
from ortoo.selection.rules.series import pool_of_texts
from ortoo.selection.rules.thousandths import NotADecimal, number, thousandths

Figure = TypeVar("Figure")


@dataclass(frozen=True, eq=False)
class Pool:
    """n candidates in any order. Figures in integer thousandths.

    `then` has one column per column of the rule's `then`, `attributes` one per quota column, each of length n. Columns
    are tuples, or those of `columns.py` where there are many candidates.
    `standard_error` is in points (not thousandths), None where the rule names no such column.
    """

    ids: Sequence[str]
    merit: Sequence[int]
    then: tuple[Sequence[int], ...] = ()
    attributes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    eligible: Sequence[bool] | None = None
    standard_error: Sequence[float] | None = None

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def eligible_rows(self) -> list[int]:
        """The rows that count; all where the rule names no eligible column."""
        found: list[int] = self.able.tolist()
        return found

    @cached_property
    def able(self) -> Integers:
        """`eligible_rows` as an array."""
        return (
            np.arange(len(self.ids)) if self.eligible is None else np.flatnonzero(np.array(self.eligible, dtype=bool))
        )

    @cached_property
    def merits(self) -> Integers:
        """`merit` as an array."""
        return figures_of(self.merit)

    def present(self, name: str) -> frozenset[str]:
        """The values of a quota column that eligible candidates have."""
        column = coded(self.attributes[name])
        return column.present if self.eligible is None else column.among(self.able)


def pool_from_text(
    rule: Rule,
    columns: Mapping[str, Sequence[str]],
    rows: Sequence[int] | None = None,
    header: Sequence[str] | None = None,
) -> Pool:
    """The pool from cells as text, column by column, as a file gives them.

    rows: where each candidate stands there (2, 3, ... if not given); header: all columns there, for the refusal.

    Raises Refusal with row and column: a missing column, an empty cell, a duplicate id, a number that is none.
    """
    for name in rule.columns:
        if name not in columns:
            raise Refusal("select.column_missing", column=name, found=", ".join(header or columns))
    if not len(columns[rule.id]):
        raise Refusal("select.no_candidates")
    if (pool := pool_of_texts(rule, columns)) is not None:
        return pool
    if rows is None:
        rows = range(2, 2 + len(columns[rule.id]))
    for name in rule.columns:
        _refuse_empty(name, columns[name], rows)
    _refuse_duplicates(rule.id, columns[rule.id], rows)
    return Pool(
        ids=tuple(columns[rule.id]),
        merit=_figures(rule.merit, columns[rule.merit], rows, thousandths),
        then=tuple(_figures(name, columns[name], rows, thousandths) for name in rule.then),
        attributes={name: tuple(columns[name]) for name in rule.attributes},
        eligible=_eligible(rule.eligible, columns, rows),
        standard_error=_standard_errors(rule.standard_error, columns, rows),
    )


def _refuse_empty(name: str, cells: Sequence[str], rows: Sequence[int]) -> None:
    for row, cell in zip(rows, cells, strict=True):
        if not cell.strip():
            raise Refusal("select.cell_empty", row=row, column=name)


def _refuse_duplicates(name: str, ids: Sequence[str], rows: Sequence[int]) -> None:
    if len(set(ids)) == len(ids):
        return
    seen: dict[str, int] = {}
    for row, person in zip(rows, ids, strict=True):
        if person in seen:
            raise Refusal("select.id_twice", row=row, column=name, value=_begin(person), earlier=seen[person])
        seen[person] = row


def _figures(name: str, cells: Sequence[str], rows: Sequence[int], read: Callable[[str], Figure]) -> tuple[Figure, ...]:
    """Every cell read, each distinct text once."""
    known: dict[str, Figure] = {}
    for row, cell in zip(rows, cells, strict=True):
        if cell not in known:
            try:
                known[cell] = read(cell)
            except NotADecimal as error:
                raise Refusal(f"select.{error.code}", row=row, column=name, value=_begin(cell)) from None
    return tuple(known[cell] for cell in cells)


_SHOWN = 60


def _begin(cell: str) -> str:
    """A cell as a sentence shows it: its beginning, if it is long."""
    return cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…"


def _eligible(name: str | None, columns: Mapping[str, Sequence[str]], rows: Sequence[int]) -> tuple[bool, ...] | None:
    if name is None:
        return None
    for row, cell in zip(rows, columns[name], strict=True):
        if cell not in ("yes", "no"):
            raise Refusal("select.not_yes_or_no", row=row, column=name, value=_begin(cell))
    return tuple(cell == "yes" for cell in columns[name])


def _standard_errors(
    name: str | None, columns: Mapping[str, Sequence[str]], rows: Sequence[int]
) -> tuple[float, ...] | None:
    """In points; any number of decimals, because a standard error decides nothing."""
    if name is None:
        return None
    errors = _figures(name, columns[name], rows, lambda cell: float(number(cell)))
    for row, cell, error in zip(rows, columns[name], errors, strict=True):
        if error < 0:
            raise Refusal("select.negative_standard_error", row=row, column=name, value=_begin(cell))
    return errors
