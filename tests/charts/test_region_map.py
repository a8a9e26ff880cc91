"""Regions on a map: every number is drawn, none upon another, on the real outlines and in the longest words."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ortoo.charts.maps.outlines import Outline, outline_of
from ortoo.charts.maps.regions import Region, grounds, narrow, wide
from tests.charts.drawings import is_honest, lie_apart, texts
from tests.house.sources import ROOT

OUTLINES = ROOT / "src/ortoo/site/outlines"
REGIONS = ROOT / "src/ortoo/site/programmes/mongolia/regions.csv"
NAMES = [row for row in csv.DictReader(REGIONS.read_text("utf-8").splitlines()) if not row["parent"]]


@pytest.fixture(scope="module")
def outline() -> Outline:
    found = outline_of("MN-073", OUTLINES)
    assert found is not None
    return found


def regions(language: str, numbers: list[int]) -> dict[str, Region]:
    return {
        row["code"]: Region(row[f"name_{language}"], number, f"{number} of 12 345", str(number))
        for row, number in zip(NAMES, numbers, strict=True)
    }


def test_the_outline_has_every_region_of_the_programme_and_no_other(outline: Outline) -> None:
    assert sorted(area.code for area in outline.areas) == sorted(row["code"] for row in NAMES)


def test_a_country_without_an_outline_has_none(tmp_path: Path) -> None:
    assert outline_of("XX", OUTLINES) is None
    assert outline_of("MN", tmp_path) is None


def test_what_has_nothing_is_blank_and_the_rest_in_four_steps() -> None:
    assert grounds([0, 5, 5, 1]) == {0: 0, 1: 1, 5: 3}
    assert grounds([1, 2, 3, 4]) == {0: 0, 1: 1, 2: 2, 3: 3, 4: 4}
    assert grounds([]) == {0: 0}


@pytest.mark.parametrize("language", ["mn", "en", "ko"])
def test_every_number_is_drawn_and_none_upon_another(outline: Outline, language: str) -> None:
    drawn = regions(language, list(range(22)))
    large, small = wide(outline, drawn, "Officials <by> region", "Most are in one."), narrow(outline, drawn)
    for picture in (large, small):
        is_honest(picture)
        assert lie_apart(picture)
    assert sorted(texts(large)) == sorted(
        [*(one.name for one in drawn.values()), *(one.written for one in drawn.values())]
    )
    assert sorted(texts(small)) == sorted(one.brief for one in drawn.values())
    assert "Officials &lt;by&gt; region" in large


@given(some.lists(some.integers(0, 99_999), min_size=22, max_size=22))
def test_whatever_the_numbers(numbers: list[int]) -> None:
    outline = outline_of("MN", OUTLINES)
    assert outline is not None
    for picture in (wide(outline, regions("mn", numbers), "t", "f"), narrow(outline, regions("mn", numbers))):
        is_honest(picture)
        assert picture.count("<path") >= 22


def test_an_area_without_a_number_is_left_blank(outline: Outline) -> None:
    drawn = wide(outline, {"MN-1": Region("UB", 3, "3", "3")}, "t", "f")
    assert (drawn.count('class="map-none"'), drawn.count('class="map-1"')) == (21, 1)
    assert texts(drawn) == ["UB", "3"]
