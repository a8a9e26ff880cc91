"""Where indicators stand, by hand: the example of the contract, and the traps that real figures have set."""

from __future__ import annotations

from typing import Any

import pytest

from tests.results.rules.files import GE_SERIES, said, seen

LATER = "2025"


def test_the_example_of_the_contract() -> None:
    # (33.96227 - 45.7) / (54.3 - 45.7) and / (71.9 - 45.7); path of 2023: 45.7 + 5/7 of 8.6; per year over 2 and 7.
    assert said() == {
        "direction": "higher",
        "progress": {"2025": -1.3648523255813954, "2030": -0.44800496183206107},
        "path": {
            "2018": 45.7, "2019": 46.92857142857143, "2020": 48.15714285714286, "2021": 49.385714285714286,
            "2022": 50.614285714285714, "2023": 51.84285714285714, "2024": 53.07142857142857, "2025": 54.3,
            "2026": 57.82, "2027": 61.34, "2028": 64.86, "2029": 68.38, "2030": 71.9,
        },
        "gap": -17.88058714285714,
        "required_per_year": {"2025": 10.168865, "2030": 5.419675714285714},
        "best_gain_on_record": None,
        "forecast": None,
        "lights": {"pace": "behind-still", "evidence": None},
        "flags": [],
        "refused": ["too_few_points"],
    }  # fmt: skip


def test_the_whole_series_tells_its_best_years_and_whether_it_is_fresh() -> None:
    # From 2023 to 2030 are seven years; of all spans of seven, 2009 to 2016 gained most: (48.57143 - 31.10048) / 7.
    found = said(observations=GE_SERIES, as_of="2024-12-31")
    assert found["best_gain_on_record"] == {"years": [2009, 2016], "value": 2.49585}
    assert found["lights"] == {"pace": "behind-still", "evidence": "fresh"}
    assert (found["flags"], found["refused"]) == ([], [])


def test_of_equally_good_spans_the_latest_is_named() -> None:
    found = said(
        base={"year": 2010, "value": "10"}, targets=[{"year": 2026, "value": "60"}],
        observations=seen(y2010="10", y2012="20", y2020="5", y2022="15", y2024="14"),
    )  # fmt: skip
    assert found["best_gain_on_record"] == {"years": [2020, 2022], "value": 5}


@pytest.mark.parametrize(
    ("year", "gain"), [(2030, {"years": [2010, 2020], "value": 1}), (2031, {"years": [2015, 2020], "value": 1.8})]
)
def test_a_target_more_than_ten_years_ahead_waits_for_the_nearer_one(year: int, gain: dict[str, Any]) -> None:
    """From 2020 ten years lead to 2030, so the last target counts; 2031 is too far, and 2025 counts, five years off."""
    found = said(
        base={"year": 2010, "value": "10"}, targets=[{"year": 2025, "value": "40"}, {"year": year, "value": "60"}],
        observations=seen(y2010="10", y2015="11", y2020="20"),
    )  # fmt: skip
    assert found["best_gain_on_record"] == gain


def test_what_was_not_known_yet_does_not_count() -> None:
    found = said(observations=GE_SERIES, as_of=2022)
    assert found["gap"] == pytest.approx(34.90566 - (45.7 + 8.6 * 4 / 7))
    assert found["lights"] == {"pace": "behind-moving", "evidence": "fresh"}


def test_two_editions_of_one_year_are_no_progress() -> None:
    """HDI: 2018 is 0.740 in the plan, 0.743, 0.754 and 0.767 in later editions; 2023 is 0.747 in the last of these.

    Mixed, the index rose by 0.007. In one edition it fell by 0.020.
    """
    found = said(
        code="HDI", range=[0, 1], vintage=LATER, base={"year": 2018, "value": "0.740", "vintage": "plan"},
        targets=[{"year": 2030, "value": "0.85"}],
        observations=[
            *seen("2021", y2018="0.743"), *seen("2023", y2018="0.754", y2022="0.741"),
            *seen(LATER, y2018="0.767", y2022="0.741", y2023="0.747"),
        ],
    )  # fmt: skip
    assert found["progress"] == {"2030": pytest.approx(-0.020 / (0.85 - 0.767))}
    assert found["flags"] == ["mixed_vintages", "base_vintage_differs"]
    assert found["lights"]["pace"] == "behind-moving"


def test_without_the_base_year_in_the_edition_progress_is_withheld() -> None:
    found = said(base={"year": 2018, "value": "45.7", "vintage": "plan"})
    assert found["progress"] == {"2025": None, "2030": None}
    assert found["refused"] == ["base_vintage_differs", "too_few_points"]
    assert found["gap"] == -17.88058714285714


def test_where_the_series_begins_beyond_the_target_a_share_means_nothing() -> None:
    """The plan goes from 0.74 up to 0.76; the edition has 0.767 in the base year, already past it."""
    found = said(
        range=[0, 1], base={"year": 2018, "value": "0.74", "vintage": "plan"},
        targets=[{"year": 2025, "value": "0.76"}, {"year": 2030, "value": "0.80"}],
        observations=seen(y2018="0.767", y2023="0.77"),
    )  # fmt: skip
    assert found["progress"] == {"2025": None, "2030": pytest.approx(0.003 / 0.033)}
    assert "base_vintage_differs" in found["refused"]


def test_lower_is_better() -> None:
    """Gender Inequality Index: 0.301 to 0.25; in 2022 still 0.297, where the path asks for 0.2826."""
    found = said(
        range=[0, 1], base={"year": 2020, "value": "0.301"}, targets=[{"year": 2025, "value": "0.25"}],
        observations=seen(y2021="0.303", y2022="0.297"),
    )  # fmt: skip
    assert found["direction"] == "lower"
    assert found["progress"] == {"2025": pytest.approx(0.004 / 0.051)}
    assert found["gap"] == pytest.approx(0.297 - (0.301 - 0.051 * 2 / 5))
    assert found["required_per_year"] == {"2025": pytest.approx(-0.047 / 3)}
    assert found["lights"]["pace"] == "behind-moving"


@pytest.mark.parametrize(
    ("value", "op", "pace"),
    [
        ("81", ">=", "on"),
        ("80", "=", "on"),
        ("81", "=", "behind-still"),
        ("79", "<=", "on"),
        ("79", ">=", "behind-still"),
    ],
)
def test_what_is_to_be_kept(value: str, op: str, pace: str) -> None:
    """The base is the target: there is no way to go, so no share of it, and the comparator says what may move."""
    found = said(
        base={"year": 2018, "value": "80"}, targets=[{"year": 2025, "op": op, "value": "80"}],
        observations=seen(y2022="80.5", y2023=value),
    )  # fmt: skip
    assert (found["direction"], found["progress"], found["lights"]["pace"]) == (None, {"2025": None}, pace)


@pytest.mark.parametrize("value", ["150+", ">= 150", "≥150"])
def test_at_least_is_read_from_the_figure(value: str) -> None:
    found = said(
        range=None, base={"year": 2019, "value": 82}, targets=[{"year": 2025, "value": value}],
        observations=seen(y2024="116"),
    )  # fmt: skip
    assert found["progress"] == {"2025": 0.5}


def test_progress_is_never_capped() -> None:
    found = said(observations=seen(y2023="80.1"))
    assert found["progress"] == {"2025": pytest.approx(4), "2030": pytest.approx(34.4 / 26.2)}
    assert found["required_per_year"]["2025"] == pytest.approx(-12.9)
    assert found["lights"]["pace"] == "on"


def test_each_target_is_held_against_what_was_known_by_then() -> None:
    found = said(observations=seen(y2024="50", y2026="60"))
    assert found["progress"] == {"2025": pytest.approx(0.5), "2030": pytest.approx(14.3 / 26.2)}
    assert list(found["required_per_year"]) == ["2030"]


def test_history_before_the_base_is_kept_and_no_progress_counts_from_it() -> None:
    found = said(
        targets=[{"year": 2020, "value": "50"}, {"year": 2030, "value": "71.9"}],
        observations=seen(y2012="31", y2023="40"),
    )
    assert found["progress"] == {"2020": None, "2030": pytest.approx(-5.7 / 26.2)}


@pytest.mark.parametrize("as_of", [2022, 2024, 2025])
def test_a_series_of_every_second_year_is_not_half_missing(as_of: int) -> None:
    found = said(
        range=[0, 1], rhythm=2, base={"year": 2018, "value": "0.5824"}, targets=[{"year": 2030, "value": "0.8"}],
        observations=seen(y2018="0.5824", y2020="0.6497", y2022="0.7209"), as_of=as_of,
    )  # fmt: skip
    assert found["lights"] == {"pace": "on", "evidence": "fresh"}
    assert found["best_gain_on_record"] is None  # no two are eight years apart


def test_overdue_is_not_fresh() -> None:
    assert said(as_of=2025)["lights"]["evidence"] == "fresh"
    assert said(as_of=2026)["lights"]["evidence"] == "late"


@pytest.mark.parametrize(
    ("targets", "flags"),
    [
        ([{"year": 2025, "value": "80"}, {"year": 2030, "value": "71.9"}], ["non_monotone_targets"]),
        ([{"year": 2025, "value": "40"}, {"year": 2030, "value": "71.9"}], ["non_monotone_targets"]),
        ([{"year": 2025, "value": "50", "was": "54.3"}, {"year": 2030, "value": "71.9"}], ["target_lowered_in_period"]),
        ([{"year": 2025, "value": "54.3", "was": "50"}, {"year": 2030, "value": "71.9"}], []),
    ],
)
def test_targets_that_turn_back_or_were_lowered_are_told(targets: Any, flags: list[str]) -> None:
    assert said(targets=targets)["flags"] == flags


def test_after_the_last_target_the_path_asks_nothing() -> None:
    found = said(observations=seen(y2031="70"))
    assert (found["gap"], found["required_per_year"], found["lights"]["pace"]) == (None, {}, None)


def test_without_any_observation_there_is_the_path_alone() -> None:
    found = said(observations=[])
    assert found["lights"] == {"pace": None, "evidence": "none"}
    assert found["progress"] == {"2025": None, "2030": None}
    assert found["path"]["2030"] == 71.9


def test_the_edges() -> None:
    """Eight points are enough and seven are not; the ends of a range belong to it; a target reached in its year."""
    eight = [{"year": 2016 + one, "value": "50", "vintage": "2024-11"} for one in range(8)]
    assert "too_few_points" not in said(observations=eight)["refused"]
    assert "too_few_points" in said(observations=eight[1:])["refused"]
    assert "unit_mismatch" not in said(observations=seen(y2022="0", y2023="100"))["refused"]
    in_its_year = said(targets=[{"year": 2023, "value": "54.3"}])
    assert (in_its_year["required_per_year"], in_its_year["best_gain_on_record"]) == ({}, None)


def test_what_is_to_be_kept_moves_when_it_comes_nearer() -> None:
    kept: dict[str, Any] = {"base": {"year": 2018, "value": "80"}, "targets": [{"year": 2025, "value": "80"}]}
    assert said(**kept, observations=seen(y2022="75", y2023="84"))["lights"]["pace"] == "behind-moving"
    assert said(**kept, observations=seen(y2022="75", y2023="86"))["lights"]["pace"] == "behind-still"


def test_a_plan_that_ends_where_it_began_turns_back_in_between() -> None:
    targets = [{"year": 2025, "value": "54.3"}, {"year": 2030, "value": "45.7"}]
    assert said(targets=targets)["flags"] == ["non_monotone_targets"]
