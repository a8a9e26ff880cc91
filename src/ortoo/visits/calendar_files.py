"""Calendar files (RFC 5545): the stops of one person or one host, with place and time zone.

A stop keeps its UID in every version, and SEQUENCE is the version: a calendar that takes in a later file moves what has
moved, and takes out what has fallen out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from icalendar import Calendar, Event

from ortoo.visits.models import Agenda, AgendaStop, Visit
from ortoo.visits.queries.agendas import zone_of
from ortoo.visits.words.days import KINDS

MEDIA_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Ortoo//Visits//EN"

Describe = Callable[[AgendaStop], str]


@dataclass(frozen=True)
class Entry:
    """`cancelled`: it stood in an earlier version and stands no more."""

    placing: AgendaStop
    cancelled: bool = False


def entries(agenda: Agenda, wanted: Callable[[AgendaStop], bool]) -> list[Entry]:
    """The placings of this version, then those that only earlier ones had, as they stood last. One query."""
    rows = AgendaStop.objects.filter(agenda__visit=agenda.visit_id, agenda__version__lte=agenda.version)
    rows = rows.select_related("stop__topic", "stop__host__organization", "venue", "agenda")
    latest: dict[tuple[int, str], AgendaStop] = {}
    for row in rows.order_by("agenda__version", "starts", "pk"):
        if wanted(row):
            latest[row.stop_id, row.group] = row
    found = [Entry(row, cancelled=row.agenda_id != agenda.pk) for row in latest.values()]
    return sorted(found, key=lambda one: (one.cancelled, one.placing.starts, one.placing.stop.code))


def calendar(visit: Visit, agenda: Agenda, shown: Iterable[Entry], *, agreed: bool, describe: Describe) -> bytes:
    """`agreed` False: each event is marked tentative. describe: what is written below a stop."""
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", visit.name)
    for entry in shown:
        file.add_component(_event(visit, agenda, entry, "CONFIRMED" if agreed else "TENTATIVE", describe))
    file.add_missing_timezones()
    return bytes(file.to_ical())


def uid(visit: Visit, placing: AgendaStop) -> str:
    """The same in every version."""
    return f"{visit.code}.{placing.stop.code}.{placing.group}@ortoo"


def _event(visit: Visit, agenda: Agenda, entry: Entry, status: str, describe: Describe) -> Event:
    placing, zone = entry.placing, zone_of(visit)
    stop, venue = placing.stop, placing.venue
    event = Event()
    event.add("uid", uid(visit, placing))
    event.add("dtstamp", agenda.made_at)
    event.add("sequence", agenda.version)
    event.add("dtstart", placing.starts.astimezone(zone))
    event.add("dtend", placing.ends.astimezone(zone))
    event.add("summary", stop.name)
    event.add("location", ", ".join(part for part in (venue.name, venue.address) if part))
    event.add("geo", (venue.latitude, venue.longitude))
    event.add("categories", [str(KINDS[stop.kind])])
    event.add("status", "CANCELLED" if entry.cancelled else status)
    if description := describe(placing):
        event.add("description", description)
    return event
