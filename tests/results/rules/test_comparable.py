"""Figures that may not be held against each other: of two units, and across a break of the series."""

from __future__ import annotations

import pytest

from tests.results.rules.files import GE_SERIES, said, seen


class TestUnits:
    def test_a_figure_outside_the_range_withholds_what_depends_on_it(self) -> None:
        found = said(range=[0, 1], base={"year": 2018, "value": "0.5824"}, targets=[{"year": 2025, "value": "63.58"}])
        assert (found["progress"], found["gap"], found["required_per_year"]) == ({"2025": None}, None, {})
        assert (found["lights"]["pace"], found["refused"]) == (None, ["too_few_points", "unit_mismatch"])

    def test_printed_percent_and_lying_between_0_and_1_is_flagged(self) -> None:
        """The e-government index: the figures agree with each other, so nothing is withheld, but something is odd."""
        found = said(
            base={"year": 2018, "value": "0.5824"}, targets=[{"year": 2025, "value": "0.6358"}],
            observations=seen(y2022="0.7209"),
        )  # fmt: skip
        assert found["flags"] == ["unit_mismatch"]
        assert found["gap"] == pytest.approx(0.7209 - (0.5824 + 0.0534 * 4 / 7))

    def test_a_hundredfold_between_plan_and_series_is_no_progress(self) -> None:
        found = said(
            base={"year": 2018, "value": "58.24"}, targets=[{"year": 2025, "value": "63.58"}],
            observations=seen(y2022="0.7209"),
        )  # fmt: skip
        assert (found["gap"], found["refused"]) == (None, ["too_few_points", "unit_mismatch"])

    @pytest.mark.parametrize(
        ("bounds", "value", "withheld"),
        [
            ([0, 100], "1", True), ([0, 100], "1.01", False), ([100, 300], "102", True), ([100, 300], "102.1", False),
        ],
    )  # fmt: skip
    def test_a_hundredfold_is_seen_from_the_lowest_that_can_be(
        self, bounds: list[int], value: str, withheld: bool
    ) -> None:
        plan = [str(bounds[0] + one) for one in (50, 60)]
        found = said(
            range=bounds, base={"year": 2018, "value": plan[0]}, targets=[{"year": 2025, "value": plan[1]}],
            observations=seen(y2022=value),
        )  # fmt: skip
        assert ("unit_mismatch" in found["refused"]) is withheld

    @pytest.mark.parametrize(("base", "withheld"), [("20", True), ("19.9", False)])
    def test_less_than_twentyfold_may_be_a_bad_year(self, base: str, withheld: bool) -> None:
        found = said(
            base={"year": 2018, "value": base}, targets=[{"year": 2025, "value": "60"}], observations=seen(y2022="1")
        )
        assert ("unit_mismatch" in found["refused"]) is withheld


class TestBreaks:
    def test_nothing_is_computed_across_one(self) -> None:
        found = said(observations=GE_SERIES, breaks=[{"year": 2022, "reason": "another method"}])
        assert found["progress"] == {"2025": None, "2030": None}
        assert (found["gap"], found["required_per_year"], found["lights"]["pace"]) == (None, {}, None)
        assert (found["refused"], found["flags"]) == (["series_break"], [])

    def test_before_the_base_it_only_shortens_the_record(self) -> None:
        found = said(observations=GE_SERIES, breaks=[2010])
        assert found["gap"] == -17.88058714285714
        assert found["best_gain_on_record"] == {"years": [2011, 2018], "value": pytest.approx(10.63869 / 7)}
        assert found["refused"] == ["series_break"]

    def test_long_ago_it_is_only_told(self) -> None:
        found = said(observations=GE_SERIES, breaks=[1998])
        assert found["best_gain_on_record"]["years"] == [2009, 2016]
        assert (found["refused"], found["flags"]) == ([], ["series_break"])


def test_a_break_in_the_base_year_itself_lies_before_the_base() -> None:
    """From 2018 on figures are counted another way: the base of 2018 is counted so already."""
    assert said(breaks=[2018])["gap"] == -17.88058714285714
    assert said(breaks=[2019])["gap"] is None
