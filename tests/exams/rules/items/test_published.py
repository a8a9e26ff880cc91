"""Agreement with the R packages ltm, eRm and mirt on the answers of Bock and Lieberman (Psychometrika 1970)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ortoo.exams.rules.items.analysis import analyse
from ortoo.exams.rules.items.classical import classical
from ortoo.exams.rules.items.marginal import marginal
from ortoo.exams.rules.items.rasch import conditional
from tests.exams.reference_data import reference
from tests.exams.rules.items.answers import lsat, of_rows

both = pytest.mark.parametrize("name", ["lsat6", "lsat7"])


SE_OF_ONE_SLOPE = [0.3266, 0.1422, 0.0977, 0.1691, 0.2510]
"""Of lsat6: Rizopoulos, ltm: An R package for latent variable modeling and item response theory analyses (Journal of
Statistical Software 17(5), 2006), section 3."""


def told(name: str) -> dict[str, Any]:
    return reference(f"{name}.json")


@both
def test_classical_figures(name: str) -> None:
    found, others = classical(lsat(name)), told(name)
    assert found.n == 1000
    assert [item.p for item in found.items] == pytest.approx(others["p"], abs=1e-9)
    assert [item.item_total for item in found.items] == pytest.approx(others["r_item_total"], abs=1e-6)
    assert [item.item_rest for item in found.items] == pytest.approx(others["r_item_rest"], abs=1e-6)
    assert [found.mean, found.variance, found.alpha, found.sem] == pytest.approx(
        [others[figure] for figure in ("mean", "var", "alpha", "sem")], abs=1e-6
    )


@both
def test_one_slope(name: str) -> None:
    found, others = marginal(lsat(name), common_slope=True), told(name)["rasch_common_slope"]
    assert found.difficulty == pytest.approx(others["difficulty"], abs=0.005)
    assert found.discrimination == pytest.approx([others["slope"]] * 5, abs=0.005)
    assert found.log_likelihood == pytest.approx(others["loglik"], abs=0.01)


def test_the_errors_of_one_slope() -> None:
    assert marginal(lsat("lsat6"), common_slope=True).se == pytest.approx(SE_OF_ONE_SLOPE, abs=0.0005)


@both
def test_a_slope_each(name: str) -> None:
    found, others = marginal(lsat(name), common_slope=False), told(name)["twopl"]
    assert found.discrimination is not None
    assert found.difficulty == pytest.approx(others["difficulty"], abs=0.01)
    assert found.discrimination == pytest.approx(others["discrimination"], abs=0.01)
    assert found.log_likelihood == pytest.approx(others["loglik"], abs=0.01)


def test_slopes_and_intercepts_as_mirt_has_them() -> None:
    found, others = marginal(lsat("lsat7"), common_slope=False), told("lsat7")["published"]
    assert found.discrimination is not None
    intercepts = -found.discrimination * found.difficulty
    published = np.array(others["mirt_test_2pl_slope_intercept"])
    assert np.column_stack([found.discrimination, intercepts]) == pytest.approx(published, abs=0.01)


@both
def test_conditional(name: str) -> None:
    found, others = conditional(lsat(name)), told(name)["cml_rasch"]
    assert found.difficulty == pytest.approx(others["difficulty"], abs=0.001)
    assert found.se == pytest.approx(others["se"], abs=0.001)
    assert found.log_likelihood == pytest.approx(others["loglik"], abs=0.01)


def test_the_whole_answer_has_the_promised_keys() -> None:
    answer = analyse(of_rows("110", "100", "010", "111", "011"), "rasch-cml").as_json()
    assert list(answer) == ["items", "n", "alpha", "mean", "variance", "sem", "log_likelihood"]
    assert [item["item"] for item in answer["items"]] == ["item1", "item2", "item3"]
    assert {tuple(item) for item in answer["items"]} == {
        ("item", "p", "item_total", "item_rest", "difficulty", "discrimination", "se")
    }
    assert [item["discrimination"] for item in answer["items"]] == [None] * 3
    assert sum(item["difficulty"] for item in answer["items"]) == pytest.approx(0, abs=1e-12)
