"""The error of a record in the row that is sealed: three texts more where it is known, and none where it is not."""

from __future__ import annotations

from collections.abc import Mapping
from math import isqrt

from ortoo.record.rules.error import RecordError
from ortoo.spreadsheets.cells import thousandths_shown

ERROR = ("standard_error", "error_own", "error_shared")
"""Names that a row has only where its error is known; all in points with three decimals."""

BETWEEN = "; "
"""Parts the tables of `error_shared`, each written "E26/B 0.600"."""


def error_cells(error: RecordError) -> dict[str, str]:
    """`standard_error` is reckoned from the parts as they are written, so that who reads them finds the same.

    >>> error_cells(RecordError(3_400.2, {"E26/B": 599.8}))
    {'standard_error': '3.453', 'error_own': '3.400', 'error_shared': 'E26/B 0.600'}
    """
    own = round(error.own)
    shared = {table: round(part) for table, part in sorted(error.shared.items()) if round(part)}
    total = nearest_root(own**2 + sum(part**2 for part in shared.values()))
    return {
        "standard_error": thousandths_shown(total),
        "error_own": thousandths_shown(own),
        "error_shared": BETWEEN.join(f"{table} {thousandths_shown(part)}" for table, part in shared.items()),
    }


def error_of_row(row: Mapping[str, str]) -> RecordError | None:
    """The way back from a sealed row; None where none was sealed.

    >>> error_of_row({"error_own": "3.400", "error_shared": "E25/C 0.300; E26/B 0.600"})
    RecordError(own=3400, shared={'E25/C': 300, 'E26/B': 600})
    """
    if "error_own" not in row:
        return None
    parts = [part.rsplit(" ", 1) for part in row["error_shared"].split(BETWEEN) if part]
    return RecordError(_read(row["error_own"]), {table: _read(part) for table, part in parts})


def standard_error_of(row: Mapping[str, str]) -> int | None:
    """In thousandths; None where none was sealed."""
    return _read(row["standard_error"]) if "standard_error" in row else None


def nearest_root(square: int) -> int:
    """The whole number next to the square root.

    >>> nearest_root(12), nearest_root(13)
    (3, 4)
    """
    below = isqrt(square)
    return below + (square - below * below > below)


def _read(text: str) -> int:
    return int(text.replace(".", ""))
