"""Where an agenda leads: its days on one map of the towns, and a day on a map of its venues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from ortoo.charts.maps.outlines import outline_of
from ortoo.charts.maps.places import Leg, Spot, narrow, wide
from ortoo.multilingual.basis import MARK, marked
from ortoo.multilingual.numbers import whole
from ortoo.visits.models import Venue
from ortoo.visits.rules.timetable import DayPlan, Item
from ortoo.visits.showing.days import Source, brief_way
from ortoo.visits.words.days import clock

NEAR = 0.002
"""Degrees: venues that lie nearer are one spot of a day's map."""


@dataclass(frozen=True)
class PlacesMap:
    title: str
    wide: SafeString
    narrow: SafeString
    finding: str

    @property
    def unsourced(self) -> bool:
        """Whether it carries a †."""
        return MARK in self.finding


@dataclass(frozen=True)
class Called:
    """A venue that is come to, and when: a clock or a day."""

    venue: Venue
    when: str


def map_of_visit(source: Source) -> PlacesMap | None:
    """The towns in the order in which they are come to, each with its days. None where there is nothing to be drawn."""
    called = [Called(venue, str(plan.date.day)) for plan in source.plans for venue, _ in _hours(source, plan)]
    order = [one.venue.town or one.venue.name for one in called]
    towns: dict[str, list[Called]] = {}
    for name, one in zip(order, called, strict=True):
        towns.setdefault(name, []).append(one)
    spots = [_spot(_town(name, ones), _town(name, ones), ones) for name, ones in towns.items()]
    legs = _legs(source, called, order, list(towns))
    return _drawn(called, spots, legs, gettext("Where the visit leads"), "places-visit")


def map_of_day(source: Source, plan: DayPlan) -> PlacesMap | None:
    """The venues of a day in their order, each with its hours. None where it is spent in one place."""
    called = [Called(venue, when) for venue, when in _hours(source, plan)]
    order: list[tuple[float, float]] = []
    venues: dict[tuple[float, float], list[Called]] = {}
    for one in called:
        point = next((key for key in venues if _near(key, one.venue)), (one.venue.longitude, one.venue.latitude))
        venues.setdefault(point, []).append(one)
        order.append(point)
    spots = [_spot((_names(ones), _said(ones)), (_hour(ones), ""), ones) for ones in venues.values()]
    return _drawn(
        called, spots, _legs(source, called, order, list(venues)), gettext("Where the day leads"), "places-day"
    )


def _drawn(called: Sequence[Called], spots: list[Spot], legs: list[Leg], title: str, name: str) -> PlacesMap | None:
    if len(spots) < 2:
        return None
    outline = outline_of(called[0].venue.country, settings.OUTLINES)
    if outline is None:
        return None
    finding = gettext("In this order: %(places)s.") % {
        "places": ", ".join(f"{one.label} ({one.note})" for one in spots)
    }
    return PlacesMap(
        title,
        wide(outline, spots, legs, title, finding, _kilometres, name),
        narrow(outline, spots, legs, _kilometres),
        finding,
    )


def _kilometres(long: int) -> str:
    return gettext("%(distance)s km") % {"distance": whole(long, get_language() or "en")}


def _hours(source: Source, plan: DayPlan) -> list[tuple[Venue, str]]:
    """Where a day begins, each stop, and where a ride ends without one: the hotel."""
    found: list[tuple[Venue, str]] = []
    rides = [item for item in plan.items if item.kind == "ride"]
    stops = [item for item in plan.items if item.kind == "stop"]
    ordered = sorted([*rides, *stops], key=lambda item: (item.start, item.kind != "ride"))
    for item in ordered:
        found += _arrived(source, item, first=not found, last=item is ordered[-1])
    return found


def _arrived(source: Source, item: Item, *, first: bool, last: bool) -> list[tuple[Venue, str]]:
    if item.kind == "stop":
        return [(source.stops[item.stop].venue, clock(item.start))]
    found = [(source.venues[item.here], clock(item.start))] if first else []
    return [*found, (source.venues[item.there], clock(item.end))] if last else found


def _legs(source: Source, called: Sequence[Called], order: Sequence[object], spots: Sequence[object]) -> list[Leg]:
    """From each to the next that is elsewhere; a way that is gone twice is drawn once."""
    found: dict[tuple[int, int], Leg] = {}
    for (one, here), (other, there) in pairwise(zip(called, order, strict=True)):
        ends = (spots.index(here), spots.index(there))
        if here != there and ends not in found:
            way = source.ways.get((one.venue.code, other.venue.code))
            found[ends] = Leg(*ends, label=brief_way(way) if way else "")
    return list(found.values())


def _town(name: str, called: Sequence[Called]) -> tuple[str, str]:
    return marked(name, _worst(called)), gettext("Days: %(days)s") % {"days": _said(called)}


def _hour(called: Sequence[Called]) -> str:
    return marked(_said(called), _worst(called))


def _spot(words: tuple[str, str], brief: tuple[str, str], called: Sequence[Called]) -> Spot:
    """In the middle of its venues; as doubtful as the most doubtful."""
    venues = [one.venue for one in called]
    across = sum(one.longitude for one in venues) / len(venues)
    up = sum(one.latitude for one in venues) / len(venues)
    return Spot(*words, *brief, across, up, max(one.tolerance_km for one in venues))


def _said(called: Sequence[Called]) -> str:
    return ", ".join(dict.fromkeys(one.when for one in called))


def _names(called: Sequence[Called]) -> str:
    return ", ".join(dict.fromkeys(marked(one.venue.name, one.venue.basis) for one in called))


def _worst(called: Sequence[Called]) -> str:
    bases = {one.venue.basis for one in called}
    return next((basis for basis in ("M", "I") if basis in bases), "S")


def _near(key: tuple[float, float], venue: Venue) -> bool:
    return abs(key[0] - venue.longitude) < NEAR and abs(key[1] - venue.latitude) < NEAR
