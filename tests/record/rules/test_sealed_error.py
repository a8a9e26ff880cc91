"""The error of a record in the row that is sealed, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ortoo.record.rules.error import RecordError
from ortoo.record.rules.formula import Component, WhenMissing, compute
from ortoo.record.rules.sealed_error import ERROR, error_cells, error_of_row, standard_error_of
from ortoo.record.rules.sealed_rows import attributes_of_row, sealed_row

EXAM = Component("E22", 1000, 0, 100_000, WhenMissing.INELIGIBLE)


def test_a_known_error_stands_beside_the_record() -> None:
    # sqrt(3.4^2 + 0.6^2 + 0.3^2) = 3.4655
    error = RecordError(3_400.4, {"E26/B": 599.6, "E25/C": 300.0, "E25/D": 0.2})
    row = sealed_row("ab", compute([EXAM], {"E22": 80_000}), {"sex": "woman"}, error)
    assert {name: row[name] for name in ERROR} == {
        "standard_error": "3.466", "error_own": "3.400", "error_shared": "E25/C 0.300; E26/B 0.600",
    }  # fmt: skip
    assert attributes_of_row(row) == {"sex": "woman"}
    assert standard_error_of(row) == 3_466


def test_without_it_the_row_is_what_it_was() -> None:
    row = sealed_row("ab", compute([EXAM], {"E22": 80_000}), {"sex": "woman"})
    assert not set(ERROR) & row.keys()
    assert (error_of_row(row), standard_error_of(row)) == (None, None)


tables = some.text(some.characters(whitelist_categories=("L", "N"), whitelist_characters="/- "), min_size=1)


@given(some.integers(0, 100_000), some.dictionaries(tables, some.integers(1, 50_000), max_size=4))
def test_what_was_sealed_is_read_again(own: int, shared: dict[str, int]) -> None:
    row = error_cells(RecordError(own, shared))
    found = error_of_row(row)
    assert found == RecordError(own, shared)
    assert standard_error_of(row) == pytest.approx(found.total, abs=0.5)
