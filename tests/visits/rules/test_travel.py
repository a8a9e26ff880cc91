"""How long ways take: the known ones, and estimates held against them."""

from __future__ import annotations

import csv
from importlib import resources
from math import acos, cos, radians, sin

from hypothesis import given
from hypothesis import strategies as st

from ortoo.visits.rules.travel import KnownLeg, Point, Roads, Way, estimated, straight_km, ways

KR = Roads(set_off=10, a_km=1.0, city_km=15.0, city_times=2.0)
ROADS = {"KR": KR}
LOG = Point("LOG", "KR", 35.838, 127.06)
NAT = Point("NAT", "KR", 37.532, 126.914)
GCJ = Point("GCJ", "KR", 36.504, 127.265)
KIPA = Point("KIPA", "KR", 37.611, 126.933)
GCS = Point("GCS", "KR", 37.575, 126.975)
UBN = Point("UBN", "MN", 47.647, 106.82)
ICN = Point("ICN", "KR", 37.449, 126.451)

POINTS = st.builds(
    Point, st.just("X"), st.just("KR"), st.floats(-89, 89, allow_nan=False), st.floats(-179, 179, allow_nan=False)
)


def test_a_known_leg_holds_in_both_directions() -> None:
    leg = KnownLeg("LOG", "NAT", 160, 195, "coach", 188.8)
    way = Way(160, 195, "coach", 188.8, estimated=False)
    assert ways([LOG, NAT], [leg], ROADS) == {("LOG", "NAT"): way, ("NAT", "LOG"): way}


def test_without_a_leg_ten_minutes_and_a_minute_a_kilometre() -> None:
    # 188.8 km as the crow flies.
    assert ways([LOG, NAT], [], ROADS)["LOG", "NAT"] == Way(199, 199, "road", 188.8, estimated=True)


def test_in_a_city_twice_as_long() -> None:
    # 6.9 km apart in Seoul: (10 + 7.2) x 2 = 34.4.
    assert ways([NAT, GCS], [], ROADS)["GCS", "NAT"] == Way(35, 35, "road", 7.2, estimated=True)


def test_the_estimate_lies_in_the_known_range_where_one_is_known() -> None:
    """35 to 50 minutes from the National Assembly to KIPA, and 75 to 90 from LOGODI to Sejong."""
    assert 35 <= estimated(straight_km(NAT, KIPA), KR).minutes_high <= 50
    assert 75 <= estimated(straight_km(LOG, GCJ), KR).minutes_high <= 90


def test_no_road_leads_over_a_border_but_a_leg_does() -> None:
    assert ways([UBN, LOG], [], {"KR": KR, "MN": KR}) == {}
    flight = KnownLeg("UBN", "ICN", 180, 210, "flight")
    assert ways([UBN, ICN], [flight], ROADS)["ICN", "UBN"] == Way(180, 210, "flight", 1958.6, estimated=False)


def test_a_country_without_data_has_no_estimate() -> None:
    assert ways([LOG, NAT], [], {}) == {}


def test_at_the_edge_of_a_city() -> None:
    assert estimated(15.0, KR) == Way(25, 25, "road", 15.0, estimated=True)
    assert estimated(14.999, KR).minutes_high == 50


def test_a_fraction_of_a_minute_counts_whole_and_a_float_s_dust_does_not() -> None:
    assert estimated(20.01, KR).minutes_high == 31
    assert estimated(100, Roads(10, 1.1, 15, 2)).minutes_high == 120


def test_the_kilometres_of_the_shipped_legs_are_those_between_the_shipped_points() -> None:
    """Computed elsewhere, and given with one decimal."""
    folder = resources.files("ortoo.site") / "programmes" / "mongolia"
    venues, legs = (
        list(csv.DictReader((folder / name).read_text("utf-8").splitlines())) for name in ("venues.csv", "legs.csv")
    )
    points = {
        one["code"]: Point(one["code"], one["country"], float(one["latitude"]), float(one["longitude"]))
        for one in venues
    }
    apart = {
        (leg["start"], leg["end"]): abs(
            straight_km(points[leg["start"]], points[leg["end"]]) - float(leg["straight_km"])
        )
        for leg in legs
    }
    assert len(apart) == 16
    assert {pair: km for pair, km in apart.items() if km > 0.06} == {}


@given(POINTS, POINTS)
def test_the_straight_line_agrees_with_the_law_of_cosines(here: Point, there: Point) -> None:
    """A second way to compute it, which is good to some metres except for points that nearly coincide."""
    one, other = radians(here.latitude), radians(there.latitude)
    across = radians(there.longitude - here.longitude)
    inner = sin(one) * sin(other) + cos(one) * cos(other) * cos(across)
    assert abs(straight_km(here, there) - 6371.0 * acos(max(-1.0, min(1.0, inner)))) < 0.2


@given(st.lists(st.sampled_from([LOG, NAT, GCJ, KIPA, GCS, UBN]), unique=True))
def test_every_pair_of_one_country_has_a_way_and_both_directions_are_one(points: list[Point]) -> None:
    table = ways(points, [], ROADS)
    inside = {one.code for one in points if one.country == "KR"}
    assert set(table) == {(one, other) for one in inside for other in inside if one != other}
    assert all(table[end, start] == way for (start, end), way in table.items())
