"""Groups of people for tests of equating."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from ortoo.exams.rules.equating.scores import Scores, gather
from tests.exams.rules.equating.second_equating import Person, cov, var

HIGHEST = 12


def scores_of(people: Sequence[Person], *, highest: int = HIGHEST, anchor: bool = True) -> Scores:
    """The group of `people`; a last row that nobody has says how high scores may be."""
    score, part = [score for score, _ in people], [part for _, part in people]
    return gather([*score, highest], [1] * len(score) + [0], [*part, 0] if anchor else None)


@st.composite
def a_person(draw: st.DrawFn) -> Person:
    part = draw(st.integers(0, 5))
    return part + draw(st.integers(0, HIGHEST - 5)), part


def tells_enough(people: Sequence[Person]) -> bool:
    score, part = [score for score, _ in people], [part for _, part in people]
    return var(score) > 0 and len(set(part)) > 3 and cov(score, part) > 0


a_group = st.lists(a_person(), min_size=10, max_size=30).filter(tells_enough)
full_counts = st.lists(st.integers(1, 40), min_size=2, max_size=HIGHEST)
"""People with each whole score from 0, everywhere somebody."""
