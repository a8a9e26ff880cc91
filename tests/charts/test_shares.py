"""Shares and spreads: what is drawn where, worked by hand; every drawing whole, named and inside its frame."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as some

from ortoo.charts import shares, spread
from ortoo.charts.shares import Row

ROWS = [Row("Woman", 667, 750, 0), Row("Man <b>", 333, 250, 1000)]
share = some.none() | some.integers(0, 1000)


def test_a_tick_a_ring_and_a_dot_stand_at_their_shares() -> None:
    """Labels fit beside: the scale goes from 124 to 332, 208 units for the whole."""
    drawn = shares.wide(ROWS, "Sex", "All women", "shares-sex")
    assert 'd="M262.7 25V41" class="c-all"' in drawn
    assert '<circle cx="280" cy="33" r="4.5" class="c-ring"/>' in drawn
    assert '<circle cx="124" cy="33" r="5" class="c-dot"/>' in drawn
    assert "Man &lt;b&gt;" in drawn
    assert '<title id="shares-sex-t">Sex</title><desc id="shares-sex-d">All women</desc>' in drawn


def test_what_nobody_knows_is_not_drawn() -> None:
    drawn = shares.wide([Row("5", None, 500, 200)], "Goal", "", "g")
    assert ("c-all" in drawn, "c-ring" in drawn, "c-dot" in drawn) == (False, True, True)


def test_a_long_label_stands_above_its_line() -> None:
    assert 'height="' not in shares.narrow([Row("x" * 40, 1, 1, 1)])
    assert "0 0 288 62" in shares.narrow([Row("x" * 40, 1, 1, 1)])
    assert "0 0 288 46" in shares.narrow([Row("short", 1, 1, 1)])


@given(some.lists(some.builds(Row, some.text(max_size=30, alphabet="аөү мa<"), share, share, share), max_size=8))
def test_every_drawing_is_whole_and_inside(rows: list[Row]) -> None:
    for drawn, width in ((shares.wide(rows, "t", "f", "n"), 342), (shares.narrow(rows), 288)):
        ElementTree.fromstring(drawn)
        assert all(0 <= float(x) <= width for x in re.findall(r'c?x="(-?[\d.]+)"', drawn))
        assert "style=" not in drawn


def test_a_spread_stands_on_one_scale_of_whole_tens() -> None:
    on = spread.scale([71_000, 88_500, 93_000])
    assert on == spread.Scale(70_000, 100_000)
    drawn = spread.spread(80_000, 85_000, 90_000, on)
    assert '<rect x="39.3" y="7" width="33.3"' in drawn
    assert '<circle cx="56" cy="9.5" r="4.5" class="c-dot"/>' in drawn
    assert spread.scale([]) == spread.Scale(0, 10_000)
    assert spread.scale([80_000]) == spread.Scale(80_000, 90_000)


@given(some.integers(0, 100_000), some.integers(0, 100_000), some.integers(0, 100_000))
def test_a_spread_is_whole(low: int, value: int, high: int) -> None:
    drawn = spread.spread(low, value, high, spread.scale([low, value, high]))
    ElementTree.fromstring(drawn)
    assert all(0 <= float(x) <= spread.WIDTH for x in re.findall(r'cx="(-?[\d.]+)"', drawn))
