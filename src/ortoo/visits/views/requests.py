"""Ties of a topic to the plan, wishes of bodies at home, and the request: checked, sent, and as it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.basis import marked
from ortoo.multilingual.dates import date_text
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import Fact
from ortoo.pages.forms import FormPage
from ortoo.people.queries import organizations_on
from ortoo.plan.queries import indicators, objectives
from ortoo.visits import operations
from ortoo.visits.access import can_keep_visits, check_may_keep_visits, check_may_wish, wishes_for
from ortoo.visits.forms.hosting import RequestForm, TieForm, WishForm
from ortoo.visits.models import Traveller, VisitRequest
from ortoo.visits.queries.asking import asked_of
from ortoo.visits.queries.hosts import wishes_of
from ortoo.visits.views.finding import days_of, found_topic, found_visit, page_of


class Tie(FormPage):
    title = gettext_lazy("Tie to the plan")
    lead = gettext_lazy("A tie that no source states is our reading, and is marked so on every page.")
    form_class = TieForm
    done = gettext_lazy("The topic is tied to the plan.")

    def check(self) -> None:
        check_may_keep_visits(self.request.grants)
        self.visit = found_visit(self.request.grants, self.kwargs["code"])
        self.topic = found_topic(self.visit, self.kwargs["topic"])
        self.back = page_of(self.visit)

    def heading(self) -> str:
        return gettext("Tie to the plan: %(topic)s") % {"topic": self.topic.name}

    def form_arguments(self) -> dict[str, Any]:
        return {
            "objectives": [(one.number, one.name.within(f"{one.number} ")) for one in objectives()],
            "indicators": [(one.code, one.name) for one in indicators()],
        }

    def initial(self) -> dict[str, Any]:
        return {
            "objectives": [one.number for one in self.topic.objectives.all()],
            "indicators": [one.code for one in self.topic.indicators.all()],
            "link_basis": self.topic.link_basis,
        }

    def act(self, form: TieForm) -> str:
        operations.tie_topic(topic=self.topic, **form.cleaned_data, by=self.by, at=timezone.now())
        return page_of(self.visit)


class StateWish(FormPage):
    title = gettext_lazy("Say what is to be learned")
    lead = gettext_lazy("The hosts read it in the request. A later word of the same body counts instead.")
    form_class = WishForm
    done = gettext_lazy("It is kept, and stands in the next request.")

    def check(self) -> None:
        grants = self.request.grants
        if not can_keep_visits(grants) and not wishes_for(grants):
            check_may_wish(grants, "")
        self.visit = found_visit(grants, self.kwargs["code"])
        self.topic = found_topic(self.visit, self.kwargs["topic"])
        self.back = page_of(self.visit)

    def heading(self) -> str:
        return gettext("What is to be learned: %(topic)s") % {"topic": self.topic.name}

    def form_arguments(self) -> dict[str, Any]:
        bodies = organizations_on(self.request.grants.on)
        if not can_keep_visits(self.request.grants):
            bodies = bodies.filter(code__in=wishes_for(self.request.grants))
        return {"organizations": [(one.code, one.name.within(after=f" ({one.code})")) for one in bodies]}

    def initial(self) -> dict[str, Any]:
        """What the only body of the planner said last."""
        own = wishes_for(self.request.grants)
        said = [wish for wish in wishes_of(self.visit) if wish.topic_id == self.topic.pk]
        last = next((wish for wish in said if own == {wish.organization.code}), None)
        return {} if last is None else {f"text_{language}": text for language, text in last.text.items()}

    def act(self, form: WishForm) -> str:
        operations.state_wish(
            topic=self.topic, organization=form.cleaned_data["organization"], text=form.texts(), by=self.by,
            at=timezone.now(),
        )  # fmt: skip
        return page_of(self.visit)


class SendRequest(FormPage):
    title = gettext_lazy("Send the request")
    lead = gettext_lazy("Days, topics, ties and wishes go along as they stand now, and are kept so.")
    form_class = RequestForm
    submit = gettext_lazy("Continue")
    done = gettext_lazy("The request is sent; the accounts of every host are told.")
    checked = True

    def check(self) -> None:
        check_may_keep_visits(self.request.grants)
        self.visit = found_visit(self.request.grants, self.kwargs["code"])
        self.back = page_of(self.visit)

    def initial(self) -> dict[str, Any]:
        rows = Traveller.objects.everything(because="counts the travellers of a visit, which names nobody")
        return {"people": rows.filter(visit=self.visit, left_at=None).count() or None}

    def facts(self, form: RequestForm) -> Sequence[Fact]:
        """What the hosts will read."""
        asked = asked_of(self.visit, form.cleaned_data["people"])
        return [*asked_facts(asked, marked(days_of(self.visit), self.visit.basis)), *super().facts(form)[1:]]

    def act(self, form: RequestForm) -> str:
        operations.send_request(visit=self.visit, **form.cleaned_data, by=self.by, at=timezone.now())
        return page_of(self.visit)


@login_required
@require_GET
def request_page(request: Request, code: str, version: int) -> HttpResponse:
    """One version as it was sent, for everybody who sees the visit."""
    visit = found_visit(request.grants, code)
    sent: VisitRequest | None = visit.requests.filter(version=version).first()
    if sent is None:
        raise Http404
    language = get_language() or "en"
    values = {"version": sent.version, "day": date_text(timezone.localdate(sent.sent_at), language)}
    context = {
        "heading": gettext("Request to the hosts"),
        "lead": gettext("Version %(version)s, sent on %(day)s.") % values,
        "visit": visit,
        "sent": sent,
        "facts": asked_facts(sent.body, marked(days_of(visit), visit.basis)),
        "topics": asked_topics(sent.body),
        "basis_note": True,
    }
    return render(request, "visits/request.html", context)


def asked_facts(asked: dict[str, Any], days: str) -> list[Fact]:
    wishes = sum(len(topic["wishes"]) for topic in asked["topics"])
    language = get_language() or "en"
    return [
        Fact(gettext("Days"), days),
        Fact(gettext("Travellers"), whole(asked["people"], language)),
        Fact(gettext("Hosts"), ", ".join(host["code"] for host in asked["hosts"])),
        Fact(gettext("Topics"), whole(len(asked["topics"]), language)),
        Fact(gettext("What bodies at home want to learn"), whole(wishes, language)),
    ]


def asked_topics(asked: dict[str, Any]) -> list[dict[str, Any]]:
    """In the language of the page. Of the plan the codes were sent; the names beside them are those of today."""
    named = {one.number: one.name.within(f"{one.number} ") for one in objectives()}
    indicator_names = {one.code: one.name for one in indicators()}
    return [
        {
            "code": topic["code"],
            "name": in_language(topic["names"]),
            "objectives": [named.get(number, number) for number in topic["objectives"]],
            "indicators": [indicator_names.get(code, code) for code in topic["indicators"]],
            "basis": topic["link_basis"],
            "wishes": [(in_language(wish["names"]), in_language(wish["text"])) for wish in topic["wishes"]],
        }
        for topic in asked["topics"]
    ]
