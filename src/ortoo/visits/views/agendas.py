"""The agenda of a visit: its timetable, what is agreed, and what has changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext, pgettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.basis import UNCONFIRMED
from ortoo.pages.components import Act, NextStep
from ortoo.visits.access import can_keep_visits
from ortoo.visits.models import Agenda, Traveller, Visit
from ortoo.visits.queries import agendas as queries
from ortoo.visits.queries.travellers import traveller_of
from ortoo.visits.queries.visits import state
from ortoo.visits.rules.states import NEXT
from ortoo.visits.rules.states import Act as Step
from ortoo.visits.showing.agreement import agreement_of
from ortoo.visits.showing.days import Source, shown_days, source_of
from ortoo.visits.showing.places import map_of_visit
from ortoo.visits.showing.timetable import changes, drawings, lead_of, left_out, withdrawn, worth
from ortoo.visits.views.finding import found_visit, page_of
from ortoo.visits.words.days import SHORT_WEEKDAYS, long_day
from ortoo.visits.words.travelling import has_mark


@login_required
@require_GET
def agenda_page(request: Request, code: str) -> HttpResponse:
    """The latest version, or the one asked for; for a traveller the agreed one first."""
    visit = queries.with_standing(found_visit(request.grants, code))
    own = traveller_of(request.grants, visit)
    versions = Versions.of(visit)
    agenda = asked_version(request, versions, own)
    if agenda is None:
        return render(request, "visits/no_agenda.html", _nothing_yet(request, visit))
    source = source_of(visit, agenda, request.GET.get("group", "") or (own.group if own else ""))
    return render(request, "visits/agenda.html", _context(request, source, versions))


@dataclass(frozen=True)
class Versions:
    """Every version, the latest first, and the one that is agreed."""

    rows: tuple[Agenda, ...]
    agreed: Agenda | None

    @classmethod
    def of(cls, visit: Visit) -> Versions:
        now = queries.agreed(visit)
        rows = tuple(queries.agendas_of(visit))
        return cls(rows, next((row for row in rows if now is not None and row.pk == now.pk), None))

    @property
    def latest(self) -> Agenda | None:
        return self.rows[0] if self.rows else None


def day_tab(visit: Visit, day: date, here: date | None = None) -> dict[str, Any]:
    """One of the days on top of a page; `here` is the one that is shown."""
    return {
        "day": day.day,
        "weekday": SHORT_WEEKDAYS[day.weekday()],
        "label": long_day(day),
        "address": page_of(visit, "day", day.isoformat()),
        "here": day == here,
    }


def asked_version(request: Request, versions: Versions, own: Traveller | None) -> Agenda | None:
    asked = request.GET.get("version", "")
    if asked.isdecimal():
        return next((row for row in versions.rows if row.version == int(asked)), versions.latest)
    return (versions.agreed if own else None) or versions.latest


def _nothing_yet(request: Request, visit: Visit) -> dict[str, Any]:
    acts = makers(request, visit)
    said = gettext("There is no agenda yet. It is made of the stops that the hosts offer.")
    step = NextStep(said, gettext("Find an agenda"), page_of(visit, "agenda-solve"))
    return {"heading": visit.name, "visit": visit, "empty": step if acts else NextStep(said), "acts": acts}


def _context(request: Request, source: Source, versions: Versions) -> dict[str, Any]:
    visit, agenda = source.visit, source.agenda
    days = shown_days(source)
    now, newest = versions.agreed, versions.rows[0]
    agreement = agreement_of(visit, agenda, now, newest)
    earlier = next((one for one in versions.rows if one.version < agenda.version), None)
    language = get_language() or "en"
    places = map_of_visit(source)
    return {
        "heading": visit.name,
        "lead": lead_of(source, days),
        "visit": visit,
        "agenda": agenda,
        "versions": sorted(one.version for one in versions.rows),
        "tabs": [day_tab(visit, day.date) for day in days],
        "agreement": agreement,
        "changes": changes(now, agenda, source.stops) if now and now.version < agenda.version else None,
        "changed_since": now.version if now else None,
        "earlier": changes(earlier, agenda, source.stops) if earlier and earlier != now else None,
        "earlier_version": earlier.version if earlier else None,
        "worth": worth(agenda, language),
        "left_out": left_out(agenda, source.stops),
        "withdrawn": withdrawn(agenda, source.stops),
        "unfinished": [(pack, of - done) for pack, done, of in source.counts.values() if done < of],
        "drawings": drawings(source, days),
        "days": days,
        "places": places,
        "group": source.group,
        "groups": source.groups,
        "acts": _acts(request, source, newest),
        "basis_note": visit.basis in UNCONFIRMED
        or has_mark(name for name, _ in agreement.sides)
        or (places is not None and places.unsourced)
        or any(line.unsourced for day in days for line in day.lines),
    }


def _acts(request: Request, source: Source, newest: Agenda) -> list[Act]:
    visit, agenda = source.visit, source.agenda
    group = {"group": source.group} if len(source.groups) > 1 else {}
    paper = f"{page_of(visit, 'agenda-file')}?{urlencode({'version': agenda.version, **group})}"
    found = [Act(gettext("Save as a PDF"), paper), Act(gettext("Calendar (ICS)"), page_of(visit, "calendar"))]
    if agenda.pk == newest.pk and queries.sides_waiting(request.grants, visit, agenda):
        found.append(Act(pgettext("agenda", "Agree"), page_of(visit, "agenda-agree"), main=True))
    return [*found, *makers(request, visit)]


def makers(request: Request, visit: Visit) -> list[Act]:
    """Before every host has answered, and once the visit is over, nobody plans."""
    if not can_keep_visits(request.grants) or (state(visit, timezone.now()), Step.PLAN) not in NEXT:
        return []
    return [
        Act(gettext("Find an agenda"), page_of(visit, "agenda-solve")),
        Act(gettext("Place by hand"), page_of(visit, "agenda-by-hand")),
    ]
