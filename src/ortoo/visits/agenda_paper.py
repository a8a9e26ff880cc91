"""A version of an agenda on paper: the same drawings and the same lines as on its page."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from ortoo.documents.agenda import AgendaDay, AgendaLine, AgendaPaper
from ortoo.documents.values import Picture
from ortoo.multilingual.basis import footnote, marked
from ortoo.visits.showing.days import Line, ShownDay, Source
from ortoo.visits.showing.places import map_of_visit
from ortoo.visits.showing.timetable import drawings, finding, lead_of
from ortoo.visits.words.days import long_day


def agenda_paper(source: Source, days: Sequence[ShownDay], standing: str) -> AgendaPaper:
    """`standing`: who has agreed to this version, as its page says it."""
    visit, places = source.visit, map_of_visit(source)
    unsourced = any(line.unsourced for day in days for line in day.lines) or (places is not None and places.unsourced)
    group = gettext("Group %(group)s") % {"group": source.group} if len(source.groups) > 1 else ""
    version = gettext("Version %(number)s") % {"number": source.agenda.version}
    return AgendaPaper(
        title=visit.name,
        over=" · ".join(said for said in (gettext("Agenda"), version, group) if said),
        lead=lead_of(source, days),
        standing=standing,
        timetable=tuple(Picture(str(drawing), finding(days)) for drawing in drawings(source, days)),
        map=Picture(str(places.wide), places.finding) if places else None,
        days=tuple(_day(day) for day in days),
        doubt=footnote(unsourced),
    )


def _day(day: ShownDay) -> AgendaDay:
    return AgendaDay(
        title=f"{long_day(day.date)}, {day.place}" if day.place else long_day(day.date),
        lines=tuple(_line(line) for line in day.lines),
        night=gettext("Night: %(place)s") % {"place": day.night} if day.night else "",
    )


def _line(line: Line) -> AgendaLine:
    """† where the page has it: after a ride, a stop's name, or where it is."""
    if line.kind == "ride":
        return AgendaLine(line.kind, line.time, marked(line.title, line.basis), line.details)
    title = marked(line.title, line.stop.basis) if line.stop else line.title
    return AgendaLine(line.kind, line.time, title, marked(line.details, line.basis))
