"""RESPONSES.csv: what is read, and every refusal with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.items.reading import responses_from_csv
from ortoo.exams.rules.items.responses import refuse_unusable
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.items.answers import Pattern, cells_of, of_rows


def test_zero_one_and_not_reached() -> None:
    found = responses_from_csv("a,b,c\n1,0,\n 1,0,\n0,1,1\n\n,,\n")
    assert found.items == ("a", "b", "c")
    assert sorted(cells_of(found), key=str) == [(0, 1, 1), (1, 0, None), (1, 0, None), (None, None, None)]
    assert sorted(found.totals) == [0, 1, 2]


def test_a_pattern_may_be_counted_wherever_the_column_stands() -> None:
    found = responses_from_csv("a,n,b\r\n1,3,0\r\n0,0,0\r\n1,2,0\r\n")
    assert (found.items, cells_of(found), found.persons) == (("a", "b"), [(1, 0)] * 5, 5)


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("", "file_empty", {}),
        (",,\n1,0,1\n", "file_empty", {}),
        ("a;b\n1;0\n", "wrong_delimiter", {"delimiter": ";"}),
        ("a\tb\n1\t0\n", "wrong_delimiter", {"delimiter": "\\t"}),
        ("a,,c\n1,0,1\n", "name_empty", {"place": 2}),
        ("a,b,a\n1,0,1\n", "column_twice", {"column": "a"}),
        ("a,b\n1,0\n1\n", "row_length", {"row": 3, "found": 1, "expected": 2}),
        ('a,b\n1,"0\n', "broken_quotes", {"row": 2}),
        ("a,b\n1,0\n\n1,2\n", "not_zero_or_one", {"row": 4, "column": "b", "value": "2"}),
        ("id,a\nP1,0\n", "not_zero_or_one", {"row": 2, "column": "id", "value": "P1"}),
        ("a,b,n\n1,0,1.5\n", "count", {"row": 2, "column": "n", "value": "1.5", "most": 1_000_000_000}),
        ("a,b,n\n1,0,\n", "count", {"row": 2, "column": "n", "value": "", "most": 1_000_000_000}),
        ("a,b,n\n1,0,-1\n", "count", {"row": 2, "column": "n", "value": "-1", "most": 1_000_000_000}),
    ],
)
def test_bad_files(text: str, code: str, values: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        responses_from_csv(text)
    assert (refused.value.code, refused.value.values) == (f"items.{code}", values)


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("a,n\n1,5\n0,5\n", "too_few_items", {"fewest": 2}),
        ("a,b\n", "nobody", {}),
        ("a,b,n\n1,0,0\n", "nobody", {}),
        ("a,b\n1,\n0,\n", "not_reached", {"item": "b"}),
        ("a,b\n1,1\n0,1\n,1\n", "solved_by_all", {"item": "b"}),
        ("a,b\n1,0\n0,\n", "solved_by_nobody", {"item": "b"}),
        ("a,b\n1,0\n0,1\n", "totals_equal", {"total": 1}),
    ],
)
def test_what_no_analysis_can_use_is_named(text: str, code: str, values: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        refuse_unusable(responses_from_csv(text))
    assert (refused.value.code, refused.value.values) == (f"items.{code}", values)


def test_patterns_all_right_and_all_wrong_are_welcome() -> None:
    refuse_unusable(of_rows("111", "000", "110", "-01"))


@given(st.lists(st.tuples(*[st.sampled_from([0, 1, None])] * 3), min_size=1, max_size=12))
def test_every_person_comes_back(people: list[Pattern]) -> None:
    lines = [",".join("" if cell is None else str(cell) for cell in person) for person in people]
    found = responses_from_csv("\n".join(["a,b,c", *lines]))
    assert sorted(map(str, cells_of(found))) == sorted(map(str, people))
    assert len(found.counts) == len(set(people))
