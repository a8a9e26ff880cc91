"""What stands in the cell of a mark: a number with at most three decimals, or a letter."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ortoo.spreadsheets.cells import Cell, Thousandths, cell_text

LETTER = re.compile(r"[^\W\d_]{1,2}[+-]?")
"""A, B+, АА: what a mark in letters looks like. NaN and inf are longer and stay what they are: not numbers."""

ANY_NUMBER = Thousandths(low=-(10**12), high=10**12)
"""Off-scale numbers are read, so that the refusal can name the scale of the sitting."""


@dataclass(frozen=True)
class MarkCell:
    """Reads a mark as integer thousandths, or as a letter (text) that only a dated scale can turn into a number."""

    def __call__(self, raw: Cell) -> int | str:
        text = cell_text(raw)
        if isinstance(raw, str) and LETTER.fullmatch(text):
            return text.upper()
        return ANY_NUMBER(raw)

    def show(self, value: int | str) -> Cell:
        return value if isinstance(value, str) else ANY_NUMBER.show(value)
