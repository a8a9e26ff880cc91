"""Columns of text as Polars holds them, straight to a pool: each distinct text is read once, and no row by itself.

What is not plain is not read here: `pool_of_texts` answers None, and the rows are walked for the word on the first one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, overload

import numpy as np

from ortoo.selection.rules.columns import Coded, Figures
from ortoo.selection.rules.thousandths import NotADecimal, number, thousandths

if TYPE_CHECKING:
    import polars

    from ortoo.selection.rules.pool import Pool
    from ortoo.selection.rules.rule import Rule

Read = TypeVar("Read")


class Texts(Sequence[str]):
    """The cells of a column that Polars holds."""

    def __init__(self, series: polars.Series) -> None:
        self.series = series

    def __len__(self) -> int:
        return len(self.series)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[str]: ...
    def __getitem__(self, row: int | slice) -> str | Sequence[str]:
        return self._cells[row]

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    @cached_property
    def _cells(self) -> list[str]:
        return self.series.to_list()

    @cached_property
    def coded(self) -> Coded:
        """The same, as indices into its distinct texts."""
        import polars

        values = self.series.unique()
        codes = self.series.cast(polars.Enum(values)).to_physical().to_numpy()
        return Coded(codes.astype(np.int64), tuple(values.to_list()))


def pool_of_texts(rule: Rule, columns: Mapping[str, Sequence[str]]) -> Pool | None:
    """The pool; None where a column is not held by Polars, or any cell of it has to be refused."""
    from ortoo.selection.rules.pool import Pool

    held = {name: column for name, column in columns.items() if isinstance(column, Texts)}
    if any(name not in held for name in rule.columns):
        return None
    ids = held[rule.id]
    if not len(ids) or ids.series.n_unique() != len(ids) or any(_has_empty(held[name]) for name in rule.columns):
        return None
    merit, then = _figures(held[rule.merit]), [_figures(held[name]) for name in rule.then]
    eligible = _eligible(held[rule.eligible]) if rule.eligible else None
    errors = _errors(held[rule.standard_error]) if rule.standard_error else None
    ties = tuple(column for column in then if column is not None)
    if (
        merit is None
        or len(ties) < len(then)
        or (rule.eligible and eligible is None)
        or (rule.standard_error and errors is None)
    ):
        return None
    attributes = {name: held[name].coded for name in rule.attributes}
    return Pool(ids, merit, ties, attributes, eligible, errors)


def _has_empty(column: Texts) -> bool:
    """Whether a cell has nothing but white space, as Polars or Python see it."""
    series = column.series
    if (series.str.strip_chars() == "").any():
        return True
    return any(not cell.strip() for cell in series.filter(series.str.len_chars() <= 3).unique())


def _figures(column: Texts) -> Figures | None:
    read = _read(column, thousandths)
    return None if read is None else Figures(np.array(read, dtype=np.int64)[column.coded.codes])


def _errors(column: Texts) -> tuple[float, ...] | None:
    read = _read(column, lambda cell: float(number(cell)))
    if read is None or any(error < 0 for error in read):
        return None
    return tuple(np.array(read)[column.coded.codes].tolist())


def _read(column: Texts, read: Callable[[str], Read]) -> list[Read] | None:
    try:
        return [read(cell) for cell in column.coded.values]
    except NotADecimal:
        return None


def _eligible(column: Texts) -> Sequence[bool] | None:
    if not column.coded.present <= {"yes", "no"}:
        return None
    yes: Sequence[bool] = (np.array([value == "yes" for value in column.coded.values])[column.coded.codes]).tolist()
    return tuple(yes)
