"""Stops that hosts offer, and the ways between venues."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from django.db.models import Q, QuerySet

from ortoo.visits.models import AgendaStop, Leg, Stop, Venue, Visit
from ortoo.visits.queries.visits import agreed_agenda
from ortoo.visits.rules.offering import Offer, Window
from ortoo.visits.rules.travel import KnownLeg, Point, Roads, Way, ways

SHOWN = ("windows", "speakers", "packs", "before", "needs")


def stops_of(visit: Visit, *, withdrawn: bool = False) -> QuerySet[Stop]:
    """By code, each with venue, host, topic, windows, speakers and what it waits for; without those withdrawn."""
    rows = visit.stops.select_related("venue", "host__organization", "topic").prefetch_related(*SHOWN).order_by("code")
    return rows if withdrawn else rows.filter(withdrawn_at=None)


def stop_coded(visit: Visit, code: str) -> Stop | None:
    return stops_of(visit, withdrawn=True).filter(code=code).first()


def is_agreed_on(stop: Stop) -> bool:
    """Whether it stands in the agenda that everybody has agreed to last."""
    agenda = agreed_agenda(stop.visit)
    return agenda is not None and AgendaStop.objects.filter(agenda=agenda, stop=stop).exists()


def offer_of(stop: Stop) -> Offer:
    """What is offered, as it could be offered again."""
    return Offer(
        names={language: getattr(stop, f"name_{language}") for language in ("mn", "en", "ko")},
        kind=stop.kind,
        minutes=stop.minutes,
        venue=stop.venue.code,
        windows=tuple(sorted(Window(one.day, one.earliest, one.latest) for one in stop.windows.all())),
        topic=stop.topic.code if stop.topic else "",
        about=dict(stop.about),
        joint=stop.joint,
        interpreter=stop.interpreter,
        speakers=tuple(sorted(one.name for one in stop.speakers.all())),
        packs=tuple(sorted(one.code for one in stop.packs.all())),
        before=tuple(sorted(one.code for one in stop.before.all())),
        needs=tuple(sorted(one.code for one in stop.needs.all())),
        basis=stop.basis,
    )


def venues_for(visit: Visit) -> QuerySet[Venue]:
    """Those in the country of the visit that hold on all of its days."""
    begun = Q(valid_from=None) | Q(valid_from__lte=visit.begins)
    lasting = Q(valid_to=None) | Q(valid_to__gt=visit.ends)
    return Venue.objects.filter(begun, lasting, country=visit.country).order_by("code")


@cache
def _countries() -> dict[str, dict[str, object]]:
    source = resources.files("ortoo.visits") / "data" / "roads.toml"
    return tomllib.loads(source.read_text("utf-8"))


@cache
def roads() -> dict[str, Roads]:
    """Country -> how ways without a leg are estimated there."""
    names = ("set_off", "a_km", "city_km", "city_times")
    return {code: Roads(**{name: one[name] for name in names}) for code, one in _countries().items()}  # type: ignore[arg-type]


def time_zone_of(country: str) -> str:
    """What a form proposes; empty for a country that is not in the data."""
    return str(_countries().get(country, {}).get("time_zone", ""))


def travel_between(venues: Iterable[Venue]) -> dict[tuple[str, str], Way]:
    """(code, code) -> the way, in both directions; plan with `minutes_high`. Missing: no leg is known and no road
    leads there, as over a border.
    """
    there = {venue.code: venue for venue in venues}
    points = [Point(one.code, one.country, one.latitude, one.longitude) for one in there.values()]
    rows = Leg.objects.filter(start__code__in=there, end__code__in=there).select_related("start", "end")
    legs = [
        KnownLeg(one.start.code, one.end.code, one.minutes_low, one.minutes_high, one.mode, one.straight_km)
        for one in rows
    ]
    return ways(points, legs, roads())


def travel_table(visit: Visit) -> dict[tuple[str, str], Way]:
    """Between all venues of the stops on offer."""
    return travel_between(Venue.objects.filter(stops__visit=visit, stops__withdrawn_at=None).distinct())
