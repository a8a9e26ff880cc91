"""How long the way between two venues takes: by a known leg, else estimated from the straight line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt

EARTH_KM = 6371.0
"""Mean radius."""


@dataclass(frozen=True)
class Point:
    """A venue: code, country, degrees."""

    code: str
    country: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class KnownLeg:
    """Holds in both directions. Minutes from `low` (all goes well) to `high`."""

    start: str
    end: str
    low: int
    high: int
    mode: str
    km: float | None = None


@dataclass(frozen=True)
class Roads:
    """How ways without a leg are estimated in one country: minutes to set off, minutes a straight kilometre, and how
    many times as long it takes between two points less than `city_km` apart, which lie in one city or nearly so.
    """

    set_off: int
    a_km: float
    city_km: float
    city_times: float


@dataclass(frozen=True)
class Way:
    """Minutes of one direction; plan with `minutes_high`. `km`: the straight line. estimated: no leg is known."""

    minutes_low: int
    minutes_high: int
    mode: str
    km: float
    estimated: bool


def straight_km(here: Point, there: Point) -> float:
    """Along the great circle, by the haversine; kilometres."""
    up = radians(there.latitude - here.latitude)
    across = radians(there.longitude - here.longitude)
    inner = sin(up / 2) ** 2 + cos(radians(here.latitude)) * cos(radians(there.latitude)) * sin(across / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(inner)))


def estimated(km: float, roads: Roads) -> Way:
    """Rounded up to whole minutes. Under `city_km` the whole is multiplied, setting off too."""
    times = roads.city_times if km < roads.city_km else 1
    # Nine decimals: 1.1 * 10 must not become twelve minutes.
    minutes = ceil(round((roads.set_off + roads.a_km * km) * times, 9))
    return Way(minutes, minutes, "road", round(km, 1), estimated=True)


def ways(points: Sequence[Point], legs: Sequence[KnownLeg], roads: Mapping[str, Roads]) -> dict[tuple[str, str], Way]:
    """(code, code) -> the way, in both directions. `roads` by country.

    A pair in two countries, or in a country without roads, has a way only by a leg: no road leads over the sea.
    """
    known = {frozenset((leg.start, leg.end)): leg for leg in legs}
    found: dict[tuple[str, str], Way] = {}
    for here in points:
        for there in points:
            if here.code < there.code:
                way = _way(here, there, known.get(frozenset((here.code, there.code))), roads)
                if way is not None:
                    found[here.code, there.code] = found[there.code, here.code] = way
    return found


def _way(here: Point, there: Point, leg: KnownLeg | None, roads: Mapping[str, Roads]) -> Way | None:
    km = straight_km(here, there)
    if leg is not None:
        return Way(leg.low, leg.high, leg.mode, round(km if leg.km is None else leg.km, 1), estimated=False)
    if here.country != there.country or here.country not in roads:
        return None
    return estimated(km, roads[here.country])
