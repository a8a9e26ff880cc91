"""What the gate found, sentence by sentence; the form that lets it look, and the one that answers a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from ortoo.access.requests import Request
from ortoo.exams import operations
from ortoo.exams.access import can_release, check_may_release, check_may_see_items
from ortoo.exams.forms.analysis import AnswerForm
from ortoo.exams.models import GateAnswer
from ortoo.exams.queries.gates import Found, GateState, places_of
from ortoo.exams.queries.releases import Standing, standing_of
from ortoo.exams.views.of_plan import OfPlan, StepOfPlan, plan_with_code
from ortoo.exams.words.analysis import WHAT_TO_SEE, count, finding_sentence, one_in
from ortoo.pages.components import Act, Fact, NextStep, Tag
from ortoo.pages.forms import FormPage
from ortoo.pages.templatetags.ortoo import day

OPEN = Tag("waits", gettext_lazy("Waits for an answer"))
ANSWERED = Tag("done", gettext_lazy("Answered"))


@dataclass(frozen=True)
class Row:
    """A finding as the page shows it."""

    place: int
    sentence: str
    hint: str
    tag: Tag
    answer: GateAnswer | None
    links: list[Act]


@require_safe
def gate_page(request: Request, code: str) -> HttpResponse:
    check_may_see_items(request.grants)
    standing = standing_of(plan_with_code(code))
    state = standing.gate
    context: dict[str, Any] = {
        "heading": gettext("The gate before marks leave"),
        "lead": gettext(
            "Does an item give in one form or one centre what it gives elsewhere, to people of equal scores?"
        ),
        "acts": acts_of(request, standing),
        "state": state,
    }
    if state is None:
        context["empty"] = NextStep(gettext("The gate has not looked at the latest scoring yet."))
        return render(request, "exams/gate.html", context)
    context |= {
        "said": state_sentence(state),
        "facts": facts_of(state),
        "rows": [row_of(request, standing, found) for found in state.findings],
        "blind": [blind_sentence(one) for one in state.told["blind"]],
    }
    return render(request, "exams/gate.html", context)


def acts_of(request: Request, standing: Standing) -> list[Act]:
    code = standing.plan.sitting.code
    back = Act(gettext("Back to the sitting"), reverse("exams:sitting", args=[code]))
    if standing.scoring is None or standing.gate is not None or not can_release(request.grants):
        return [back]
    return [Act(gettext("Let the gate look"), reverse("exams:look", args=[code]), main=True), back]


def state_sentence(state: GateState) -> str:
    tests = count(state.told["tests"])
    if not state.findings:
        return gettext("The gate is open: of %(tests)s comparisons none is out of the ordinary.") % {"tests": tests}
    left = len(state.unanswered)
    if not left:
        return gettext("The gate is open: every finding has its answer.")
    said = ngettext(
        "The gate is shut: %(left)s finding waits for an answer.",
        "The gate is shut: %(left)s findings wait for an answer.",
        left,
    )
    return said % {"left": count(left)}


def facts_of(state: GateState) -> list[Fact]:
    gate = state.gate
    return [
        Fact(gettext("Looked on"), day(gate.looked_at), note=gate.looked_by.shown_name),
        Fact(gettext("Comparisons"), count(state.told["tests"])),
        Fact(gettext("Found where chance is below"), one_in(state.told["level"]),
             note=gettext("so that a sitting without any fault is held back once in a thousand")),
        Fact(gettext("Findings"), count(len(state.findings))),
    ]  # fmt: skip


def row_of(request: Request, standing: Standing, found: Found) -> Row:
    finding = found.finding
    open_here = found.answer is None and standing.release is None and can_release(request.grants)
    links = _links(standing, found) if open_here else []
    tag = ANSWERED if found.answer else OPEN
    return Row(found.place, finding_sentence(finding), str(WHAT_TO_SEE[finding["kind"]]), tag, found.answer, links)


def _links(standing: Standing, found: Found) -> list[Act]:
    """The item's figures on each form, the answer, and the way to take the key back."""
    code, finding = standing.plan.sitting.code, found.finding
    links = [Act(gettext("Answer it"), reverse("exams:answer", args=[code, found.place]))]
    for placed in places_of(standing.plan, finding["item"], finding["version"]):
        on = [code, placed.form.letter, placed.place]
        if finding["kind"] == "centre" or placed.form.letter == finding["group"]:
            said = gettext("The item on form %(form)s") % {"form": placed.form.letter}
            links.append(Act(said, reverse("exams:item-analysis", args=on)))
            links.append(Act(gettext("Take the key back"), reverse("exams:cancel-key", args=[placed.pk])))
    return links


def blind_sentence(blind: Mapping[str, Any]) -> str:
    said = {
        "centre": gettext("Centre %(group)s, %(persons)s sheets"),
        "form": gettext("Form %(group)s beside the others, %(persons)s sheets"),
        "direction": gettext("Form %(group)s by itself, %(persons)s sheets"),
    }
    return said[blind["kind"]] % {"group": blind["group"], "persons": count(blind["persons"])}


class Look(StepOfPlan):
    title = gettext_lazy("Let the gate look")
    lead = gettext_lazy("Every item is compared in every form and every centre. It is done once for a scoring.")
    submit = gettext_lazy("Look")
    job = "exams.gate"
    back_to = "gate"


class Answer(OfPlan, FormPage):
    """Whoever let the gate look is told that somebody else answers."""

    title = gettext_lazy("Answer a finding of the gate")
    form_class = AnswerForm
    submit = gettext_lazy("Answer the finding")
    done = gettext_lazy("The finding is answered.")
    checked = True

    def check(self) -> None:
        check_may_release(self.request.grants)
        state, place = self.standing.gate, self.kwargs["place"]
        if state is None or not 1 <= place <= len(state.findings):
            raise Http404
        self.state, self.found, self.back = state, state.findings[place - 1], self.to("gate")
        operations.check_may_answer(state.gate, place, self.by)

    def sentence(self) -> str:
        return finding_sentence(self.found.finding)

    def act(self, form: AnswerForm) -> str:
        operations.answer_finding(
            gate=self.state.gate, place=self.found.place, reason=form.cleaned_data["reason"], by=self.by,
            at=timezone.now(),
        )  # fmt: skip
        return self.to("gate")
