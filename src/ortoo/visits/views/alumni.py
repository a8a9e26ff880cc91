"""Who may be asked today, and the page on which a traveller says so."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.access.rules.roles import Role
from ortoo.multilingual.basis import UNCONFIRMED
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Act, Fact, NextStep
from ortoo.pages.forms import FormPage
from ortoo.pages.templatetags.ortoo import day
from ortoo.visits import operations
from ortoo.visits.access import can_follow_up, check_may_ask_alumni
from ortoo.visits.forms.alumni import AskedForm, FollowUpForm
from ortoo.visits.models import Alumnus, FollowUp, Traveller
from ortoo.visits.queries.alumni import alumni_on, by_topic, said_by
from ortoo.visits.queries.follow_ups import answers_of
from ortoo.visits.queries.travellers import own_travels
from ortoo.visits.rules.follow_up import MONTHS, Side, State, state_of, window
from ortoo.visits.words.after import AFTER, STATES, USED


@login_required
@require_GET
def alumni_page(request: Request) -> HttpResponse:
    """Topics, and under each who said that they may be asked about it."""
    check_may_ask_alumni(request.grants)
    people = alumni_on(timezone.localdate())
    count = len(people)
    said = ngettext("%(count)s person may be asked today", "%(count)s people may be asked today", count)
    topics = by_topic(people)
    context = {
        "heading": said % {"count": whole(count, get_language() or "en")}
        if count
        else gettext("Nobody may be asked today"),
        "lead": gettext("They said so themselves, for these topics and until these days. Nobody else is shown."),
        "topics": list(topics.items()),
        "basis_note": any(topic.basis in UNCONFIRMED for topic in topics),
        "acts": _ways_on(request),
        "empty": NextStep(gettext_lazy("Nobody has said that others may ask them, or the days they named are over.")),
    }
    return render(request, "visits/alumni.html", context)


def _ways_on(request: Request) -> list[Act]:
    acts = []
    if any(one.visit.ends < request.grants.on for one in own_travels(request.grants)):
        acts.append(Act(gettext("After my visit"), reverse("visits:after")))
    if can_follow_up(request.grants):
        acts.append(Act(gettext("What was used"), reverse("visits:follow-ups")))
    if request.grants.has(Role.SUPERIOR):
        acts.append(Act(gettext("What your people use"), reverse("visits:people")))
    return acts


@login_required
@require_GET
def after_page(request: Request) -> HttpResponse:
    """One's own visits that are over: whether one may be asked, and what one answers after 3, 6 and 12 months."""
    today = timezone.localdate()
    own = [one for one in own_travels(request.grants) if one.visit.ends < today]
    words, answers = said_by(own), answers_of(own, Side.PARTICIPANT)
    context = {
        "heading": gettext("After the visit"),
        "lead": gettext("What you say here is yours: who may ask you, and what was used of what you learned."),
        "travels": [
            {
                "traveller": one,
                "asked": _asked(words.get(one.pk), one),
                "steps": steps(one, answers, today),
            }
            for one in own
        ],
        "empty": NextStep(gettext_lazy("You were on no visit that is over.")),
    }
    return render(request, "visits/alumni_own.html", context)


def _asked(said: Alumnus | None, traveller: Traveller) -> list[Fact]:
    change = reverse("visits:asked", args=[traveller.visit.code])
    if said is None:
        return [Fact(gettext("May others ask you?"), gettext("You have not said"), change=change)]
    if not said.may_be_asked:
        return [Fact(gettext("May others ask you?"), gettext("No"), change=change)]
    named = {topic.code: topic.name for topic in traveller.visit.topics.all()}
    return [
        Fact(gettext("May others ask you?"), gettext("Yes"), change=change),
        Fact(gettext("About which topics"), ", ".join(named[code] for code in said.topics)),
        Fact(gettext("How they reach you"), said.how),
        Fact(gettext("Until which day"), day(said.until)),
    ]


def steps(
    traveller: Traveller, answers: dict[tuple[int, int], FollowUp], today: Any, person: bool = False
) -> list[dict[str, Any]]:
    """The three questions of one side: when, in which state, what was answered, where it is answered."""
    found = []
    for months in MONTHS:
        given = answers.get((traveller.pk, months))
        state = state_of(traveller.visit.ends, months, answered=given is not None, today=today)
        place = ("visits:answer-person", [traveller.pk, months]) if person else (
            "visits:answer", [traveller.visit.code, months]
        )  # fmt: skip
        found.append(
            {
                "after": AFTER[months],
                "window": window(traveller.visit.ends, months),
                "tag": STATES[state],
                "used": USED[given.used] if given else "",
                "what": given.what if given else "",
                "hindered_by": given.hindered_by if given else "",
                "address": reverse(place[0], args=place[1]) if state is State.OPEN else "",
            }
        )
    return found


class OwnPage(FormPage):
    """A form about one's own travel on the visit that the address names."""

    @cached_property
    def traveller(self) -> Traveller:
        found = next((one for one in own_travels(self.request.grants) if one.visit.code == self.kwargs["code"]), None)
        if found is None:
            raise Http404
        return found

    def check(self) -> None:
        self.back = reverse("visits:after")
        assert self.traveller

    def sentence(self) -> str:
        return self.traveller.visit.name


class SayAsked(OwnPage):
    title = gettext_lazy("Who may ask you")
    form_class = AskedForm
    done = gettext_lazy("Your word is kept, and counts at once.")

    def form_arguments(self) -> dict[str, Any]:
        rows = self.traveller.visit.topics.order_by("place")
        return {"topics": [(topic.code, topic.name) for topic in rows]}

    def initial(self) -> dict[str, Any]:
        said = said_by([self.traveller]).get(self.traveller.pk)
        if said is None:
            return {"topics": [self.traveller.topic] if self.traveller.topic else []}
        answer = "yes" if said.may_be_asked else "no"
        return {"may_be_asked": answer, "topics": said.topics, "how": said.how, "until": said.until}

    def act(self, form: AskedForm) -> str:
        given = form.cleaned_data
        operations.say_alumnus(
            traveller=self.traveller, may_be_asked=given["may_be_asked"] == "yes", topics=given["topics"],
            how=given["how"], until=given["until"], by=self.by, at=timezone.now(),
        )  # fmt: skip
        return reverse("visits:after")


class AnswerFollowUp(OwnPage):
    title = gettext_lazy("What was used of the visit")
    form_class = FollowUpForm
    submit = gettext_lazy("Answer")
    done = gettext_lazy("Your answer is kept. Your superior is asked apart and does not see it.")

    def act(self, form: FollowUpForm) -> str:
        given = form.cleaned_data
        operations.answer_follow_up(
            traveller=self.traveller, months=self.kwargs["months"], side=Side.PARTICIPANT, used=form.answer,
            what=given["what"], hindered_by=given["hindered_by"], by=self.by, at=timezone.now(),
        )  # fmt: skip
        return reverse("visits:after")
