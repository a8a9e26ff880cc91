"""The way of a proposal: what is proposed, who has signed, what the reader may do next."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.confirming import asked_to_confirm, confirm
from ortoo.access.requests import Request, signed_in
from ortoo.pages.components import Act as Button
from ortoo.pages.components import NextStep, Text
from ortoo.pages.forms import FormPage
from ortoo.permission import operations
from ortoo.permission.access import OF_THE_DECISION, WAY_READERS, WAY_WATCHERS
from ortoo.permission.forms.signing import SendBackForm, SignForm
from ortoo.permission.models import Call, Proposal
from ortoo.permission.queries.acting import check_may_act, roles_of, today_of
from ortoo.permission.queries.calls import latest_proposal, state
from ortoo.permission.queries.contest import places_of_proposal
from ortoo.permission.queries.deciding import seen_by
from ortoo.permission.rules.states import SIGNERS, STEP_OF, SignStep, State
from ortoo.permission.showing.around import beside
from ortoo.permission.showing.people import Showing
from ortoo.permission.waiting.deciding import Wanted, wanted_of
from ortoo.permission.words.deciding import STEPS, WAY_STATES
from ortoo.selection.naming import naming


@login_required
@require_GET
def way(request: Request, code: str) -> HttpResponse:
    """Everybody on the way sees it; an auditor without names, a sending body only its own people."""
    check_may_act(request.grants, *WAY_READERS, *WAY_WATCHERS)
    call = get_object_or_404(Call.objects.select_related("round", "rubric"), round__code=code)
    proposal = latest_proposal(call)
    if proposal is None:
        empty = NextStep(gettext("Nothing has been proposed yet. The selection officer proposes once all is scored."))
        return render(request, "permission/way_empty.html", {"heading": gettext("The way"), "empty": empty})
    at = timezone.now()
    places = places_of_proposal(proposal)
    showing = Showing(places, today_of(at), seen_by(request.grants, proposal, places))
    there = state(call)
    context = {
        "heading": _heading(there, len(showing.rows("chosen"))),
        "lead": gettext("Proposal, version %(version)s.") % {"version": proposal.version},
        "state": WAY_STATES.get(there),
        "acts": _acts(call, proposal, there, wanted_of(signed_in(request), call, at)),
        "people": showing.rows("chosen"),
        "reserve": showing.rows("reserve"),
        "papers_to_read": bool(roles_of(request.grants).intersection(OF_THE_DECISION)),
        **beside(call, proposal, places, showing, get_language() or "en"),
    }
    return render(request, "permission/way.html", context)


def _heading(there: State, count: int) -> str:
    said = {
        State.PROPOSED: gettext("%(count)s are proposed; the head of the academy signs first"),
        State.AT_MINISTRIES: gettext("%(count)s are proposed; the sending ministries sign next"),
        State.AT_SECRETARIAT: gettext("%(count)s are proposed; the Cabinet Secretariat signs next"),
        State.AT_OFFICE: gettext("%(count)s are proposed; the Prime Minister's office decides"),
        State.SENT_BACK: gettext("The proposal of %(count)s came back to the academy"),
    }
    return said.get(there, gettext("%(count)s were proposed, and it is decided")) % {"count": count}


def _acts(call: Call, proposal: Proposal, there: State, wanted: Wanted) -> list[Button]:
    """What the reader may do next; one main button."""
    code = call.round.code
    found: list[Button] = []
    step = STEP_OF.get(there)
    names = naming()
    for body in wanted.bodies:
        to = [code, step.value, *([body] if body else [])] if step else []
        label = gettext("Sign for %(body)s") % {"body": names.value("organization", body)} if body else gettext("Sign")
        found.append(Button(label, reverse("permission:sign", args=to), main=not found))
    if wanted.decides:
        found.append(Button(gettext("Go to the decision"), reverse("permission:decision", args=[code]), main=True))
    if step and (wanted.bodies or wanted.decides):
        first = wanted.bodies[0] if wanted.bodies else ""
        to = [code, step.value, *([first] if first else [])]
        found.append(Button(gettext("Send back"), reverse("permission:send-back", args=to)))
    if wanted.closes:
        found.append(Button(gettext("Close the delegation"), reverse("permission:close", args=[code]), main=True))
    if there in (State.DECIDED, State.CLOSED):
        found.append(Button(gettext("The order"), reverse("permission:order", args=[code])))
    return found


class OfStep(FormPage):
    """A form about one step of the latest proposal, for who may act there."""

    @cached_property
    def call(self) -> Call:
        return get_object_or_404(Call.objects.select_related("round", "rubric"), round__code=self.kwargs["code"])

    @cached_property
    def proposal(self) -> Proposal:
        found = latest_proposal(self.call)
        if found is None:
            raise Http404
        return found

    @property
    def step(self) -> SignStep:
        if self.kwargs["step"] not in SignStep.__members__.values():
            raise Http404
        return SignStep(self.kwargs["step"])

    @property
    def body(self) -> str:
        return str(self.kwargs.get("body", ""))

    @property
    def back(self) -> Text:  # type: ignore[override]
        return reverse("permission:way", args=[self.kwargs["code"]])

    def check(self) -> None:
        check_may_act(self.request.grants, SIGNERS[self.step])
        operations.check_body(self.proposal, self.step, self.body, self.by, timezone.now())

    def sentence(self) -> Text:
        name = naming().value("organization", self.body) if self.body else STEPS[self.step]
        return gettext("Proposal, version %(version)s. Step: %(step)s.") % {
            "version": self.proposal.version, "step": name,
        }  # fmt: skip


class Sign(OfStep):
    title = gettext_lazy("Sign the proposal")
    form_class = SignForm
    submit = gettext_lazy("Sign")
    done = gettext_lazy("Signed. Who comes next is told.")

    def form_arguments(self) -> dict[str, Any]:
        return {"asked": asked_to_confirm(self.request, timezone.now())}

    def act(self, form: SignForm) -> str:
        at = timezone.now()
        confirmed_at = confirm(self.request, form.cleaned_data, at)
        operations.sign(
            proposal=self.proposal, step=self.step, organization=self.body, by=self.by, at=at, confirmed_at=confirmed_at
        )
        return str(self.back)


class SendBack(OfStep):
    title = gettext_lazy("Send the proposal back")
    form_class = SendBackForm
    submit = gettext_lazy("Send back")
    done = gettext_lazy("The proposal is back at the academy.")
    checked = True

    def act(self, form: SendBackForm) -> str:
        operations.send_back(
            proposal=self.proposal, step=self.step, organization=self.body, reason=form.cleaned_data["reason"],
            by=self.by, at=timezone.now(),
        )  # fmt: skip
        return str(self.back)
