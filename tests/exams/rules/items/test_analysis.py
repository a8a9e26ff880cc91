"""The whole analysis of whatever small group: figures that are finite, or a refusal that has its sentence."""

from __future__ import annotations

import json
from typing import get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ortoo.exams.rules.items.analysis import Analysis, Model, analyse
from ortoo.exams.rules.items.responses import Responses
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from tests.exams.rules.items.answers import Pattern, invented, of_cells, of_rows, seeds

MODELS = get_args(Model)


def outcome(responses: Responses, model: Model) -> Analysis | Refusal:
    try:
        return analyse(responses, model)
    except Refusal as refusal:
        return refusal


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 5).flatmap(
        lambda size: st.lists(st.tuples(*[st.sampled_from([0, 1, 0, 1, None])] * size), min_size=1, max_size=12)
    ),
    st.sampled_from(MODELS),
)
def test_any_small_group_gets_figures_or_a_sentence(people: list[Pattern], model: Model) -> None:
    found = outcome(of_cells(people), model)
    if isinstance(found, Refusal):
        assert found.code.startswith("items.")
        assert all(found.sentence(language) for language in LANGUAGES)
        return
    assert np.isfinite(found.estimates.difficulty).all()
    assert (found.estimates.se > 0).all()
    json.dumps(found.as_json(), allow_nan=False)


@settings(max_examples=12, deadline=None)
@given(seeds(), st.sampled_from(MODELS))
def test_a_group_of_sixty_with_gaps(seed: int, model: Model) -> None:
    found = outcome(invented(seed, items=5, persons=60, missing=0.1), model)
    if isinstance(found, Refusal):
        assert found.code in ("items.slope_runs_off", "items.slope_of_nothing", "items.nothing_in_common")
        return
    assert np.isfinite(found.estimates.se).all()
    assert found.estimates.log_likelihood < 0


@pytest.mark.parametrize("model", MODELS)
def test_five_people_who_solved_nearly_all(model: Model) -> None:
    with pytest.raises(Refusal) as refused:
        analyse(of_rows("1111", "1111", "1110", "1101", "0111"), model)
    assert (refused.value.code, refused.value.values) == ("items.solved_by_all", {"item": "item2"})
