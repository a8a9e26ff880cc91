"""The list of visits, and the way to one's own."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.basis import marked
from ortoo.pages.components import Act, NextStep, Tag
from ortoo.pages.lacking import TextsList
from ortoo.pages.lists import Column
from ortoo.visits.access import can_ask_alumni, can_keep_visits, can_watch_visits, check_may_watch_visits, hosts_of
from ortoo.visits.models import Visit
from ortoo.visits.queries.rounds import rounds_without_visit
from ortoo.visits.queries.visits import WITH_STANDING, state, visits_for
from ortoo.visits.views.finding import days_of, page_of
from ortoo.visits.words.hosting import STATES


@login_required
@require_GET
def home(request: Request) -> HttpResponseBase:
    """Who has a part in one visit only is led to it; who has none, to those who travelled and may be asked."""
    if not can_watch_visits(request.grants):
        own = list(visits_for(request.grants)[:2])
        if len(own) == 1:
            return redirect(page_of(own[0]))
        if not own and can_ask_alumni(request.grants):
            return redirect("visits:alumni")
    return VisitList.as_view()(request)


def hosts_named(visit: Visit) -> str:
    """The codes of its hosts, the leading one first."""
    return ", ".join(host.organization.code for host in visit.hosts.all())


def state_tag(visit: Visit) -> Tag:
    return STATES[state(visit, timezone.now())]


class VisitList(TextsList):
    title = gettext_lazy("Visits")
    lead = gettext_lazy("A delegation travels once a round; hosts are asked, offer stops, and agree to one agenda.")
    order = ("-begins", "-pk")
    file_name = "visits"
    basis_note = True
    columns = (
        Column("visit", gettext_lazy("Visit"), lambda visit: visit.name, main=True, link=page_of,
               second=lambda visit: visit.code),
        Column("code", gettext_lazy("Code"), lambda visit: visit.code, on_page=False),
        Column("days", gettext_lazy("Days"), lambda visit: marked(days_of(visit), visit.basis), in_file=False),
        Column("begins", gettext_lazy("First day"), lambda visit: visit.begins, kind="day", on_page=False),
        Column("ends", gettext_lazy("Last day"), lambda visit: visit.ends, kind="day", on_page=False),
        Column("hosts", gettext_lazy("Hosts"), hosts_named),
        Column("stops", gettext_lazy("Stops on offer"), lambda visit: visit.on_offer, kind="whole"),
        Column("state", gettext_lazy("State"), state_tag),
    )  # fmt: skip

    def may_write(self) -> bool:
        return can_keep_visits(self.request.grants)

    def check(self) -> None:
        if not hosts_of(self.request.grants) and not visits_for(self.request.grants).exists():
            check_may_watch_visits(self.request.grants)

    def rows(self) -> QuerySet[Visit]:
        on_offer: Any = Count("stops", filter=Q(stops__withdrawn_at=None))
        return visits_for(self.request.grants).annotate(on_offer=on_offer).prefetch_related(*WITH_STANDING)

    def acts(self) -> list[Act]:
        grants, found = self.request.grants, []
        if can_keep_visits(grants) and rounds_without_visit():
            found.append(Act(gettext_lazy("Open a visit"), reverse("visits:open"), main=True))
        if can_watch_visits(grants):
            found.append(Act(gettext_lazy("Partners"), reverse("visits:partners")))
        if can_ask_alumni(grants):
            found.append(Act(gettext_lazy("Who may be asked"), reverse("visits:alumni")))
        return found

    def empty(self) -> NextStep:
        sentence = gettext_lazy("No visit has been opened yet. A visit follows once the hundred are called.")
        if can_keep_visits(self.request.grants) and rounds_without_visit():
            return NextStep(sentence, gettext_lazy("Open a visit"), reverse("visits:open"))
        return NextStep(sentence)
