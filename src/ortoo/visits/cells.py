"""What cells of venues and ways may hold besides text: degrees and kilometres."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.cells import Cell, cell_text

DECIMAL = re.compile(r"([+-]?)([0-9]{1,6})(?:[.,]([0-9]{1,8}))?")


@dataclass(frozen=True)
class Decimal:
    """A plain decimal from `low` to `high`, both included, with at most eight decimals: a place, not a result."""

    low: float
    high: float

    def __call__(self, raw: Cell) -> float:
        found = DECIMAL.fullmatch(cell_text(raw).replace("\N{MINUS SIGN}", "-"))
        if found is None or isinstance(raw, bool):
            raise Refusal("spreadsheets.not_decimal")
        sign, digits, decimals = found.groups()
        value = float(f"{sign}{digits}.{decimals or 0}")
        if not self.low <= value <= self.high:
            raise Refusal("spreadsheets.out_of_range", low=f"{self.low:g}", high=f"{self.high:g}")
        return value

    def show(self, value: float) -> Cell:
        return f"{value:.8f}".rstrip("0").rstrip(".")
