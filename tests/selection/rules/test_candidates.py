"""Sealed rows as a table: what the product solves is what an auditor solves."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from ortoo.selection.rules.candidates import columns_of, csv_of
from ortoo.selection.rules.pool import pool_from_text
from ortoo.selection.rules.rule import Rule

ROWS = [
    {"pseudonym": "a1", "merit": "78.120", "eligible": "yes", "exam:S25": "80.000", "region": "MN-065", "reason": ""},
    {"pseudonym": "b2", "merit": "", "eligible": "no", "exam:S25": "", "region": "none", "reason": "record.missing"},
]
NAMES = ("pseudonym", "merit", "eligible", "exam:S25", "region")


def test_only_the_columns_of_the_rule_and_no_empty_cell() -> None:
    assert columns_of(ROWS, NAMES) == {
        "pseudonym": ["a1", "b2"], "merit": ["78.120", "0.000"], "eligible": ["yes", "no"],
        "exam:S25": ["80.000", "0.000"], "region": ["MN-065", "none"],
    }  # fmt: skip


def test_the_bytes_of_the_table() -> None:
    assert csv_of(columns_of(ROWS, NAMES)) == (
        b"pseudonym,merit,eligible,exam:S25,region\na1,78.120,yes,80.000,MN-065\nb2,0.000,no,0.000,none\n"
    )


def test_it_is_a_pool_for_the_rule() -> None:
    rule = Rule(seats=1, id="pseudonym", merit="merit", eligible="eligible", then=("exam:S25",))
    pool = pool_from_text(rule, columns_of(ROWS, rule.columns))
    assert (pool.ids, pool.merit, pool.eligible) == (("a1", "b2"), (78_120, 0), (True, False))


# Cells are codes and decimals, which were read from files as one line each.
CELLS = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), min_size=1)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1))
def test_whatever_stands_in_the_cells_is_read_back(cells: list[tuple[str, str]]) -> None:
    columns = {"one": [cell for cell, _ in cells], "two": [cell for _, cell in cells]}
    head, *rows = csv.reader(io.StringIO(csv_of(columns).decode(), newline=""))
    assert head == ["one", "two"]
    assert [tuple(row) for row in rows] == cells
