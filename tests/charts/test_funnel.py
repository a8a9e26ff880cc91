"""The rope: its thickness, what is drawn, and that words are escaped."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as some

from ortoo.charts import funnel

counts_of_a_relay = some.lists(some.none() | some.integers(0, 300_000), min_size=11, max_size=11)


def test_thickness_goes_with_the_square_root() -> None:
    # 160 units for the thickest: 12,100 = 110², 3,025 = 55², 100 = 10².
    thick = funnel.thicknesses([1, 12_100, 3_025, 100], 166)
    assert [round(one, 3) for one in thick] == [2.5, 160, 80, 14.545]


def test_a_station_that_is_not_open_is_passed_as_the_next_one() -> None:
    assert funnel.thicknesses([9, 400, None, 100, None, None], 166) == funnel.thicknesses([9, 400, 100, 100], 166)


def test_few_people_make_no_thick_rope() -> None:
    assert max(funnel.thicknesses([1, 4, 1], 168)) == 28  # 14 a strand at most, times the root of 4


def test_an_empty_house_has_a_cord_ahead_and_no_rope() -> None:
    drawn = str(funnel.wide([None] * 11, "The relay", "Nothing yet"))
    assert drawn.count('class="knot"') == 11
    assert "rope__body" not in drawn
    assert "rope__strands" not in drawn
    assert "rope__ahead" in drawn


def test_words_are_escaped() -> None:
    drawn = str(funnel.wide([1] * 11, "<b>&", 'a "quoted" <i>'))
    assert '<title id="rope-t">&lt;b&gt;&amp;</title>' in drawn
    assert "<i>" not in drawn


@given(counts_of_a_relay)
def test_every_rope_is_one_well_formed_drawing_without_style(counts: list[int | None]) -> None:
    for drawing in (funnel.wide(counts, "t", "d"), funnel.narrow(counts)):
        root = ElementTree.fromstring(str(drawing))
        circles = root.findall(".//circle")
        assert [one.get("class") == "knot" for one in circles] == [count is None for count in counts]
        assert "style" not in str(drawing)
        assert not re.search(r"nan|inf|\de-", str(drawing))


@given(counts_of_a_relay)
def test_a_rope_is_light(counts: list[int | None]) -> None:
    assert len(str(funnel.wide(counts, "t", "d"))) < 12_000
