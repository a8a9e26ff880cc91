"""What a row says of a thing with a code, against what the register holds: shared by regions and organizations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ortoo.people.rules.chains import circle
from ortoo.spreadsheets.rows import Row, RowProblem

NAMES = ("name_mn", "name_en", "name_ko")


def stated(row: Row, fields: Iterable[str], empty: Mapping[str, Any]) -> dict[str, Any]:
    """The values of those `fields` whose columns are in the file; an empty cell is the field's `empty` value, or ""."""
    return {name: empty.get(name, "") if row[name] is None else row[name] for name in fields if name in row.headings}


def nameless(rows: Sequence[Row], named: set[str]) -> list[RowProblem]:
    """A problem for each row that gives no name and whose code is not among those `named` on the register."""
    return [
        row.problem("code", "people.no_name")
        for row in rows
        if not any(row[name] for name in NAMES)
        and (row["code"] not in named or all(name in row.headings for name in NAMES))
    ]


def dangling(rows: Sequence[Row], column: str, known: set[str], code: str) -> list[RowProblem]:
    """A problem for each code in `column` (one or a tuple) that is neither on the register nor in these rows."""
    there = known | {row["code"] for row in rows}
    problems = []
    for row in rows:
        values = row[column] or ()
        for value in (values,) if isinstance(values, str) else values:
            if value not in there:
                problems.append(row.problem(column, code, value))
    return problems


def in_a_circle(rows: Sequence[Row], column: str, register: Mapping[str, Sequence[str]]) -> list[RowProblem]:
    """One problem where `column` of these rows, over what the register holds, leads back to its beginning."""
    leads = dict(register)
    for row in rows:
        if column in row.headings:
            values = row[column] or ()
            leads[row["code"]] = (values,) if isinstance(values, str) else values
    way = circle(leads)
    by_code = {row["code"]: row for row in rows}
    for code in way:
        if code in by_code and column in by_code[code].headings:
            return [by_code[code].problem(column, "people.in_a_circle", way=" -> ".join((*way, way[0])))]
    return []
