"""What holds of every indicator, and that a second implementation says the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ortoo.results.rules.indicator.reading import indicator_from_json
from ortoo.results.rules.indicator.stand import stand
from tests.results.rules.second import answer

values = some.integers(1, 99_999).map(lambda thousandths: thousandths / 1000)
VINTAGES = ("2021", "2024")


@some.composite
def files(draw: some.DrawFn) -> dict[str, Any]:
    base_year = draw(some.integers(2000, 2020))
    years = sorted(draw(some.sets(some.integers(base_year + 1, base_year + 30), min_size=1, max_size=4)))
    seen = draw(some.dictionaries(some.integers(1990, base_year + 32), values, max_size=25))
    seen[draw(some.integers(base_year, base_year + 32))] = draw(values)
    other = draw(some.dictionaries(some.integers(1990, 2050), values, max_size=5))
    base: dict[str, Any] = {"year": base_year, "value": draw(values)}
    if draw(some.booleans()):
        base["vintage"] = draw(some.sampled_from([*VINTAGES, "plan"]))
    observations = [{"year": year, "value": value, "vintage": VINTAGES[1]} for year, value in seen.items()]
    observations += [{"year": year, "value": value, "vintage": VINTAGES[0]} for year, value in other.items()]
    return {
        "code": "X", "base": base, "vintage": VINTAGES[1],
        "targets": [{"year": year, "value": draw(values)} for year in years],
        "observations": draw(some.permutations(observations)),
    }  # fmt: skip


def stands(given: dict[str, Any]) -> dict[str, Any]:
    return stand(indicator_from_json(json.dumps(given))).as_json()


def close(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: close(one) for key, one in value.items()}
    return pytest.approx(value, rel=1e-9, abs=1e-9) if isinstance(value, float) else value


@given(files())
def test_the_second_implementation_says_the_same(given: dict[str, Any]) -> None:
    expected, found = answer(given), stands(given)
    if expected["direction"] is not None and abs(expected["gap"] or 1) > 1e-9:
        assert found["lights"]["pace"] == expected["pace"]
    assert {key: found[key] for key in expected if key != "pace"} == close(
        {key: value for key, value in expected.items() if key != "pace"}
    )


@given(files())
def test_other_editions_change_no_figure(given: dict[str, Any]) -> None:
    alone = {**given, "observations": [one for one in given["observations"] if one["vintage"] == VINTAGES[1]]}
    found, without = stands(given), stands(alone)
    assert ("mixed_vintages" in found["flags"]) == (given["observations"] != alone["observations"])
    for key in ("flags", "path"):
        found.pop(key), without.pop(key)
    assert found == without


@given(files())
def test_turning_the_scale_turns_every_figure_and_no_judgement(given: dict[str, Any]) -> None:
    """100 less each value: lower is then better where higher was."""

    def turned(one: dict[str, Any]) -> dict[str, Any]:
        return {**one, "value": round(100 - one["value"], 3)}

    mirror = {
        **given,
        "base": turned(given["base"]),
        "targets": [turned(one) for one in given["targets"]],
        "observations": [turned(one) for one in given["observations"]],
    }
    found, other = stands(given), stands(mirror)
    assert other["direction"] == {"higher": "lower", "lower": "higher", None: None}[found["direction"]]
    assert (other["progress"], other["lights"]) == (close(found["progress"]), found["lights"])
    assert (other["flags"], other["refused"]) == (found["flags"], found["refused"])
    assert other["gap"] == close(None if found["gap"] is None else 0.0 - found["gap"])


@given(files(), some.integers(1990, 2060))
def test_what_comes_later_changes_nothing_that_was_said(given: dict[str, Any], as_of: int) -> None:
    known = [one for one in given["observations"] if one["year"] <= as_of]
    if any(one["vintage"] == VINTAGES[1] and one["year"] >= given["base"]["year"] for one in known):
        then = stands({**given, "observations": known, "as_of": as_of})
        now = stands({**given, "as_of": as_of})
        then.pop("flags"), now.pop("flags")
        assert then == now


@given(files())
def test_the_path_goes_through_base_and_targets_and_every_year_between(given: dict[str, Any]) -> None:
    path = stands(given)["path"]
    marks = [given["base"], *given["targets"]]
    assert [path[str(one["year"])] for one in marks] == [one["value"] for one in marks]
    assert [int(year) for year in path] == list(range(marks[0]["year"], marks[-1]["year"] + 1))
