"""The picture of an indicator: everything stays inside, is well-formed, and says what is drawn."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ortoo.charts.indicator import Story, Words, narrow, wide
from ortoo.charts.indicator.drawings import HEIGHT, NARROW_HEIGHT, NARROW_WIDTH, WIDTH
from ortoo.charts.indicator.frame import rounded, value_scale

GE = Story(
    observed=[(2009, 31.1), (2016, 48.6), (2020, 37.1), (2023, 34.0)],
    base=(2020, 45.7),
    targets=[(2025, 54.3), (2030, 71.9), (2050, 92.5)],
    bounds=(0, 100),
    late=True,
)


def words(story: Story) -> Words:
    return Words(
        title="Effectiveness <1996>",
        finding="34.0 in 2023",
        base="plan’s base 45.7",
        base_note="its year is not printed",
        gap="16.9 below the path",
        targets={year: f"{value:g}" for year, value in story.targets},
        zoomed=lambda value: f"begins at {value:g}",
        number=lambda value: f"{value:.1f}",
        scale=lambda value: f"{value:g}",
    )


def texts(drawing: str) -> list[str]:
    return [one.text or "" for one in ElementTree.fromstring(drawing).iter() if one.tag.endswith("text")]


def test_what_is_written_beside_the_marks() -> None:
    found = texts(wide(GE, words(GE)))
    for said in (
        "34.0",
        "54.3",
        "71.9",
        "92.5",
        "16.9 below the path",
        "plan’s base 45.7",
        "2009",
        "2023",
        "2050",
        "100",
    ):
        assert said in found
    assert "16.9 below the path" not in texts(narrow(GE, words(GE)))


def test_the_gap_is_drawn_only_where_it_is_late() -> None:
    kept = Story(GE.observed, GE.base, GE.targets, GE.bounds, late=False)
    assert 'class="c-gap"' in wide(GE, words(GE))
    assert 'class="c-gap"' not in wide(kept, words(kept))


def test_the_line_is_cut_at_a_break() -> None:
    broken = Story(GE.observed, GE.base, GE.targets, GE.bounds, broken=[2017], late=True)
    assert wide(GE, words(GE)).count('class="c-obs"') == 1
    assert wide(broken, words(broken)).count('class="c-obs"') == 2


def test_a_scale_that_leaves_its_bounds_says_so() -> None:
    hdi = Story([(2018, 0.767), (2023, 0.747)], (2018, 0.74), [(2025, 0.77), (2030, 0.85)], (0, 1), late=True)
    assert value_scale(hdi, 2018) == ([0.7, 0.75, 0.8, 0.85, 0.9], True)
    assert "begins at 0.7" in texts(wide(hdi, words(hdi)))
    assert value_scale(GE, 2009) == ([0, 25, 50, 75, 100], False)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 100, [0, 25, 50, 75, 100]), (0, 1, [0, 0.25, 0.5, 0.75, 1]), (0, 600, [0, 200, 400, 600]),
        (0, 45, [0, 20, 40, 60]), (-3, 5, [-5, -2.5, 0, 2.5, 5]),
    ],
)  # fmt: skip
def test_round_numbers(low: float, high: float, expected: list[float]) -> None:
    assert rounded(low, high) == expected


values = some.floats(-1e6, 1e6, allow_nan=False).map(lambda one: round(one, 3))


@some.composite
def stories(draw: some.DrawFn) -> Story:
    base = draw(some.integers(2000, 2020))
    years = sorted(draw(some.sets(some.integers(base + 1, base + 40), min_size=1, max_size=4)))
    seen = sorted(draw(some.dictionaries(some.integers(1960, base + 60), values, max_size=40)).items())
    broken = draw(some.lists(some.integers(1960, 2060)))
    targets = [(year, draw(values)) for year in years]
    return Story(seen, (base, draw(values)), targets, broken=broken, late=draw(some.booleans()))


@given(stories())
def test_every_mark_lies_inside_and_the_drawing_is_well_formed(story: Story) -> None:
    for drawing, width, height in (
        (wide(story, words(story)), WIDTH, HEIGHT),
        (narrow(story, words(story)), NARROW_WIDTH, NARROW_HEIGHT),
    ):
        root = ElementTree.fromstring(drawing)
        for one in root.iter():
            for along, most in (("x", width), ("cx", width), ("y", height), ("cy", height)):
                if along in one.attrib:
                    assert -60 <= float(one.attrib[along]) <= most + 60
        for data in re.findall(r'd="M([^"]*)" class="c-(?:obs|path)"', drawing):
            for point in data.split("L"):
                x, y = map(float, point.split())
                assert 0 <= x <= width
                assert 0 <= y <= height
