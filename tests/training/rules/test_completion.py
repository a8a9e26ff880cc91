"""Who completed a course, by hand and by property."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.training.rules.completion import Completion, Counts, Lack, Rule, Tried, attempt_that_counts, complete, share

THREE = (Tried(1, 50_000), Tried(2, 80_000), Tried(3, 80_000), Tried(4, 99_000))


@pytest.mark.parametrize(
    ("counts", "number"), [(Counts.FIRST, 1), (Counts.BEST, 2), (Counts.LAST, 3)]
)  # fmt: skip
def test_of_the_attempts_allowed_one_counts(counts: Counts, number: int) -> None:
    counting = attempt_that_counts(Rule(0, 0, 3, counts), THREE)
    assert counting
    assert counting.number == number


def test_an_attempt_judged_out_is_left_out() -> None:
    tried = (Tried(1, 90_000, out=True), Tried(2, 60_000))
    assert attempt_that_counts(Rule(0, 0, 2, Counts.BEST), tried) == Tried(2, 60_000)
    assert attempt_that_counts(Rule(0, 0, 1, Counts.BEST), tried) is None


WORKED = [
    # rule, attended of parts, attempts, answer
    (Rule(800, 60_000, 2, Counts.BEST), 4, 5, (Tried(1, 60_000),), Completion(True, (), 1)),
    (Rule(801, 60_000, 2, Counts.BEST), 4, 5, (Tried(1, 60_000),), Completion(False, (Lack.ATTENDANCE,), 1)),
    (Rule(800, 60_000, 2, Counts.BEST), 4, 5, (Tried(1, 59_999),), Completion(False, (Lack.SCORE,), 1)),
    (Rule(800, 60_000, 2, Counts.BEST), 0, 5, (), Completion(False, (Lack.ATTENDANCE, Lack.ATTEMPT), None)),
    (Rule(0, 60_000, 1, Counts.LAST), 0, 0, (Tried(2, 99_000),), Completion(False, (Lack.ATTEMPT,), None)),
    (Rule(1, 0, 0, Counts.BEST), 0, 0, (), Completion(False, (Lack.ATTENDANCE,), None)),
    (Rule(0, 0, 0, Counts.BEST), 0, 3, (), Completion(True, (), None)),
    (Rule(1000, 0, 0, Counts.BEST), 3, 3, (Tried(1, 5),), Completion(True, (), None)),
]


@pytest.mark.parametrize(("rule", "attended", "parts", "tried", "answer"), WORKED)
def test_worked_cases(
    rule: Rule, attended: int, parts: int, tried: tuple[Tried, ...], answer: Completion
) -> None:  # fmt: skip
    assert complete(rule, attended, parts, tried) == answer


def test_what_is_judged_out_as_a_whole_is_not_completed() -> None:
    assert complete(Rule(0, 0, 0, Counts.BEST), 0, 3, (), judged_out=True) == Completion(False, (Lack.JUDGED,), None)


rules = st.builds(
    Rule, st.integers(0, 1000), st.integers(0, 100_000), st.integers(0, 4), st.sampled_from(list(Counts))
)  # fmt: skip
tries = st.lists(st.builds(Tried, st.integers(1, 6), st.integers(0, 100_000), st.booleans()), max_size=6,
                 unique_by=lambda one: one.number)  # fmt: skip


@given(rules, st.integers(0, 8), st.integers(0, 8), tries, st.booleans())
def test_completed_exactly_where_nothing_is_lacking_and_order_does_not_matter(
    rule: Rule, attended: int, parts: int, tried: list[Tried], out: bool
) -> None:
    attended = min(attended, parts)
    decided = complete(rule, attended, parts, tried, out)
    assert decided.completed == (decided.lacks == ())
    assert decided == complete(rule, attended, parts, tried[::-1], out)
    if decided.attempt is not None:
        assert decided.attempt <= rule.attempts


@given(rules, st.integers(0, 8), tries)
def test_more_attendance_never_takes_a_completion_away(rule: Rule, parts: int, tried: list[Tried]) -> None:
    answers = [complete(rule, attended, parts, tried).completed for attended in range(parts + 1)]
    assert answers == sorted(answers)


@given(rules, tries, st.integers(0, 100_000))
def test_under_best_a_further_attempt_never_takes_a_completion_away(rule: Rule, tried: list[Tried], score: int) -> None:
    best = Rule(0, rule.least_score, rule.attempts, Counts.BEST)
    further = Tried(max((one.number for one in tried), default=0) + 1, score)
    assert complete(best, 0, 0, tried).completed <= complete(best, 0, 0, [*tried, further]).completed


def test_a_share_is_rounded_down() -> None:
    assert [share(2, 3), share(3, 3), share(0, 0)] == [666, 1000, 0]
