"""One day of a visit on a phone: what comes next, where it is, attendance, notes and the questionnaire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.numbers import thousandths_text
from ortoo.pages.components import Act, Tag
from ortoo.visits import operations
from ortoo.visits.access import (
    can_mark_presence,
    can_see_answers,
    can_see_speakers,
    can_see_travellers,
    check_may_mark_presence,
)
from ortoo.visits.forms.days import AttendanceForm
from ortoo.visits.models import Agenda, Stop, Traveller, Visit
from ortoo.visits.queries import agendas as queries
from ortoo.visits.queries.consents import unnamed
from ortoo.visits.queries.days import presences
from ortoo.visits.queries.notes import stops_noted
from ortoo.visits.queries.packs import unfinished_packs
from ortoo.visits.queries.questionnaires import has_answered, summary_of
from ortoo.visits.queries.travellers import traveller_of, travellers_of, travellers_seen
from ortoo.visits.queries.visits import today_at
from ortoo.visits.showing.days import Line, ShownDay, Source, minutes_now, next_of, shown_days, source_of, studied_text
from ortoo.visits.showing.places import map_of_day
from ortoo.visits.views.agendas import day_tab
from ortoo.visits.views.finding import found_stop, found_visit, page_of
from ortoo.visits.views.planning import OfVisit
from ortoo.visits.words.days import clock, long_day
from ortoo.visits.words.questions import QUESTIONS


@dataclass(frozen=True)
class Reader:
    """Who looks at a day. me: their own part in the visit; studied: codes of packs they have not finished;
    there: stop -> whether they are marked there; noted: stops they have written of.
    """

    grants: Grants
    me: Traveller | None
    unfinished: frozenset[str] = frozenset()
    there: Mapping[int, bool] | None = None
    noted: frozenset[int] = frozenset()
    marks: bool = False


@login_required
@require_GET
def today(request: Request, code: str) -> HttpResponse:
    """The day it is at the host, or the one nearest to it."""
    visit = found_visit(request.grants, code)
    nearest = max(visit.begins, min(today_at(visit, timezone.now()), visit.ends))
    return redirect("visits:day", code=visit.code, day=nearest.isoformat())


@login_required
@require_GET
def day_page(request: Request, code: str, day: str) -> HttpResponse:
    visit = queries.with_standing(found_visit(request.grants, code))
    on = day_asked(visit, day)
    agenda = queries.agreed(visit) or queries.latest(visit)
    if agenda is None:
        return redirect("visits:agenda", code=visit.code)
    me = traveller_of(request.grants, visit)
    source = source_of(visit, agenda, request.GET.get("group", "") or (me.group if me else ""))
    days = shown_days(source)
    shown = next(one for one in days if one.date == on)
    reader = _reader(request.grants, visit, me, shown)
    return render(request, "visits/day.html", _context(visit, source, days, shown, reader))


def day_asked(visit: Visit, day: str) -> date:
    """404 for what is no day of the visit."""
    try:
        read = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    if not visit.begins <= read <= visit.ends:
        raise Http404
    return read


def _reader(grants: Grants, visit: Visit, me: Traveller | None, shown: ShownDay) -> Reader:
    marks = can_mark_presence(grants, visit)
    if me is None:
        return Reader(grants, None, marks=marks)
    stops = [line.stop.pk for line in shown.stops if line.stop]
    return Reader(
        grants,
        me,
        frozenset(pack.code for pack in unfinished_packs(me)),
        {stop: there for (_, stop), there in presences([me.pk], stops).items()},
        frozenset(stops_noted(me)),
        marks,
    )


def _context(visit: Visit, source: Source, days: Sequence[ShownDay], shown: ShownDay, reader: Reader) -> dict[str, Any]:
    at = timezone.now()
    agreed = queries.agreed(visit)
    on = source.agenda if agreed and agreed.pk == source.agenda.pk else None
    come = shown.date <= today_at(visit, at)
    places = map_of_day(source, source.plans[shown.number])
    return {
        "heading": f"{long_day(shown.date)}, {shown.place}" if shown.place else long_day(shown.date),
        "lead": _lead(visit, shown, at),
        "visit": visit,
        "back": page_of(visit, "agenda"),
        "tabs": [day_tab(visit, one.date, shown.date) for one in days],
        "lines": [_with_reader(source, line, reader, takes_place=come and on is not None) for line in shown.lines],
        "night": shown.night,
        "agreed": on is not None,
        "version": source.agenda.version,
        "answer": _answer_address(visit, shown, reader, come=come),
        "answers": _answers(visit, shown, reader),
        "places": places,
        "basis_note": any(line.unsourced for line in shown.lines) or (places is not None and places.unsourced),
        "group": source.group if len(source.groups) > 1 else "",
    }


def _lead(visit: Visit, shown: ShownDay, at: datetime) -> str:
    count = len(shown.stops)
    if today_at(visit, at) != shown.date or not count:
        return ""
    minutes = minutes_now(visit, at)
    now, following = next_of(shown.lines, minutes)
    values = {"time": clock(minutes), "now": now.title if now else "", "next": following.title if following else ""}
    if now and following:
        return gettext("It is %(time)s: %(now)s. Next: %(next)s.") % values
    if now:
        return gettext("It is %(time)s: %(now)s, the last stop of the day.") % values
    if following:
        return gettext("It is %(time)s. Next: %(next)s.") % values
    return gettext("It is %(time)s; the stops of the day are over.") % values


def _with_reader(source: Source, line: Line, reader: Reader, *, takes_place: bool) -> Line:
    """A stop with the reader's own pre-study, attendance and note, and what they may do."""
    if line.stop is None:
        return line
    tags = tuple(_tags(source, line.stop, reader))
    speakers = line.more if can_see_speakers(reader.grants) else ""
    return replace(
        line, more=speakers, tags=tags, acts=tuple(_acts(source.visit, line.stop, reader)) if takes_place else ()
    )


def _tags(source: Source, stop: Stop, reader: Reader) -> list[Tag]:
    packs = list(stop.packs.all())
    found = []
    if reader.me is None:
        text = studied_text(source, stop)
        return [Tag("none", text)] if text else []
    left = [pack for pack in packs if pack.code in reader.unfinished]
    found += [Tag("waits", gettext("Pre-study not finished: %(pack)s") % {"pack": pack.name}) for pack in left]
    if packs and not left:
        found.append(Tag("done", gettext("Pre-study finished")))
    there = (reader.there or {}).get(stop.pk)
    if there is not None:
        found.append(Tag("done", gettext("You are marked there")) if there else Tag("late", gettext("Marked absent")))
    if stop.pk in reader.noted:
        found.append(Tag("done", gettext("Note written"), quiet=True))
    return found


def _acts(visit: Visit, stop: Stop, reader: Reader) -> list[Act]:
    found = []
    there = (reader.there or {}).get(stop.pk)
    if reader.marks or (reader.me is not None and there is not True):
        found.append(Act(gettext("Attendance"), page_of(visit, "attendance", stop.code)))
    if reader.me is not None and there is not False:
        found.append(Act(gettext("Write a note"), page_of(visit, "note", stop.code)))
    return found


def _answer_address(visit: Visit, shown: ShownDay, reader: Reader, *, come: bool) -> str:
    """Where the reader answers the questionnaire of the day; empty where they do not, or have."""
    if reader.me is None or not come or has_answered(reader.me, shown.date):
        return ""
    return page_of(visit, "answer-day", shown.date.isoformat())


def _answers(visit: Visit, shown: ShownDay, reader: Reader) -> dict[str, Any] | None:
    if not can_see_answers(reader.grants, visit):
        return None
    summary = summary_of(visit, shown.date)
    language = get_language() or "en"
    means = [(QUESTIONS[name], thousandths_text(value, language, places=1)) for name, value in summary.means]
    return {"count": summary.count, "shown": summary.shown, "means": means, "remarks": summary.remarks}


# ---- attendance


class Attendance(OfVisit):
    """Of oneself with one button; of everybody, for those who keep the visit or escort it."""

    form_class = AttendanceForm
    done = gettext_lazy("The attendance is kept.")
    template_name = "visits/attendance.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.stop = found_stop(self.visit, kwargs["stop"])
        self.me = traveller_of(self.request.grants, self.visit)
        self.of_all = can_mark_presence(self.request.grants, self.visit)
        self.day = day_of(queries.agreed(self.visit), self.stop, self.me) or self.visit.begins
        self.back = page_of(self.visit, "day", self.day.isoformat())
        self.submit = gettext("Keep the attendance") if self.of_all else gettext("I am here")

    def check(self) -> None:
        if self.me is None:
            check_may_mark_presence(self.request.grants, self.visit)

    def heading(self) -> str:
        return self.stop.name

    def sentence(self) -> str:
        if self.of_all:
            return gettext("Who is there? The latest mark counts; a site visit asks for a finished pre-study.")
        return gettext("Say that you are at this stop. Your escort sees it at once.")

    def people(self) -> list[Traveller]:
        return travellers_of(self.visit) if self.of_all else []

    def initial(self) -> dict[str, Any]:
        people = self.people()
        marked = presences([one.pk for one in people], [self.stop.pk])
        return {f"traveller-{one}": "yes" if there else "no" for (one, _), there in marked.items()}

    def form_arguments(self) -> dict[str, Any]:
        people = self.people()
        named = names_for(self.request.grants, self.visit, people)
        return {"people": [(one.pk, named[one.pk]) for one in people]}

    def act(self, form: AttendanceForm) -> str:
        at = timezone.now()
        if not self.of_all and self.me is not None:
            operations.mark_presence(traveller=self.me, stop=self.stop, there=True, by=self.by, at=at)
        else:
            people = {one.pk: one for one in self.people()}
            for key, there in form.marks().items():
                operations.mark_presence(traveller=people[key], stop=self.stop, there=there, by=self.by, at=at)
        return page_of(self.visit, "day", self.day.isoformat())


def names_for(grants: Grants, visit: Visit, people: Sequence[Traveller]) -> dict[int, str]:
    """Traveller -> name where the reader may see it, else "Delegate 3"."""
    if can_see_travellers(grants, visit) and traveller_of(grants, visit) is not None:
        return {one.pk: one.official.short_name for one in people}
    named = set(travellers_seen(grants, visit).values_list("pk", flat=True))
    return {one.pk: one.official.short_name if one.pk in named else unnamed(one) for one in people}


def day_of(agenda: Agenda | None, stop: Stop, traveller: Traveller | None) -> date | None:
    """The day of a stop in `agenda`, for the traveller's group or whichever is first."""
    if agenda is None:
        return None
    rows = agenda.stops.filter(stop=stop).order_by("starts")
    found = (rows.filter(group=traveller.group).first() if traveller else None) or rows.first()
    return today_at(agenda.visit, found.starts) if found else None
