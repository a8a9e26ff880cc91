"""Calls: the list, the form that opens one, and the page that says where one stands."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.access.rules.grants import Grants
from ortoo.access.rules.roles import Role
from ortoo.multilingual.dates import days_text
from ortoo.multilingual.numbers import sum_text, whole
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import Act, Fact, Figure, NextStep
from ortoo.pages.forms import Form, FormPage
from ortoo.pages.lists import Column, ListPage
from ortoo.pages.stations import address as page_if_there
from ortoo.permission import operations
from ortoo.permission.access import (
    CALLERS,
    KEEPERS,
    WATCHERS,
    can_see_dossiers,
    check_may_call,
    check_may_watch,
)
from ortoo.permission.forms.dossiers import CallForm
from ortoo.permission.models import Call
from ortoo.permission.queries.calls import calls, standing_of, uncalled, visit_of
from ortoo.permission.queries.dossiers import own_dossier
from ortoo.permission.rules.states import Standing, state_of
from ortoo.permission.rules.visit import VisitPlan
from ortoo.permission.views.naming import moment, own_address
from ortoo.permission.words.dossiers import CALL_STATES, PAYERS
from ortoo.selection.queries import published_rounds, rounds


def address(call: Call, page: str = "call") -> str:
    return reverse(f"permission:{page}", args=[call.round.code])


@login_required
@require_GET
def home(request: Request) -> HttpResponseBase:
    """Who has a dossier and no other part in this is led to it."""
    if own_dossier(request.grants) is not None and not request.grants.has(*WATCHERS):
        return redirect("permission:mine")
    return CallList.as_view()(request)


class CallList(ListPage):
    title = gettext_lazy("Calls")
    lead = gettext_lazy("A call goes to everybody on a final list; each brings a dossier before the panel.")
    order = ("-opened_at", "-pk")
    columns = (
        Column("visit", gettext_lazy("Visit"), lambda call: in_language(call.visit["title"]), main=True, link=address),
        Column("round", gettext_lazy("Round"), lambda call: call.round.name),
        Column(
            "until", gettext_lazy("Dossiers until"), lambda call: timezone.localdate(call.dossiers_until), kind="day"
        ),
        Column("dossiers", gettext_lazy("Dossiers"), lambda call: call.how_many, kind="whole"),
        Column("in", gettext_lazy("Handed in"), lambda call: call.handed_in, kind="whole"),
        Column("state", gettext_lazy("State"), lambda call: CALL_STATES[state_of(standing_of(call))]),
    )

    def check(self) -> None:
        check_may_watch(self.request.grants)

    def rows(self) -> QuerySet[Call]:
        there = Q(dossiers__handed_in_at__isnull=False, dossiers__withdrawn_at=None)
        return calls().annotate(how_many=Count("dossiers"), handed_in=Count("dossiers", filter=there))

    def acts(self) -> list[Act]:
        found = []
        if self.request.grants.has(*CALLERS) and callable_rounds():
            found.append(Act(gettext_lazy("Open a call"), reverse("permission:open"), main=True))
        if self.request.grants.has(*KEEPERS):
            found.append(Act(gettext_lazy("Kinds of papers"), reverse("permission:kinds")))
            found.append(Act(gettext_lazy("Age limits"), reverse("permission:limits")))
        return found

    def empty(self) -> NextStep:
        sentence = gettext_lazy("No call has been opened yet. A call follows once a list is final.")
        if self.request.grants.has(*CALLERS) and callable_rounds():
            return NextStep(sentence, gettext_lazy("Open a call"), reverse("permission:open"))
        return NextStep(sentence)


def callable_rounds() -> list[tuple[str, str]]:
    """(code, name) of rounds with a published final list and no call."""
    return [(one.code, one.name) for one in published_rounds().filter(call=None)]


class OpenCall(FormPage):
    title = gettext_lazy("Open a call")
    lead = gettext_lazy("Everybody on the final list is called and told; each gets a dossier with a number.")
    form_class = CallForm
    submit = gettext_lazy("Open the call")
    done = gettext_lazy(
        "The call is open. Next, the rubric is adopted, so that everybody knows how dossiers are scored."
    )
    back = reverse_lazy("permission:home")

    def check(self) -> None:
        check_may_call(self.request.grants)

    def form_arguments(self) -> dict[str, Any]:
        return {"rounds": callable_rounds()}

    def act(self, form: CallForm) -> str:
        given = form.cleaned_data
        call = operations.open_call(
            round=get_object_or_404(rounds(), code=given["round"]),
            visit=given["visit"],
            dossiers_until=form.until(),
            by=self.by,
            at=timezone.now(),
        )
        return address(call)


class CallFurther(FormPage):
    title = gettext_lazy("Call those who moved up")
    lead = gettext_lazy("Who moved up on the final list after the call was opened gets a dossier and is told.")
    form_class = Form
    submit = gettext_lazy("Call them")
    done = gettext_lazy("They are called.")

    def check(self) -> None:
        check_may_call(self.request.grants)
        self.call = get_object_or_404(calls(), round__code=self.kwargs["code"])
        self.back = address(self.call)

    def act(self, form: Form) -> str:
        operations.call_further(call=self.call, by=self.by, at=timezone.now())
        return address(self.call)


@login_required
@require_GET
def call_page(request: Request, code: str) -> HttpResponse:
    """What it is for, until when, how far it is, and where to go on. Who was called sees it too."""
    own = own_dossier(request.grants)
    called = own is not None and own.call.round.code == code
    if not called:
        check_may_watch(request.grants)
    rows = calls().annotate(
        how_many=Count("dossiers"),
        handed_in=Count("dossiers", filter=Q(dossiers__handed_in_at__isnull=False, dossiers__withdrawn_at=None)),
        withdrawn=Count("dossiers", filter=Q(dossiers__withdrawn_at__isnull=False)),
    )
    call = get_object_or_404(rows, round__code=code)
    standing, visit = standing_of(call), visit_of(call)
    context = {
        "heading": in_language(visit.title),
        "lead": gettext("Dossiers are taken until %(until)s.") % {"until": moment(call.dossiers_until)},
        "call": call,
        "state": CALL_STATES[state_of(standing)],
        "figures": figures_of(call),
        "acts": acts_of(call, standing, request.grants, own_address(own) if own is not None and called else ""),
        "facts": facts_of(visit),
        "topics": [(in_language(topic.names), topic) for topic in visit.topics],
        "costs": costs_of(visit),
        "basis_note": visit.basis != "S" or any(topic.basis != "S" for topic in visit.topics),
    }
    return render(request, "permission/call.html", context)


def figures_of(call: Any) -> list[Figure]:
    language = get_language() or "en"
    return [
        Figure(gettext("Dossiers"), whole(call.how_many, language)),
        Figure(gettext("Handed in"), whole(call.handed_in, language)),
        Figure(gettext("Withdrawn"), whole(call.withdrawn, language)),
    ]


def facts_of(visit: VisitPlan) -> list[Fact]:
    days = days_text(visit.begins, visit.ends, get_language() or "en")
    return [Fact(gettext("Host"), in_language(visit.host)), Fact(gettext("Days"), days)]


def costs_of(visit: VisitPlan) -> list[tuple[str, str, Any]]:
    """Name, sum with currency, who pays: for one head."""
    language = get_language() or "en"
    return [
        (in_language(one.names), f"{sum_text(one.planned, language)} {one.currency}", PAYERS[one.payer])
        for one in visit.costs
    ]


def acts_of(call: Call, standing: Standing, grants: Grants, mine: str) -> list[Act]:
    """The pages that there are of this call, as far as the reader has to do with them."""
    found = [Act(gettext("Your dossier"), mine, main=True)] if mine else []
    if can_see_dossiers(grants):
        found.append(Act(gettext("The dossiers"), address(call, "dossiers")))
    wanted = [("rubric", gettext("How dossiers are scored"), standing.rubric)]
    if grants.has(*CALLERS):
        wanted.append(("adopt-rubric", gettext("Adopt the rubric"), not standing.rubric))
        wanted.append(
            ("call-further", gettext("Call those who moved up"), not standing.sheets and bool(uncalled(call)))
        )
    if grants.has(*CALLERS, Role.PANEL_MEMBER, Role.HEAD_OF_ACADEMY, Role.AUDITOR):
        wanted.append(("panel", gettext("The panel"), standing.rubric))
    if grants.has(*WATCHERS):
        wanted.append(("proposal", gettext("The proposal"), standing.proposed))
        wanted.append(("way", gettext("The way to the decision"), standing.proposed))
    for page, label, there in wanted:
        where = _where(call, page)
        if there and where:
            found.append(Act(label, where))
    return found


def _where(call: Call, page: str) -> str:
    return page_if_there(f"permission:{page}", call.round.code) or ""
