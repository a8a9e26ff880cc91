"""A version of an agenda as days in words of the page: stops with the rides between them, lunch and nights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext

from ortoo.multilingual.basis import UNCONFIRMED
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Act, Tag
from ortoo.visits.models import Agenda, Leg, PreStudyPack, Stop, Venue, Visit
from ortoo.visits.queries.agendas import zone_of
from ortoo.visits.queries.packs import studied_counts
from ortoo.visits.queries.stops import stops_of, travel_between
from ortoo.visits.rules.agenda_kept import answer_read, problem_read
from ortoo.visits.rules.timetable import DayPlan, Item, timetable
from ortoo.visits.rules.travel import Way
from ortoo.visits.words.days import KINDS, MODES, clock, span

CONFIRMED = "S"


@dataclass(frozen=True)
class Line:
    """One row of a day. kind: "visit" (a stop at a site), "stop", "ride", "lunch" or "night"."""

    kind: str
    start: int
    end: int
    title: str
    details: str = ""
    more: str = ""
    brief: str = ""
    basis: str = CONFIRMED
    stop: Stop | None = None
    tags: tuple[Tag, ...] = ()
    acts: tuple[Act, ...] = ()

    @property
    def time(self) -> str:
        return clock(self.start)

    @property
    def unsourced(self) -> bool:
        """Whether something of it carries a †."""
        return self.basis in UNCONFIRMED or (self.stop is not None and self.stop.basis in UNCONFIRMED)


@dataclass(frozen=True)
class ShownDay:
    number: int
    date: date
    place: str
    lines: tuple[Line, ...]
    night: str = ""

    @property
    def stops(self) -> list[Line]:
        return [line for line in self.lines if line.stop is not None]


@dataclass(frozen=True)
class Source:
    """What a version is shown from. counts: pack -> how many of how many have finished it;
    bases: of the known ways, by the codes of their two ends."""

    visit: Visit
    agenda: Agenda
    group: str
    plans: tuple[DayPlan, ...]
    stops: Mapping[str, Stop]
    venues: Mapping[str, Venue]
    ways: Mapping[tuple[str, str], Way]
    counts: Mapping[int, tuple[PreStudyPack, int, int]] = field(default_factory=dict)
    bases: Mapping[frozenset[str], str] = field(default_factory=dict)

    @property
    def groups(self) -> tuple[str, ...]:
        return problem_read(self.agenda.problem).groups


def source_of(visit: Visit, agenda: Agenda, group: str) -> Source:
    """The group is the first of the agenda where it has no such group."""
    problem, answer = problem_read(agenda.problem), answer_read(agenda.answer)
    group = group if group in problem.groups else problem.groups[0]
    known = {night.day: night.place for night in answer.nights if night.group == group}
    nights = [known.get(number) for number in range(len(problem.days))]
    stops = {stop.code: stop for stop in stops_of(visit, withdrawn=True)}
    codes = {stop.place for stop in problem.stops} | set(problem.hotels)
    codes |= {place for day in problem.days for place in (day.start_place, day.end_place) if place}
    venues = {venue.code: venue for venue in Venue.objects.filter(code__in=codes)}
    return Source(
        visit,
        agenda,
        group,
        timetable(problem, answer.stops, group, nights),
        stops,
        venues,
        travel_between(list(venues.values())),
        {pack.pk: (pack, done, of) for pack, (done, of) in studied_counts(visit).items()},
        _bases(venues),
    )


def _bases(venues: Mapping[str, Venue]) -> dict[frozenset[str], str]:
    rows = Leg.objects.filter(start__code__in=venues, end__code__in=venues)
    return {
        frozenset((start, end)): basis for start, end, basis in rows.values_list("start__code", "end__code", "basis")
    }


def shown_days(source: Source) -> list[ShownDay]:
    last = len(source.plans) - 1
    return [
        ShownDay(
            plan.number,
            plan.date,
            place_of(source, plan),
            tuple(_line(source, item) for item in plan.items),
            _night(source.venues[plan.night]) if plan.night and plan.number < last else "",
        )
        for plan in source.plans
    ]


def place_of(source: Source, plan: DayPlan) -> str:
    """The town where most of the day's time is spent, the earlier one of two; the night's where no stop names one.

    Empty where no venue of the day has a town.
    """
    spent: dict[str, int] = {}
    for item in plan.items:
        if item.kind == "stop" and (town := source.stops[item.stop].venue.town):
            spent[town] = spent.get(town, 0) + item.end - item.start
    if spent:
        return max(spent, key=lambda town: spent[town])
    return source.venues[plan.night].town if plan.night else ""


def _night(hotel: Venue) -> str:
    """The town, else the hotel itself: that the night has a place is worth a line."""
    return hotel.town or hotel.name


def next_of(lines: Sequence[Line], minutes: int) -> tuple[Line | None, Line | None]:
    """The stop that is going on at `minutes` after midnight, and the next one."""
    stops = [line for line in lines if line.stop is not None]
    now = next((line for line in stops if line.start <= minutes < line.end), None)
    return now, next((line for line in stops if line.start > minutes), None)


def minutes_now(visit: Visit, at: datetime) -> int:
    there = at.astimezone(zone_of(visit))
    return there.hour * 60 + there.minute


# ---- lines


def _line(source: Source, item: Item) -> Line:
    if item.kind == "ride":
        return _ride(source, item)
    if item.kind == "lunch":
        return Line("lunch", item.start, item.end, gettext("Lunch"), span(item.start, item.end))
    stop = source.stops[item.stop]
    venue = stop.venue
    where = venue.address if venue.address and venue.name in stop.name else venue.name
    if venue.address and venue.name not in stop.name:
        where = f"{venue.name}, {venue.address}"
    speakers = ", ".join(speaker.name for speaker in stop.speakers.all())
    return Line(
        kind="visit" if stop.kind == "visit" else "stop",
        start=item.start,
        end=item.end,
        title=stop.name,
        details=f"{span(item.start, item.end)} · {where}",
        more=speakers,
        basis=venue.address_basis or CONFIRMED,
        stop=stop,
    )


def _ride(source: Source, item: Item) -> Line:
    here, there = source.venues[item.here], source.venues[item.there]
    details = f"{here.name} \N{RIGHTWARDS ARROW} {there.name}"
    way = source.ways.get((item.here, item.there))
    basis = source.bases.get(frozenset((item.here, item.there)), CONFIRMED)
    if way is None:
        return Line("ride", item.start, item.end, minutes_of(item.end - item.start, item.end - item.start), details)
    return Line("ride", item.start, item.end, way_text(way), details, km_of(way), brief_way(way), basis)


def way_text(way: Way) -> str:
    """ "Coach 75-90 min"; an estimated one says so."""
    said = f"{MODES.get(way.mode, way.mode)} {minutes_of(way.minutes_low, way.minutes_high)}"
    return gettext("%(way)s, estimated") % {"way": said} if way.estimated else said


def brief_way(way: Way) -> str:
    """The minutes alone; "≈" for an estimate."""
    said = minutes_of(way.minutes_low, way.minutes_high)
    return f"\N{ALMOST EQUAL TO} {said}" if way.estimated else said


def minutes_of(low: int, high: int) -> str:
    text = str(high) if low == high else f"{low}\N{EN DASH}{high}"
    return gettext("%(minutes)s min") % {"minutes": text}


def km_of(way: Way) -> str:
    return f"{whole(round(way.km), 'en')} km"


def kind_and_host(stop: Stop) -> str:
    return f"{KINDS[stop.kind]}, {stop.host.organization.code}"


def studied_text(source: Source, stop: Stop) -> str:
    """ "Pre-study: Smart city 11/12"; empty where nothing is to be studied before this stop."""
    packs = [source.counts[pack.pk] for pack in stop.packs.all() if pack.pk in source.counts]
    parts = [f"{pack.name} {done}/{of}" for pack, done, of in packs]
    return gettext("Pre-study: %(packs)s") % {"packs": ", ".join(parts)} if parts else ""
