"""A host's page of a visit: what is asked, its own stops and speakers, its answer. The others read along."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.basis import marked
from ortoo.multilingual.texts import written
from ortoo.pages.components import Act
from ortoo.pages.forms import Form, FormPage
from ortoo.pages.lacking import languages_missing
from ortoo.people.words import marked_name
from ortoo.visits import operations
from ortoo.visits.access import can_host, can_keep_visits, can_see_speakers, check_may_keep_visits
from ortoo.visits.forms.hosting import AnswerForm
from ortoo.visits.forms.stops import SpeakerForm, StopForm, WeighForm, filled_in
from ortoo.visits.models import Stop, Visit, VisitHost
from ortoo.visits.queries.hosts import answer_of
from ortoo.visits.queries.stops import is_agreed_on, offer_of, stops_of, venues_for
from ortoo.visits.queries.visits import latest_request, state
from ortoo.visits.rules.states import NEXT
from ortoo.visits.rules.states import Act as Step
from ortoo.visits.showing.stop import stop_facts
from ortoo.visits.showing.visit import stops_shown
from ortoo.visits.views.finding import days_of, found_host, found_stop, found_visit, own_host, page_of
from ortoo.visits.views.requests import asked_facts, asked_topics
from ortoo.visits.words.hosting import ANSWERS, NOT_ASKED, stop_state


@login_required
@require_GET
def host_page(request: Request, code: str, host: str) -> HttpResponse:
    visit = found_visit(request.grants, code)
    shown = found_host(visit, host)
    own = can_host(request.grants, shown)
    sent = latest_request(visit)
    answer = None if sent is None else answer_of(shown, sent)
    stops = list(stops_of(visit, withdrawn=True).filter(host=shown))
    context = {
        "heading": marked_name(shown.organization),
        "lead": _sentence(visit, sent is not None, own),
        "visit": visit,
        "visit_address": page_of(visit),
        "shown": shown,
        "own": own,
        "state": NOT_ASKED if sent is None else ANSWERS[None if answer is None else answer.accepted],
        "answer": answer,
        "acts": _acts(visit, shown) if own else [],
        "stops": stops_shown(stops),
        "speakers": shown.speakers.order_by("name") if can_see_speakers(request.grants) else [],
        "asked": [] if sent is None else asked_topics(sent.body),
        "facts": [] if sent is None else asked_facts(sent.body, marked(days_of(visit), visit.basis)),
        "request_address": "" if sent is None else page_of(visit, "request", str(sent.version)),
        "letter": "" if sent is None else sent.letter,
        "basis_note": True,
    }
    return render(request, "visits/host.html", context)


def _sentence(visit: Visit, asked: bool, own: bool) -> str:
    if not asked:
        return gettext("No request has been sent yet; stops are offered once it is there.")
    if own:
        return gettext("You edit your own stops and speakers; those of other hosts stand on the page of the visit.")
    return gettext("What this host offers, and what it has answered.")


def _acts(visit: Visit, host: VisitHost) -> list[Act]:
    there, code = state(visit, timezone.now()), host.organization.code
    found = []
    if (there, Step.OFFER) in NEXT:
        found.append(Act(gettext("Offer a stop"), page_of(visit, "offer", code), main=True))
        found.append(Act(gettext("Name a speaker"), page_of(visit, "add-speaker", code)))
    if (there, Step.ANSWER) in NEXT:
        found.append(Act(gettext("Answer the request"), page_of(visit, "answer-request", code)))
    return found


class OwnHostPage(FormPage):
    """A form of one host, which nobody else has."""

    def check(self) -> None:
        self.visit = found_visit(self.request.grants, self.kwargs["code"])
        self.host = own_host(self.request.grants, self.visit, self.kwargs["host"])
        self.back = page_of(self.visit, "host", self.host.organization.code)


class Answer(OwnHostPage):
    title = gettext_lazy("Answer the request")
    lead = gettext_lazy("A later answer counts instead, until an agenda is made.")
    form_class = AnswerForm
    submit = gettext_lazy("Send the answer")
    done = gettext_lazy("Your answer is sent.")

    def check(self) -> None:
        super().check()
        sent = latest_request(self.visit)
        if sent is None:
            raise Http404
        self.sent = sent

    def act(self, form: AnswerForm) -> str:
        operations.answer_request(
            request=self.sent, host=self.host, accepted=form.cleaned_data["accepted"] == "yes",
            remark=form.cleaned_data["remark"], by=self.by, at=timezone.now(),
        )  # fmt: skip
        return str(self.back)


class AddSpeaker(OwnHostPage):
    title = gettext_lazy("Name a speaker")
    lead = gettext_lazy("Delegates read the name and the post with each stop of the speaker.")
    form_class = SpeakerForm
    done = gettext_lazy("The speaker is named and can be chosen for a stop.")

    def act(self, form: SpeakerForm) -> str:
        operations.add_speaker(host=self.host, **form.cleaned_data, by=self.by, at=timezone.now())
        return str(self.back)


class OfferStop(OwnHostPage):
    title = gettext_lazy("Offer a stop")
    lead = gettext_lazy("Those at home make the agenda from the stops of all hosts; you agree to it before it holds.")
    form_class = StopForm
    submit = gettext_lazy("Offer it")
    done = gettext_lazy("The stop is on offer.")

    def form_arguments(self) -> dict[str, Any]:
        return {"new": True, "offered": offered(self.visit, self.host, None)}

    def initial(self) -> dict[str, Any]:
        return {"joint": True, "interpreter": True, "minutes": 90}

    def act(self, form: StopForm) -> str:
        operations.offer_stop(
            host=self.host, code=form.cleaned_data["code"], offer=form.offer(), by=self.by, at=timezone.now()
        )
        return str(self.back)


@login_required
@require_GET
def stop_page(request: Request, code: str, stop: str) -> HttpResponse:
    visit = found_visit(request.grants, code)
    shown = found_stop(visit, stop)
    context = {
        "heading": shown.name,
        **languages_missing(
            can_keep_visits(request.grants) or can_host(request.grants, shown.host), shown, shown.venue
        ),
        "lead": marked_name(shown.host.organization),
        "visit": visit,
        "visit_address": page_of(visit),
        "stop": shown,
        "state": stop_state(shown),
        "facts": stop_facts(shown, named=can_see_speakers(request.grants)),
        "acts": _stop_acts(request, visit, shown),
        "basis_note": True,
    }
    return render(request, "visits/stop.html", context)


def _stop_acts(request: Request, visit: Visit, stop: Stop) -> list[Act]:
    found: list[Act] = []
    if stop.withdrawn_at is not None or (state(visit, timezone.now()), Step.OFFER) not in NEXT:
        return found
    if can_host(request.grants, stop.host) and not is_agreed_on(stop):
        found.append(Act(gettext("Change the stop"), page_of(visit, "change-stop", stop.code), main=True))
        found.append(Act(gettext("Withdraw the stop"), page_of(visit, "withdraw-stop", stop.code)))
    if can_keep_visits(request.grants):
        found.append(Act(gettext("Say what it is worth"), page_of(visit, "weigh-stop", stop.code)))
    return found


class OfStop(FormPage):
    """A form of one stop, for the accounts of its host."""

    def check(self) -> None:
        self.visit = found_visit(self.request.grants, self.kwargs["code"])
        self.stop = found_stop(self.visit, self.kwargs["stop"])
        self.allow()
        self.back = page_of(self.visit, "stop", self.stop.code)

    def allow(self) -> None:
        own_host(self.request.grants, self.visit, self.stop.host.organization.code)


class ChangeStop(OfStop):
    title = gettext_lazy("Change the stop")
    form_class = StopForm
    done = gettext_lazy("The stop is changed.")

    def heading(self) -> str:
        return gettext("Change the stop: %(stop)s") % {"stop": self.stop.name}

    def form_arguments(self) -> dict[str, Any]:
        return {"new": False, "offered": offered(self.visit, self.stop.host, self.stop)}

    def initial(self) -> dict[str, Any]:
        return filled_in(offer_of(self.stop))

    def act(self, form: StopForm) -> str:
        operations.change_stop(stop=self.stop, offer=form.offer(), by=self.by, at=timezone.now())
        return str(self.back)


class WithdrawStop(OfStop):
    title = gettext_lazy("Withdraw the stop")
    lead = gettext_lazy("It is not on offer any more, which is never taken back; offer it anew with another code.")
    form_class = Form
    submit = gettext_lazy("Withdraw it")
    done = gettext_lazy("The stop is withdrawn.")

    def act(self, form: Form) -> str:
        operations.withdraw_stop(stop=self.stop, by=self.by, at=timezone.now())
        return str(self.back)


class WeighStop(OfStop):
    title = gettext_lazy("Say what it is worth")
    lead = gettext_lazy("The agenda with the greatest worth is looked for; how much a stop is worth is said at home.")
    form_class = WeighForm
    done = gettext_lazy("It is kept, and counts in the next agenda.")

    def allow(self) -> None:
        check_may_keep_visits(self.request.grants)

    def initial(self) -> dict[str, Any]:
        return {"value": self.stop.value, "must": self.stop.must}

    def act(self, form: WeighForm) -> str:
        operations.weigh_stop(stop=self.stop, **form.cleaned_data, by=self.by, at=timezone.now())
        return str(self.back)


def offered(visit: Visit, host: VisitHost, stop: Stop | None) -> dict[str, list[tuple[str, str]]]:
    """What the form of a stop offers to choose from."""
    others = [one for one in stops_of(visit) if stop is None or one.pk != stop.pk]
    known: list[tuple[str, str]] = [(one.code, one.name.within(before=f"{one.code} ")) for one in others]
    nothing = ("", gettext("None of them"))
    topics = visit.topics.order_by("place")
    return {
        "topic": [nothing, *((one.code, one.name) for one in topics)],
        "venue": [(one.code, marked(one.name, one.basis)) for one in venues_for(visit)],
        "speakers": [
            (one.name, written(one.post).within(before=f"{one.name}, ") if one.post else one.name)
            for one in host.speakers.all()
        ],
        "packs": [(one.code, one.name) for one in visit.packs.order_by("code")],
        "before": known,
        "needs": known,
    }
