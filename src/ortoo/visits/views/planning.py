"""Making an agenda, by search or by hand, and agreeing to it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.jobs import operations as jobs
from ortoo.jobs.queries import jobs_of
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.components import Fact
from ortoo.pages.forms import Form, FormPage
from ortoo.visits import operations
from ortoo.visits.access import check_may_agree, check_may_keep_visits, own_hosts
from ortoo.visits.forms.agendas import HandForm, Row, SolveForm, initial_of, initial_of_hand
from ortoo.visits.models import Stop
from ortoo.visits.queries import agendas as queries
from ortoo.visits.queries.stops import stops_of, venues_for
from ortoo.visits.rules.agenda_kept import answer_read, asked_json
from ortoo.visits.showing.agreement import side_name
from ortoo.visits.showing.conflict import conflict_sentences
from ortoo.visits.showing.days import minutes_of, shown_days, source_of
from ortoo.visits.showing.timetable import changes, withdrawn
from ortoo.visits.tasks import KIND
from ortoo.visits.views.agendas import makers
from ortoo.visits.views.finding import found_visit, page_of
from ortoo.visits.words.days import long_day


class OfVisit(FormPage):
    """A form about one visit, whose page of the agenda is its way back."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.visit = queries.with_standing(found_visit(self.request.grants, kwargs["code"]))
        self.back = page_of(self.visit, "agenda")


class Solve(OfVisit):
    """Ask for the best agenda; it is searched for in the background."""

    title = gettext_lazy("Find an agenda")
    lead = gettext_lazy(
        "The search takes those stops that are worth most together and breaks no rule. What it finds is checked by "
        "another program before it is kept as the next version."
    )
    form_class = SolveForm
    submit = gettext_lazy("Begin the search")

    def check(self) -> None:
        check_may_keep_visits(self.request.grants)

    def initial(self) -> dict[str, Any]:
        return {**initial_of(queries.asked_before(self.visit)), "seconds": 20, "keep": True}

    def form_arguments(self) -> dict[str, Any]:
        venues = [(venue.code, venue.name) for venue in venues_for(self.visit)]
        return {"venues": venues, "changes": queries.latest(self.visit) is not None}

    def act(self, form: SolveForm) -> str:
        arguments = {
            "visit": self.visit.code,
            "asked": asked_json(form.asked()),
            "seconds": form.cleaned_data["seconds"],
            "keep": bool(form.cleaned_data.get("keep")),
        }
        job = jobs.ask(kind=KIND, arguments=arguments, by=self.by, at=timezone.now())
        return reverse("jobs:job", args=[job.pk])


class ByHand(OfVisit):
    """Every stop with a day and a start; the checker says all that is wrong, and nothing is kept until nothing is."""

    title = gettext_lazy("Place the stops by hand")
    lead = gettext_lazy("Give each stop a day and a start, or leave it out. All rules are checked before it is kept.")
    form_class = HandForm
    submit = gettext_lazy("Check and keep")
    done = gettext_lazy("The new version is kept. Each side agrees to it anew.")
    template_name = "visits/by_hand.html"

    def check(self) -> None:
        check_may_keep_visits(self.request.grants)
        self.before = queries.latest(self.visit)
        self.problem = queries.problem_for(self.visit)
        self.stops = {stop.code: stop for stop in stops_of(self.visit)}

    def initial(self) -> dict[str, Any]:
        placed = answer_read(self.before.answer).stops if self.before else ()
        return initial_of_hand(self.problem, placed)

    def form_arguments(self) -> dict[str, Any]:
        names = {code: stop.name for code, stop in self.stops.items()}
        return {"problem": self.problem, "names": names, "people": queries.speaker_names(self.visit)}

    def _show(self, form: Any, nonce: str, status: int = 200) -> HttpResponse:
        self.table = [_table_row(form, row, self.stops[row.stop.id]) for row in form.rows]
        return super()._show(form, nonce, status)

    def more(self) -> dict[str, Any]:
        return {"table": self.table}

    def act(self, form: HandForm) -> str:
        operations.keep_agenda_by_hand(visit=self.visit, placed=form.placed(), by=self.by, at=timezone.now())
        return page_of(self.visit, "agenda")


def _table_row(form: HandForm, row: Row, stop: Stop) -> dict[str, Any]:
    day, start = form[f"day-{row.key}"], form[f"start-{row.key}"]
    return {
        "name": stop.name,
        "code": stop.code,
        "minutes": minutes_of(stop.minutes, stop.minutes),
        "venue": stop.venue.name,
        "group": "" if stop.joint else row.groups[0],
        "day": day,
        "start": start,
        "chosen": str(day.value() or ""),
        "time": start.field.prepare_value(start.value()) if start.value() is not None else "",
    }


@login_required
@require_GET
def outcome(request: Request, code: str) -> HttpResponse:
    """What the reader's latest search for this visit came to where it found nothing."""
    visit = found_visit(request.grants, code)
    check_may_keep_visits(request.grants)
    job = jobs_of(request.grants).filter(kind=KIND, arguments__visit=visit.code, state="done").first()
    if job is None:
        raise Http404
    names = {stop.code: stop.name for stop in stops_of(visit, withdrawn=True)}
    context = {
        "heading": gettext("No agenda was found"),
        "visit": visit,
        "status": job.outcome["status"],
        "minimal": job.outcome.get("conflict_minimal", True),
        "conflict": conflict_sentences(job.outcome.get("conflict", []), names, queries.speaker_names(visit)),
        "back": page_of(visit, "agenda"),
        "acts": makers(request, visit),
    }
    return render(request, "visits/agenda_outcome.html", context)


class Agree(OfVisit):
    """The yes of one's own side to the latest version."""

    title = gettext_lazy("Agree to the agenda")
    form_class = Form
    submit = pgettext_lazy("agenda", "Agree")
    done = gettext_lazy("Your side has agreed.")
    template_name = "visits/agree.html"

    def check(self) -> None:
        newest = queries.latest(self.visit)
        if newest is None:
            raise Http404
        self.agenda = newest
        waiting = queries.sides_waiting(self.request.grants, self.visit, newest)
        if not waiting:
            if not own_hosts(self.request.grants, self.visit):
                check_may_agree(self.request.grants, None)
            raise Refusal("visits.agenda_agreed_already", version=newest.version)
        self.side = waiting[0]

    def sentence(self) -> str:
        values = {"version": self.agenda.version, "side": side_name(self.side)}
        return gettext("Version %(version)s, for %(side)s. A later version needs a new yes.") % values

    def more(self) -> dict[str, Any]:
        source = source_of(self.visit, self.agenda, "")
        now = queries.agreed(self.visit)
        facts = [
            Fact(long_day(day.date), "; ".join(f"{line.time} {line.title}" for line in day.stops))
            for day in shown_days(source)
        ]
        return {
            "facts": facts,
            "changes": changes(now, self.agenda, source.stops) if now else None,
            "changed_since": now.version if now else None,
            "withdrawn": withdrawn(self.agenda, source.stops),
        }

    def act(self, form: Form) -> str:
        operations.consent_to_agenda(agenda=self.agenda, host=self.side, by=self.by, at=timezone.now())
        return page_of(self.visit, "agenda")
