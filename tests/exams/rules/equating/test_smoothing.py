"""Smoothing: as published, and by its promise that moments stay."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.equating.random_groups import equipercentile
from ortoo.exams.rules.equating.scores import gather
from ortoo.exams.rules.equating.smoothing import smooth
from ortoo.multilingual.refusals import Refusal
from tests.exams.reference_data import reference


def test_act_mathematics_smoothed_agrees_with_the_published_figures() -> None:
    """Degree 6 for both forms, expected values of the R package equate 2.0.9."""
    published = reference("act_mathematics.json")
    rows = published["freq"]
    new, old = (
        smooth(gather([row["scale"] for row in rows], [row[name] for row in rows]).counts(), 6)
        for name in ("xcount", "ycount")
    )
    wanted = published["expected"]["equipercentile_loglinear_degree6"]
    assert equipercentile(new, old).tolist() == pytest.approx(wanted, abs=1e-4)


@given(st.lists(st.integers(0, 60), min_size=8, max_size=41), st.integers(1, 5))
def test_as_many_moments_stay_as_the_degree_says(counts: list[int], degree: int) -> None:
    held = np.array(counts) + np.array([1, 1, 1, 1, 1, 1, *[0] * (len(counts) - 6)])
    smoothed = smooth(held, degree)
    score = np.linspace(-1, 1, len(held))
    for power in range(degree + 1):
        assert smoothed @ score**power == pytest.approx(held @ score**power, abs=1e-6 * held.sum())
    assert (smoothed > 0).all()


@pytest.mark.parametrize(("degree", "code"), [(0, "degree"), (3, "degree"), (9, "degree")])
def test_a_degree_that_scores_do_not_carry_is_refused(degree: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        smooth(np.array([3, 0, 5, 4]), degree)
    assert refused.value.code == f"equating.{code}"
    assert refused.value.values == {"degree": degree, "most": 2}
