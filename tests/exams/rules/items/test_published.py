"""Agreement with the R packages ltm, eRm and mirt on the answers of Bock and Lieberman (see published.toml)."""

from __future__ import annotations

import numpy as np
import pytest

from ortoo.exams.rules.items.analysis import analyse
from ortoo.exams.rules.items.classical import classical
from ortoo.exams.rules.items.marginal import marginal
from ortoo.exams.rules.items.rasch import conditional
from tests.exams.rules.items.answers import PUBLISHED, lsat

both = pytest.mark.parametrize("name", ["lsat6", "lsat7"])


@both
def test_classical_figures(name: str) -> None:
    found, told = classical(lsat(name)), PUBLISHED[name]
    assert found.n == 1000
    assert [item.p for item in found.items] == pytest.approx(told["p"], abs=1e-9)
    assert [item.item_total for item in found.items] == pytest.approx(told["item_total"], abs=1e-6)
    assert [item.item_rest for item in found.items] == pytest.approx(told["item_rest"], abs=1e-6)
    assert [found.mean, found.variance, found.alpha, found.sem] == pytest.approx(
        [told["mean"], told["variance"], told["alpha"], told["sem"]], abs=1e-6
    )


@both
def test_one_slope(name: str) -> None:
    found, told = marginal(lsat(name), common_slope=True), PUBLISHED[name]["one_slope"]
    assert found.difficulty == pytest.approx(told["difficulty"], abs=0.005)
    assert found.discrimination == pytest.approx(told["discrimination"], abs=0.005)
    assert found.log_likelihood == pytest.approx(told["log_likelihood"], abs=0.01)
    if "se" in told:
        assert found.se == pytest.approx(told["se"], abs=0.0005)


@both
def test_a_slope_each(name: str) -> None:
    found, told = marginal(lsat(name), common_slope=False), PUBLISHED[name]["two_parameters"]
    assert found.discrimination is not None
    assert found.difficulty == pytest.approx(told["difficulty"], abs=0.01)
    assert found.discrimination == pytest.approx(told["discrimination"], abs=0.01)
    assert found.log_likelihood == pytest.approx(told["log_likelihood"], abs=0.01)
    if "mirt" in told:
        intercepts = -found.discrimination * found.difficulty
        assert np.column_stack([found.discrimination, intercepts]) == pytest.approx(np.array(told["mirt"]), abs=0.01)


@both
def test_conditional(name: str) -> None:
    found, told = conditional(lsat(name)), PUBLISHED[name]["conditional"]
    assert found.difficulty == pytest.approx(told["difficulty"], abs=0.001)
    assert found.se == pytest.approx(told["se"], abs=0.001)
    assert found.log_likelihood == pytest.approx(told["log_likelihood"], abs=0.01)


def test_the_whole_answer_has_the_promised_keys() -> None:
    answer = analyse(lsat("lsat6"), "rasch-cml").as_json()
    assert list(answer) == ["items", "n", "alpha", "mean", "variance", "sem", "log_likelihood"]
    assert [item["item"] for item in answer["items"]] == ["item1", "item2", "item3", "item4", "item5"]
    assert {tuple(item) for item in answer["items"]} == {
        ("item", "p", "item_total", "item_rest", "difficulty", "discrimination", "se")
    }
    assert [item["discrimination"] for item in answer["items"]] == [None] * 5
    assert sum(item["difficulty"] for item in answer["items"]) == pytest.approx(0, abs=1e-12)
