"""What is no difference between a short answer and an accepted one: only what is stated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.bank.fold import agrees, folded
from ortoo.exams.rules.bank.question import Folding

NOTHING, CASE, SPACES, LOOKALIKES = Folding(), Folding(case=True), Folding(spaces=True), Folding(lookalikes=True)
ALL = Folding(True, True, True)


@pytest.mark.parametrize(
    ("given_", "accepted", "folding", "agreed"),
    [
        ("Төсөв", "Төсөв", NOTHING, True),
        ("төсөв", "Төсөв", NOTHING, False),
        ("төсөв", "ТӨСӨВ", CASE, True),
        ("улсын  төсөв ", "улсын төсөв", CASE, False),
        ("улсын\u00a0 төсөв ", "улсын төсөв", SPACES, True),
        ("улсынтөсөв", "улсын төсөв", SPACES, False),
        ("Toceв", "Тосев", NOTHING, False),
        ("Toceв", "Тосев", LOOKALIKES, True),
        ("Ємнєговь", "Өмнөговь", LOOKALIKES, True),
        ("yнэн", "үнэн", LOOKALIKES, False),
        ("TӨСӨВ ", "төсөв", ALL, True),
        ("국가 공무원", "국가공무원", ALL, False),
        ("\u1112\u1161\u11ab", "한", NOTHING, True),
        ("2 сая төгрөг", "2*төгрөг", NOTHING, True),
        ("2 сая", "2*төгрөг", NOTHING, False),
        ("2 * 3", "2 \\* 3", NOTHING, True),
        ("2 x 3", "2 \\* 3", NOTHING, False),
        ("(a+b)", "(a+b)", NOTHING, True),
        ("төсөв   ба хууль", "төсөв *хууль", SPACES, True),
        ("төсөвхууль", "төсөв *хууль", SPACES, False),
        ("anything\nat all", "*", NOTHING, True),
        ("aba", "ab*ba", NOTHING, False),
        ("abxba", "a*b*a", NOTHING, True),
        ("a" * 3000, "*a" * 30 + "*b", NOTHING, False),
    ],
)
def test_worked_cases(given_: str, accepted: str, folding: Folding, agreed: bool) -> None:
    assert agrees(given_, accepted, folding) is agreed


WORDS = st.text(st.sampled_from("аАэЭөӨүҮЄєЇїëёEeсc xX \u00a0\tß한İ\u0301"), max_size=12)


@given(WORDS, st.builds(Folding, st.booleans(), st.booleans(), st.booleans()))
def test_folding_twice_is_folding_once_and_every_answer_agrees_with_itself(words: str, folding: Folding) -> None:
    assert folded(folded(words, folding), folding) == folded(words, folding)
    assert agrees(words, words, folding)


@given(WORDS, WORDS)
def test_what_agrees_without_folding_agrees_with_any(one: str, other: str) -> None:
    if agrees(one, other, NOTHING):
        assert agrees(one, other, ALL)
