"""Places on a map: where a known point lies, which way is drawn, and that words lie on no others."""

from __future__ import annotations

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ortoo.charts.maps.outlines import Outline, outline_of
from ortoo.charts.maps.places import Leg, Spot, bend, framed, narrow, on_curve, wide
from tests.charts.drawings import is_honest, lie_apart, texts
from tests.house.sources import ROOT

SEOUL = Spot("Сөүл дэх Засгийн газрын цогцолбор †", "08:28", "08:28 †", "", 126.975, 37.575)
SEJONG = Spot("Дотоод хэрэг, аюулгүй байдлын яам †", "10:45", "10:45 †", "", 127.265, 36.504, 1.5)
NEARBY = Spot("세종국책연구단지 †", "16:13", "16:13 †", "", 127.303, 36.488)
WANJU = Spot("LOGODI, Чонбугийн Инновацийн хот †", "18:28", "18:28 †", "", 127.06, 35.838)
WAY = [Leg(0, 1, "≈ 137 минут"), Leg(1, 2), Leg(2, 3, "80 минут")]


@pytest.fixture(scope="module")
def korea() -> Outline:
    found = outline_of("KR", ROOT / "src/ortoo/site/outlines")
    assert found is not None
    return found


def kilometres(long: int) -> str:
    return f"{long} km"


def test_distances_on_the_map_are_those_on_earth(korea: Outline) -> None:
    """Seoul station to Busan station: 328.6 km by the haversine, to one in a hundred."""
    seoul, busan = korea.point((126.971, 37.555)), korea.point((129.041, 35.115))
    assert abs(dist(seoul, busan) * korea.km - 328.6) < 3.3


def test_the_places_stand_in_the_middle(korea: Outline) -> None:
    frame = framed(korea, [SEOUL, WANJU], (1056, 460))
    first, second = (frame.at(korea.point((one.longitude, one.latitude))) for one in (SEOUL, WANJU))
    assert round((first[0] + second[0]) / 2, 6) == 528
    assert round((first[1] + second[1]) / 2, 6) == 217


def test_every_place_has_its_words_and_none_lies_upon_another(korea: Outline) -> None:
    spots = [SEOUL, SEJONG, NEARBY, WANJU]
    large = wide(korea, spots, WAY, "Where the day leads", "In this order: …", kilometres)
    small = narrow(korea, spots, WAY, kilometres)
    for picture in (large, small):
        is_honest(picture)
        assert lie_apart(picture)
        assert picture.count('class="map-way"') == 3
        assert picture.count('class="map-dot"') == 4
    said = " ".join(texts(large))
    assert all(one.note in said for one in spots)
    assert {one.brief for one in spots} <= set(texts(small))
    assert ("≈ 137 минут" in texts(large), "100 km" in texts(large)) == (True, True)


def test_a_doubt_is_drawn_where_it_is_larger_than_the_dot(korea: Outline) -> None:
    close = [SEJONG, NEARBY]
    assert wide(korea, close, [], "t", "f", kilometres).count("map-doubt") == 1
    assert wide(korea, [SEJONG, SEOUL], [], "t", "f", kilometres).count("map-doubt") == 0


def test_there_and_back_are_two_lines() -> None:
    there, back = bend((0, 0), (100, 0)), bend((100, 0), (0, 0))
    assert (there, back) == ((50, 18), (50, -18))
    assert on_curve((0, 0), there, (100, 0), 0.5) == (50, 9)


place = some.builds(
    Spot, some.text("абвW 가 †", min_size=1, max_size=60), some.just("10:00, 14:00"), some.just("10:00 †"),
    some.just(""), some.floats(126.4, 129.4), some.floats(34.5, 38.2), some.floats(0, 4),
)  # fmt: skip


@given(some.lists(place, min_size=1, max_size=8))
def test_whatever_the_places(spots: list[Spot]) -> None:
    korea = outline_of("KR", ROOT / "src/ortoo/site/outlines")
    assert korea is not None
    legs = [Leg(at, at + 1, "60 min") for at in range(len(spots) - 1)]
    for picture in (wide(korea, spots, legs, "t", "f", kilometres), narrow(korea, spots, legs, kilometres)):
        is_honest(picture)
        assert lie_apart(picture)
