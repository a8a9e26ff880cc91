"""A whole form, keys taken back, and essays: by hand and by property."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.scoring.cancelling import effect_on, effects
from ortoo.exams.rules.scoring.essays import needs_third, settled
from ortoo.exams.rules.scoring.forms import Cancelled, Placed, Scored, Way, score_form
from ortoo.exams.rules.scoring.values import Answer, Sheet
from ortoo.multilingual.refusals import Refusal
from tests.exams.rules.scoring.questions import ESSAY, SINGLE, TRUE_FALSE

FORM = (Placed("s", SINGLE), Placed("t", TRUE_FALSE, 2000), Placed("e", ESSAY, 3000))
DORJ = Sheet("Дорж", {"s": Answer(letters=frozenset("C")), "t": Answer(truth=False)}, {"e": 650})
SARAA = Sheet("Сараа", {"t": Answer(truth=True)}, {"e": 1000})


def test_a_form_worked_by_hand() -> None:
    """Half of 1 point, 2 points, 0.65 x 3 = 1.95: 4.45 of 6 points, which is 741.67 thousandths."""
    found = score_form(FORM, DORJ, {})
    assert found == Scored("Дорж", {"s": 500, "t": 1000, "e": 650}, 4450, 6000)
    assert found.mark == 742


def test_a_key_taken_back_worked_by_hand() -> None:
    """The item of 2 points. Dropped: Dorj has 2.45 of 4 (613), Saraa 3 of 4 (750). All right: 4.45 and 5 of 6."""
    dropped = effects(FORM, [DORJ, SARAA], {}, "t", Way.DROPPED)
    assert [(one.before.mark, one.after.mark, one.points, one.mark) for one in dropped] == [
        (742, 613, -2000, -129),
        (500, 750, 0, 250),
    ]
    full = effects(FORM, [DORJ, SARAA], {}, "t", Way.FULL_MARK)
    assert [(one.before.mark, one.after.mark, one.points) for one in full] == [(742, 742, 0), (500, 833, 2000)]


def test_an_essay_that_was_dropped_needs_no_mark() -> None:
    found = score_form(FORM, Sheet("Бат"), {"e": Way.DROPPED})
    assert (found.points, found.most) == (0, 3000)


@given(st.frozensets(st.sampled_from("ABCD")), st.sampled_from([None, True, False]), st.integers(0, 1000))
def test_what_taking_back_a_key_may_do(letters: frozenset[str], truth: bool | None, essay: int) -> None:
    sheet = Sheet("x", {"s": Answer(letters=letters), "t": Answer(truth=truth)}, {"e": essay})
    for item in ("s", "t", "e"):
        (full,), (dropped,) = (effects(FORM, [sheet], {}, item, way) for way in (Way.FULL_MARK, Way.DROPPED))
        for way, whole in ((Way.FULL_MARK, full), (Way.DROPPED, dropped)):
            assert effect_on(whole.before, item, way, {"s": 1000, "t": 2000, "e": 3000}[item]) == whole
        assert full.points >= 0
        assert full.mark >= 0
        assert dropped.points <= 0
        if full.before.items[item] == 0:
            assert dropped.mark >= 0


@pytest.mark.parametrize(
    ("form", "sheet", "cancelled", "code"),
    [
        ((*FORM, FORM[0]), DORJ, {}, "scoring.item_twice"),
        (FORM[:2], DORJ, {}, "scoring.not_on_form"),
        (FORM, Sheet("Бат"), {}, "scoring.essay_unmarked"),
        (FORM, Sheet("Бат", essays={"e": 1001}), {}, "scoring.essay_unmarked"),
        (FORM, DORJ, {"z": Way.DROPPED}, "scoring.cancelled_unknown"),
        (FORM[:1], Sheet("Бат"), {"s": Way.DROPPED}, "scoring.nothing_left"),
    ],
)
def test_refusals(form: tuple[Placed, ...], sheet: Sheet, cancelled: Cancelled, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        score_form(form, sheet, cancelled)
    assert refused.value.code == code
    assert refused.value.sentence("mn")


def test_a_key_is_taken_back_once() -> None:
    with pytest.raises(Refusal) as refused:
        effects(FORM, [DORJ], {"t": Way.DROPPED}, "t", Way.FULL_MARK)
    assert refused.value.code == "scoring.cancelled_already"


@pytest.mark.parametrize(
    ("first", "second", "third", "mark"),
    [(600, 701, None, 651), (600, 750, None, 675), (300, 700, 650, 675), (300, 700, 500, 500), (300, 700, 900, 800)],
)
def test_essays_worked_by_hand(first: int, second: int, third: int | None, mark: int) -> None:
    assert settled(first, second, third, 150) == mark
    assert settled(second, first, third, 150) == mark


@pytest.mark.parametrize(
    ("marks", "code"),
    [
        ((600, 751, None), "scoring.third_missing"),
        ((600, 750, 700), "scoring.third_unasked"),
        ((600, 1001, 700), "scoring.essay_off_scale"),
    ],
)
def test_essays_refused(marks: tuple[int, int, int | None], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        settled(*marks, gap=150)
    assert refused.value.code == code


@given(st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000), st.integers(0, 1000))
def test_a_settled_mark_lies_between_those_given(first: int, second: int, third: int, gap: int) -> None:
    needed = third if needs_third(first, second, gap) else None
    given_marks = [mark for mark in (first, second, needed) if mark is not None]
    assert min(given_marks) <= settled(first, second, needed, gap) <= max(given_marks)
    if needed is not None:
        others = {
            settled(order[0], order[1], order[2], 0)
            for order in permutations((first, second, third))
            if order[0] != order[1]
        }
        assert len(others) == 1
