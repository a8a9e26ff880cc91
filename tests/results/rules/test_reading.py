"""What is not said once and in one way is refused, and its place is named."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ortoo.multilingual.refusals import Refusal
from ortoo.results.rules.indicator.figures import exact, plain
from ortoo.results.rules.indicator.reading import indicator_from_json
from ortoo.results.rules.indicator.stand import stand
from tests.results.rules.files import of, seen


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0.85", "0.85"), ("0,85", "0.85"), ("0,850", "0.850"), ("1 500", "1500"), ("1 500,50", "1500.50"),
        ("12\u00a0000", "12000"), ("1,234,567", "1234567"), ("1,234.5", "1234.5"), ("1.234,5", "1234.5"),
        ("1.234", "1.234"), ("\N{MINUS SIGN}0,5", "-0.5"), (" 45.70 ", "45.70"), ("1234,567", "1234.567"),
    ],
)  # fmt: skip
def test_figures_that_mean_one_thing(text: str, read: str) -> None:
    assert plain(text) == read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1,234", "read_in_two_ways"), ("-1,234", "read_in_two_ways"), ("", "not_a_figure"), ("n/a", "not_a_figure"),
        ("45 %", "not_a_figure"), ("1e3", "not_a_figure"), ("..", "not_a_figure"), ("1 50", "not_a_figure"),
        ("1.2.3", "not_a_figure"), ("NaN", "not_a_figure"), ("9" * 31, "figure_too_long"), ("+5", "not_a_figure"),
        ("١٢", "not_a_figure"),
    ],
)  # fmt: skip
def test_figures_that_mean_none_or_two(text: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        exact(text)
    assert caught.value.code == f"indicator.{code}"


def test_a_figure_has_fewer_than_sixteen_digits_before_its_decimals() -> None:
    assert exact("9" * 15) == 10**15 - 1
    with pytest.raises(Refusal):
        exact("1" + "0" * 15)


@given(some.decimals(-(10**6), 10**6, places=5))
def test_every_digit_is_kept(value: Decimal) -> None:
    assert exact(str(value)) == exact(value) == Fraction(str(value))


def bad(**changed: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        stand(indicator_from_json(json.dumps(of(**changed))))
    return caught.value


TARGET = {"year": 2025, "value": "54.3"}
SEEN = {"year": 2023, "value": "33.9", "vintage": "2024-11"}


@pytest.mark.parametrize(
    ("changed", "code", "named"),
    [
        ({"base": ...}, "key_missing", 'INDICATOR lacks "base"'),
        ({"vintage": ""}, "not_text", "vintage"),
        ({"code": 5}, "not_text", "code"),
        ({"bse": 1}, "unknown_key", '"bse"'),
        ({"base": []}, "not_an_object", "base"),
        ({"base": {"year": 2018}}, "key_missing", 'base lacks "value"'),
        ({"base": {"year": "2018", "value": "1"}}, "not_a_year", "base.year"),
        ({"base": {"year": 2018.5, "value": "1"}}, "not_a_year", "base.year"),
        ({"base": {"year": 0, "value": "1"}}, "not_a_year", "base.year"),
        ({"base": {"year": 2018, "value": None}}, "figure_in_place", "base.value"),
        ({"base": {"year": 2018, "value": True}}, "figure_in_place", "true"),
        ({"base": {"year": 2018, "value": "1,234"}}, "figure_in_place", "1.234 or 1234"),
        ({"base": {"year": 2018, "value": 1e40}}, "figure_in_place", "base.value"),
        ({"targets": {}}, "not_a_list", "targets"),
        ({"targets": []}, "no_target", "targets"),
        ({"targets": [5]}, "not_an_object", "targets[1]"),
        ({"targets": [{**TARGET, "op": ">"}]}, "comparator", '">"'),
        ({"targets": [{**TARGET, "op": "<=", "value": "150+"}]}, "comparator", "targets[1]"),
        ({"targets": [TARGET, TARGET]}, "year_twice", "2025"),
        ({"targets": [{"year": 2018, "value": "54.3"}]}, "target_before_base", "2018"),
        ({"observations": None}, "not_a_list", "observations"),
        ({"observations": [{"year": 2023, "value": "1"}]}, "key_missing", "observations[1]"),
        ({"observations": [{**SEEN, "value": "n/a"}]}, "figure_in_place", "observations[1].value"),
        ({"observations": [{**SEEN, "value": "150+"}]}, "figure_in_place", "150+"),
        ({"observations": [SEEN, SEEN]}, "year_twice", "2023"),
        ({"observations": seen("2016", y2023="33")}, "other_vintage", "2016"),
        ({"observations": seen(y2015="35.7")}, "before_base", "2015"),
        ({"range": [0]}, "range", "range"),
        ({"range": [100, 0]}, "range", "range"),
        ({"range": 5}, "not_a_list", "range"),
        ({"breaks": ["2020"]}, "not_a_year", "breaks[1]"),
        ({"as_of": "2024"}, "as_of", "2024"),
        ({"as_of": "2024-13-01"}, "as_of", "2024-13-01"),
        ({"as_of": True}, "as_of", "true"),
        ({"rhythm": 0}, "not_a_year", "rhythm"),
    ],
)  # fmt: skip
def test_what_is_malformed_is_named(changed: dict[str, Any], code: str, named: str) -> None:
    refusal = bad(**changed)
    assert refusal.code == f"indicator.{code}"
    assert named in refusal.sentence("en")
    assert {refusal.sentence("mn"), refusal.sentence("ko")}.isdisjoint({refusal.sentence("en")})


def test_a_missing_figure_is_no_figure_and_not_zero() -> None:
    text = json.dumps(of(observations=[SEEN, {**SEEN, "year": 2022, "value": None}]))
    assert [one.year for one in indicator_from_json(text).observations] == [2023]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_json"), ("{", "not_json"), ("[]", "not_an_object"), ('{"code": 1, "code": 2}', "key_twice"),
        ('{"code": NaN}', "not_a_figure"), ("[" * 100_000, "too_deep"),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        indicator_from_json(text)
    assert caught.value.code == f"indicator.{code}"


@given(some.text(max_size=60) | some.binary(max_size=60).map(lambda one: one.decode("latin-1")))
def test_any_text_is_an_indicator_or_refused(text: str) -> None:
    with pytest.raises(Refusal):
        indicator_from_json(text)
