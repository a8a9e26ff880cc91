"""Columns of a pool in bulk: figures and texts as arrays that still read one by one like the tuples they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import overload

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]


class Figures(Sequence[int]):
    """Whole figures (thousandths), as an array of int64."""

    def __init__(self, array: Integers) -> None:
        self.array = array

    def __len__(self) -> int:
        return len(self.array)

    @overload
    def __getitem__(self, row: int) -> int: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[int]: ...
    def __getitem__(self, row: int | slice) -> int | Sequence[int]:
        return Figures(self.array[row]) if isinstance(row, slice) else int(self.array[row])

    def __iter__(self) -> Iterator[int]:
        return iter(self.array.tolist())


class Coded(Sequence[str]):
    """Texts of which many are alike: `codes` are indices into `values`, each of which somebody has."""

    def __init__(self, codes: Integers, values: tuple[str, ...]) -> None:
        self.codes, self.values = codes, values

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[str]: ...
    def __getitem__(self, row: int | slice) -> str | Sequence[str]:
        if isinstance(row, slice):
            return tuple(self.values[code] for code in self.codes[row].tolist())
        return self.values[self.codes[row]]

    def __iter__(self) -> Iterator[str]:
        return map(self.values.__getitem__, self.codes.tolist())

    @cached_property
    def present(self) -> frozenset[str]:
        return frozenset(self.values)

    def among(self, rows: Integers) -> frozenset[str]:
        """The values that those in `rows` have."""
        found = np.bincount(self.codes[rows], minlength=len(self.values))
        return frozenset(self.values[code] for code in np.flatnonzero(found).tolist())


def figures_of(column: Sequence[int]) -> Integers:
    return column.array if isinstance(column, Figures) else np.array(column, dtype=np.int64)


def coded(column: Sequence[str]) -> Coded:
    return column if isinstance(column, Coded) else _coded(tuple(column))


@lru_cache(maxsize=16)
def _coded(column: tuple[str, ...]) -> Coded:
    """A pool is often solved again with the same columns and other figures."""
    values = {value: code for code, value in enumerate(dict.fromkeys(column))}
    return Coded(np.array(list(map(values.__getitem__, column)), dtype=np.int64), tuple(values))
