"""One visit: where it stands, what is asked, who hosts, what is on offer; and the forms that open and prepare it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.basis import marked
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Fact, Figure
from ortoo.pages.forms import FormPage
from ortoo.pages.lacking import languages_missing
from ortoo.people.queries import organizations_on
from ortoo.people.words import marked_name
from ortoo.permission.queries.calls import call_of, visit_of
from ortoo.selection.queries import rounds
from ortoo.visits import operations
from ortoo.visits.access import can_keep_visits, can_watch_visits, check_may_keep_visits
from ortoo.visits.forms.hosting import HostForm, OpenForm
from ortoo.visits.models import Traveller, Visit
from ortoo.visits.queries.hosts import answer_of
from ortoo.visits.queries.rounds import rounds_without_visit
from ortoo.visits.queries.stops import stops_of, time_zone_of
from ortoo.visits.queries.visits import WITH_STANDING, latest_request, state, visits_for
from ortoo.visits.rules.states import State
from ortoo.visits.showing.visit import acts_of, hosts_shown, pages_of, stops_shown, topics_shown
from ortoo.visits.views.finding import days_of, found_visit, page_of
from ortoo.visits.words.hosting import STATES


@login_required
@require_GET
def visit_page(request: Request, code: str) -> HttpResponse:
    """The whole of a visit but its persons: everybody who has a part in it sees it."""
    grants = request.grants
    found_visit(grants, code)
    visit = visits_for(grants).prefetch_related(*WITH_STANDING).get(code=code)
    there = state(visit, timezone.now())
    stops, topics = list(stops_of(visit)), topics_shown(visit, grants, there)
    context = {
        "heading": visit.name,
        **languages_missing(can_keep_visits(grants), visit, *visit.topics.all()),
        "lead": sentence_of(visit, there),
        "visit": visit,
        "watching": can_watch_visits(grants),
        "state": STATES[there],
        "figures": figures_of(visit, len(stops)),
        "acts": acts_of(visit, there, grants),
        "pages": pages_of(visit, grants),
        "facts": facts_of(visit),
        "topics": topics,
        "hosts": hosts_shown(visit),
        "stops": stops_shown(stops),
        "basis_note": True,
    }
    return render(request, "visits/visit.html", context)


def sentence_of(visit: Visit, there: State) -> str:
    """What comes next."""
    request = latest_request(visit)
    awaited = [
        marked_name(host.organization)
        for host in visit.hosts.all()
        if request is not None and answer_of(host, request) is None
    ]
    if there is State.REQUESTED and awaited:
        return gettext("The answer of these hosts is awaited: %(hosts)s.") % {"hosts": ", ".join(awaited)}
    return {
        State.OPENED: gettext("Hosts are named, bodies at home say what they want to learn, and the request is sent."),
        State.REQUESTED: gettext("The host that leads has said no: ask anew, or let another one lead."),
        State.ANSWERED: gettext("The hosts have answered; next, an agenda is made of their stops."),
        State.PLANNED: gettext("The agenda waits for the yes of home and of every host."),
        State.AGREED: gettext("Home and every host have agreed to the agenda."),
        State.UNDER_WAY: gettext("The delegation is on its way."),
        State.OVER: gettext("The visit is over; lessons are drawn from what was seen."),
    }[there]


def figures_of(visit: Visit, stops: int) -> list[Figure]:
    language = get_language() or "en"
    days = (visit.ends - visit.begins).days + 1
    rows = Traveller.objects.everything(because="counts the travellers of a visit, which names nobody")
    travellers = rows.filter(visit=visit, left_at=None).count()
    return [
        Figure(gettext("Days"), whole(days, language)),
        Figure(gettext("Hosts"), whole(len(visit.hosts.all()), language)),
        Figure(gettext("Stops on offer"), whole(stops, language)),
        Figure(gettext("Travellers"), whole(travellers, language) if travellers else gettext("not named yet")),
    ]


def facts_of(visit: Visit) -> list[Fact]:
    request = latest_request(visit)
    found = [
        Fact(gettext("Days"), marked(days_of(visit), visit.basis)),
        Fact(gettext("Country"), visit.country),
        Fact(gettext("Time zone"), visit.time_zone),
    ]
    if request is not None:
        version = ngettext("Sent once", "Sent %(count)s times", request.version) % {"count": request.version}
        where = page_of(visit, "request", str(request.version))
        found.append(Fact(gettext("Request"), version, address=where))
    return found


class OpenVisit(FormPage):
    title = gettext_lazy("Open a visit")
    lead = gettext_lazy("Title, country, days and topics are those of the call, and stay so.")
    form_class = OpenForm
    submit = gettext_lazy("Open the visit")
    done = gettext_lazy("The visit is open. Next, its hosts are named.")
    back = reverse_lazy("visits:home")

    def check(self) -> None:
        check_may_keep_visits(self.request.grants)

    def form_arguments(self) -> dict[str, Any]:
        return {"rounds": rounds_without_visit()}

    def initial(self) -> dict[str, Any]:
        """The zone of the country of the latest call, where the data knows one."""
        latest = next(iter(rounds_without_visit()), None)
        call = None if latest is None else call_of(get_object_or_404(rounds(), code=latest[0]))
        return {} if call is None else {"time_zone": time_zone_of(visit_of(call).country)}

    def act(self, form: OpenForm) -> str:
        given = form.cleaned_data
        visit = operations.open_visit(
            round=get_object_or_404(rounds(), code=given["round"]), code=given["code"],
            time_zone=given["time_zone"], by=self.by, at=timezone.now(),
        )  # fmt: skip
        return page_of(visit)


class AddHost(FormPage):
    title = gettext_lazy("Name a host")
    lead = gettext_lazy("Each host edits its own stops and speakers only, and sees those of the others.")
    form_class = HostForm
    submit = gettext_lazy("Name the host")
    done = gettext_lazy("The host is named. Accounts with the role of a host for this institute see the visit now.")

    def check(self) -> None:
        check_may_keep_visits(self.request.grants)
        self.visit = found_visit(self.request.grants, self.kwargs["code"])
        self.back = page_of(self.visit)

    def form_arguments(self) -> dict[str, Any]:
        bodies = organizations_on(self.visit.begins).exclude(pk__in=self.visit.hosts.values("organization"))
        return {"organizations": [(one.code, one.name.within(after=f" ({one.code})")) for one in bodies]}

    def act(self, form: HostForm) -> str:
        operations.add_host(visit=self.visit, **form.cleaned_data, by=self.by, at=timezone.now())
        return page_of(self.visit)
