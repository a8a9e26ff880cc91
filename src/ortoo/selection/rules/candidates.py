"""Sealed records as the table that `ortoo select` reads: the product and an auditor solve the same file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from ortoo.selection.rules.pool import Pool, pool_from_text
from ortoo.selection.rules.rule import Rule

ERROR = "standard_error"
NOTHING = "0.000"
"""What stands for a merit or mark that is not there: no cell is empty, and such people are not eligible."""


def columns_of(rows: Iterable[Mapping[str, str]], names: Sequence[str]) -> dict[str, list[str]]:
    """The columns `names` of sealed rows, as text, in the order of the rows."""
    columns: dict[str, list[str]] = {name: [] for name in names}
    for row in rows:
        for name, cells in columns.items():
            # An error is known of everybody eligible, where a rule reads it at all.
            cells.append((row.get(name, "") if name == ERROR else row[name]) or NOTHING)
    return columns


def pool_of_rows(rule: Rule, rows: Iterable[Mapping[str, str]]) -> Pool:
    """Sealed rows as the pool that `rule` is put to."""
    return pool_from_text(rule, columns_of(rows, rule.columns))


def csv_of(columns: Mapping[str, Sequence[str]]) -> bytes:
    """UTF-8, comma, line feed: the same columns give the same bytes."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return written.getvalue().encode()
