"""The standard error of one mark, by hand."""

from __future__ import annotations

import pytest

from ortoo.exams.rules.mark_error import own_error
from ortoo.multilingual.refusals import Refusal


def test_by_hand() -> None:
    """A spread of 12 at a reliability of 0.91 errs by 12 x 0.3; equating that stretches by a half stretches it too."""
    assert own_error(12_000, 0.91) == 3600
    assert own_error(12_000, 0.91, slope=1.5) == 5400
    assert own_error(12_000, 1.0) == 0


@pytest.mark.parametrize("reliability", [1.2, -0.1, float("nan")])
def test_a_reliability_that_is_none_is_refused(reliability: float) -> None:
    with pytest.raises(Refusal) as refused:
        own_error(10, reliability)
    assert refused.value.code == "exams.reliability_off"
