"""What options attract, by hand and by property."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.items.distractors import distractors
from ortoo.multilingual.refusals import Refusal

CHOSEN = ["A", "A", "B", "C", "", "B", "A", "C", "B", "B"]
TOTALS = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]


def test_by_hand() -> None:
    """Thirds of ten persons hold 3 1/3 each; a person on a border counts in both, in parts."""
    found = distractors(CHOSEN, TOTALS, ["A", "B", "C", "D"], "A", bounds=(1 / 3, 2 / 3))
    assert [(option.option, option.is_key, option.share) for option in found] == [
        ("A", True, 0.3),
        ("B", False, 0.4),
        ("C", False, 0.2),
        ("D", False, 0.0),
    ]
    third = 10 / 3
    # Lowest: totals 1, 2, 3 and a third of 4. Middle: two thirds of 4, then 5, 6, and two thirds of 7.
    assert found[0].by_group == pytest.approx([(1 / 3) / third, (2 / 3) / third, 2 / third])
    assert found[1].by_group == pytest.approx([2 / third, 1 / third, 1 / third])
    assert found[2].by_group == pytest.approx([1 / third, (2 / 3) / third, (1 / 3) / third])
    assert (found[3].by_group, found[3].with_total) == ((0, 0, 0), None)
    assert [option.attracts_the_strong for option in found] == [False] * 4


def test_a_wrong_key_shows() -> None:
    found = distractors(CHOSEN, TOTALS, ["A", "B", "C"], "B")
    assert [option.option for option in found if option.attracts_the_strong] == ["A"]
    assert found[0].with_total is not None
    assert found[0].with_total > 0


@pytest.mark.parametrize(
    ("chosen", "key", "code", "values"),
    [
        (["A"], "E", "key_is_no_option", {"key": "E", "options": "A, B"}),
        (["A", "F"], "A", "answer_is_no_option", {"answer": "F", "options": "A, B"}),
        ([], "A", "nobody", {}),
    ],
)
def test_refusals(chosen: list[str], key: str, code: str, values: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        distractors(chosen, [0] * len(chosen), ["A", "B"], key)
    assert (refused.value.code, refused.value.values) == (f"items.{code}", values)


@given(st.lists(st.tuples(st.sampled_from(["A", "B", "C", ""]), st.integers(0, 9)), min_size=1, max_size=25))
def test_shares_of_the_options_and_of_nothing_add_up(people: list[tuple[str, int]]) -> None:
    chosen, totals = [choice for choice, _ in people], [total for _, total in people]
    found = distractors(chosen, totals, ["A", "B", "C"], "A")
    assert sum(option.share for option in found) == pytest.approx(1 - chosen.count("") / len(chosen))
    for group in range(3):
        parts = [option.by_group[group] for option in found]
        assert sum(part for part in parts if part is not None) <= 1 + 1e-9
    turned = distractors(chosen[::-1], totals[::-1], ["A", "B", "C"], "A")
    for one, other in zip(found, turned, strict=True):
        assert one.by_group == pytest.approx(other.by_group)
