"""The page on which the Prime Minister's office decides: everybody proposed, person by person, in one act."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from ortoo.access.confirming import asked_to_confirm, confirm
from ortoo.multilingual.dates import days_text
from ortoo.multilingual.refusals import Refusal
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import Text
from ortoo.pages.forms import FormPage
from ortoo.pages.operations import first_result
from ortoo.permission import operations
from ortoo.permission.access import DECIDERS
from ortoo.permission.forms.decision import DecisionForm
from ortoo.permission.models import Call, Order, Proposal, ProposalPlace
from ortoo.permission.queries.acting import check_may_act, today_of
from ortoo.permission.queries.calls import latest_proposal, state
from ortoo.permission.queries.contest import (
    contest_of,
    decisions_of,
    lines_of,
    order_in_force,
    places_of_proposal,
)
from ortoo.permission.rules.order_of_merit import Line, Proposed, asked, order
from ortoo.permission.rules.states import Act, Outcome, check_may_follow
from ortoo.permission.showing.around import beside
from ortoo.permission.showing.people import Showing, Shown

CHOOSE = ("chosen", "reserve")


class Decide(FormPage):
    """Nobody is preselected. The first sending checks the answers and asks for the order; the second decides."""

    form_class = DecisionForm
    checked = True
    submit = gettext_lazy("Decide")
    done = gettext_lazy("The order is recorded. Everybody with an account is told.")
    template_name = "permission/decision.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.check()
        try:
            check_may_follow(state(self.call), Act.DECIDE)
        except Refusal as refusal:
            return _stopped(request, self.call, refusal)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who began before somebody else decided is told so, and not asked why a new decision comes."""
        self.check()
        stale = request.POST.get("seen", self.seen) != self.seen
        if self.before and stale and first_result(nonce=request.POST.get("once", ""), by=self.by) is None:
            number, dated = self.before.number, self.before.dated.isoformat()
            return _stopped(request, self.call, Refusal("permission.already_decided", number=number, dated=dated))
        return super().post(request, *args, **kwargs)

    def check(self) -> None:
        check_may_act(self.request.grants, *DECIDERS)

    @property
    def seen(self) -> str:
        """The version of the order in force, which goes with the form: "0" for none."""
        return str(self.before.version if self.before else 0)

    @cached_property
    def call(self) -> Call:
        return get_object_or_404(Call.objects.select_related("round", "rubric"), round__code=self.kwargs["code"])

    @cached_property
    def proposal(self) -> Proposal:
        found = latest_proposal(self.call)
        if found is None:
            raise Http404
        return found

    @cached_property
    def places(self) -> list[ProposalPlace]:
        return places_of_proposal(self.proposal)

    @cached_property
    def before(self) -> Order | None:
        return order_in_force(self.call)

    @cached_property
    def earlier(self) -> tuple[Line, ...]:
        return lines_of(decisions_of(self.before)) if self.before else ()

    @cached_property
    def contest(self) -> Proposed:
        return contest_of(self.proposal, self.places, today_of(timezone.now()))

    @cached_property
    def showing(self) -> Showing:
        return Showing(self.places, today_of(timezone.now()), None)

    @cached_property
    def rows(self) -> dict[str, Shown]:
        return {row.key: row for row in self.showing.rows(*CHOOSE)}

    @cached_property
    def due(self) -> list[Shown]:
        """Who is decided on, in the order of merit."""
        return [self.rows[key] for key in asked(self.contest, self.earlier)]

    def form_arguments(self) -> dict[str, Any]:
        return {
            "people": [(row.key, row.name) for row in self.due],
            "later": self.before is not None,
            "asked": asked_to_confirm(self.request, timezone.now()),
        }

    def heading(self) -> Text:
        return heading_of(self.due, self.contest.barred, self.before)

    def sentence(self) -> Text:
        visit = self.showing.visit
        return gettext("%(visit)s: %(host)s, %(days)s. Each person is decided on.") % {
            "visit": in_language(visit.title),
            "host": in_language(visit.host),
            "days": days_text(visit.begins, visit.ends, get_language() or "en"),
        }

    def act(self, form: DecisionForm) -> str:
        at, given = timezone.now(), form.cleaned_data
        confirmed_at = confirm(self.request, given, at)
        operations.decide(
            proposal=self.proposal,
            decisions={int(key): (said.outcome, said.reason) for key, said in form.said().items()},
            number=given["number"],
            dated=given["dated"],
            because=given.get("because", ""),
            by=self.by,
            at=at,
            confirmed_at=confirmed_at,
        )
        return reverse("permission:order", args=[self.call.round.code])

    def _ask(self, form: forms.Form, nonce: str) -> HttpResponse:
        """The answers to be checked; what the rule will not have is said before anybody types a number."""
        assert isinstance(form, DecisionForm)
        try:
            lines = order(self.contest, form.said(), self.earlier)
        except Refusal as refusal:
            return self._refuse(form, refusal, nonce)
        return self._check_page(form, nonce, lines)

    def _refuse(self, form: forms.Form, refusal: Refusal, nonce: str) -> HttpResponse:
        if "about" in refusal.values:
            field = f"{'r' if refusal.code == 'permission.reason_needed' else 'd'}{refusal.values['about']}"
            refusal = Refusal(refusal.code, **{**refusal.values, "field": field})
        return super()._refuse(form, refusal, nonce)

    def _show(self, form: forms.Form, nonce: str, status: int = 200) -> HttpResponse:
        """What is wrong at the end is shown at the end: nobody is sent back to the ten for a forgotten number."""
        assert isinstance(form, DecisionForm)
        at_the_end = {"number", "dated", "because", "password", "code", "__all__"}
        if "confirm" in self.request.POST and form.errors and set(form.errors) <= at_the_end:
            try:
                lines = order(self.contest, form.said(), self.earlier)
            except (Refusal, KeyError):
                return super()._show(form, nonce, status)
            return self._check_page(form, nonce, lines, status)
        return super()._show(form, nonce, status)

    def _check_page(self, form: DecisionForm, nonce: str, lines: Sequence[Line], status: int = 200) -> HttpResponse:
        form.ask_at_the_end()
        context = {
            **self._context(form, nonce),
            "groups": self._groups(lines),
            "hidden": [form[f"{letter}{row.key}"] for row in self.due for letter in "dr"],
            "note": _note(len([line for line in lines if line.permitted])),
        }
        return render(self.request, "permission/decision_check.html", context, status=status)

    def _groups(self, lines: Sequence[Line]) -> list[dict[str, Any]]:
        """What will be ordered: who is permitted, refused, replaced, each in the order of merit."""
        places, due = self.contest.places, {row.key for row in self.due}
        follower = {line.follows: line.id for line in lines if line.follows}
        said = {outcome: [line for line in lines if line.outcome is outcome] for outcome in Outcome}

        def shown(line: Line) -> dict[str, Any]:
            return {
                "row": self.rows[line.id], "place": places[line.id], "reason": line.reason,
                "follows": self.rows[line.follows] if line.follows else None,
                "by": self.rows[follower[line.id]] if line.id in follower else None,
                "before": line.id not in due and line.follows is None,
            }  # fmt: skip

        return [
            {"outcome": outcome.value, "lines": [shown(line) for line in found]}
            for outcome, found in said.items()
            if found
        ]

    def more(self) -> dict[str, Any]:
        return {}

    def _context(self, form: forms.Form, nonce: str) -> dict[str, Any]:
        assert isinstance(form, DecisionForm)
        chosen = form.chosen()
        counted = Counter(chosen.values())
        return {
            **super()._context(form, nonce),
            "people": [
                {"row": row, "field": form[f"d{row.key}"], "reason": form[f"r{row.key}"], "said": chosen[row.key],
                 "barred": self.contest.barred.get(row.key, "")}
                for row in self.due
            ],
            "counted": counted,
            "undecided": counted[""],
            "outcomes": list(Outcome),
            "reserve": [row for row in self.rows.values() if row.status == "reserve" and row.key not in self._used],
            "stands": [self.rows[line.id] for line in self.earlier if not line.permitted],
            "before": self.before,
            "papers_to_read": True,
            **beside(self.call, self.proposal, self.places, self.showing, get_language() or "en"),
        }  # fmt: skip

    @cached_property
    def _used(self) -> set[str]:
        return {line.id for line in self.earlier}


def heading_of(due: Sequence[Shown], barred: Any, before: Order | None) -> str:
    """The finding: how many wait for a decision, and of how many somebody must take a closer look."""
    look = sum(1 for row in due if row.key in barred or any(flag.weight != "does-not" for flag in row.flags))
    if before is not None:
        return ngettext(
            "%(count)s is permitted by order %(number)s; a new decision replaces it",
            "%(count)s are permitted by order %(number)s; a new decision replaces it",
            len(due),
        ) % {"count": len(due), "number": before.number}
    if not look:
        return ngettext(
            "%(count)s is proposed, without a flag", "%(count)s are proposed, none of them with a flag", len(due)
        ) % {"count": len(due)}
    return ngettext(
        "%(count)s are proposed, %(look)s of them with a flag to weigh",
        "%(count)s are proposed, %(look)s of them with flags to weigh",
        look,
    ) % {"count": len(due), "look": look}


def _note(permitted: int) -> str:
    return ngettext(
        "%(count)s person will be permitted to travel. Nothing has been decided yet.",
        "%(count)s people will be permitted to travel. Nothing has been decided yet.",
        permitted,
    ) % {"count": permitted}


def _stopped(request: HttpRequest, call: Call, refusal: Refusal) -> HttpResponse:
    context = {
        "heading": gettext("Nothing to decide now"),
        "sentence": refusal.sentence(get_language() or "en"),
        "to": reverse("permission:way", args=[call.round.code]),
        "label": gettext("Go to the way of the proposal"),
    }
    return render(request, "pages/stopped.html", context)
