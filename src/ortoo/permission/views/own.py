"""The official's own dossier: texts saved unfinished, papers, the check before handing in, taking back, withdrawing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.refusals import Refusal
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import Act, Fact, NextStep
from ortoo.pages.forms import Form, FormPage
from ortoo.permission import operations
from ortoo.permission.forms.dossiers import PaperForm, TextsForm, WithdrawForm
from ortoo.permission.models import Dossier
from ortoo.permission.operations.dossiers import may_still_change
from ortoo.permission.queries.calls import standing_of, visit_of
from ortoo.permission.queries.calls import state as state_of_call
from ortoo.permission.queries.dossiers import (
    asked_of,
    own_dossier,
    papers_of,
    state_of,
    visible_dossiers,
    written,
)
from ortoo.permission.rules.dossiers import DossierState, line_of
from ortoo.permission.rules.papers import check_size
from ortoo.permission.showing.tasks import Standing, lacking
from ortoo.permission.views.naming import moment, own_address
from ortoo.permission.words.dossiers import TEXTS, origin_of


@login_required
@require_GET
def mine(request: Request) -> HttpResponse:
    """The newest dossier of the person who looks."""
    dossier = own_dossier(request.grants)
    if dossier is None:
        empty = NextStep(gettext("You have no dossier. Whoever is on a final list gets one when a call is opened."))
        return render(request, "permission/no_dossier.html", {"heading": gettext("Your dossier"), "empty": empty})
    return redirect(own_address(dossier))


def standing_today(dossier: Dossier) -> Standing:
    papers = papers_of([dossier.pk]).get(dossier.pk, {})
    return Standing(dossier, asked_of(dossier.call), papers, timezone.localdate())


class OfOwnDossier(FormPage):
    """A form about one's own dossier; anybody else's is not there."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = visible_dossiers(self.request.grants).filter(official__account=self.request.user.pk)
        found = rows.filter(call__round__code=kwargs["code"], number=kwargs["number"]).first()
        if found is None:
            raise Http404
        self.dossier = found
        self.back = own_address(found)


class WriteTexts(OfOwnDossier):
    title = gettext_lazy("Your texts")
    lead = gettext_lazy(
        "Save at any time, finished or not; all of it is needed before you hand in. "
        "The panel reads it without your name."
    )
    form_class = TextsForm
    submit = gettext_lazy("Save")
    done = gettext_lazy("Your texts are saved. You can go on whenever you like.")

    def form_arguments(self) -> dict[str, Any]:
        return {"topics": [(topic.code, in_language(topic.names)) for topic in visit_of(self.dossier.call).topics]}

    def initial(self) -> dict[str, Any]:
        now = written(self.dossier)
        return {
            "topic": now.topic,
            "problem": now.problem,
            "learning": now.learning,
            "plan_at_home": now.plan_at_home,
            "trips": "\n".join(line_of(trip) for trip in now.trips or ()),
            "no_trips": now.trips == (),
            "seen": self.dossier.saved_at.isoformat() if self.dossier.saved_at else "",
        }

    def act(self, form: TextsForm) -> str:
        try:
            operations.save_dossier(
                dossier=self.dossier, written=form.written(), seen=form.seen_at(), by=self.by, at=timezone.now()
            )
        except Refusal as refusal:
            if refusal.code == "permission.saved_elsewhere":
                # The refused page shows what was typed; sent again, it replaces the other version knowingly.
                sent = self.request.POST.copy()
                sent["seen"] = self.initial()["seen"]
                form.data = sent
            raise
        return own_address(self.dossier)


class GivePaper(OfOwnDossier):
    form_class = PaperForm
    submit = gettext_lazy("Add the paper")
    done = gettext_lazy("The paper is there.")
    template_name = "permission/paper.html"

    def check(self) -> None:
        self.kind = kind_of(self.dossier, self.kwargs["kind"])

    def heading(self) -> str:
        return self.kind.name

    def sentence(self) -> str:
        return origin_of(self.kind) + "."

    def form_arguments(self) -> dict[str, Any]:
        return {"kind": self.kind}

    def more(self) -> dict[str, Any]:
        return {
            "dossier": self.dossier,
            "kind": self.kind,
            "paper": papers_of([self.dossier.pk]).get(self.dossier.pk, {}).get(self.kind.code),
            "file": own_address(self.dossier, "paper-file", self.kind.code),
        }

    def act(self, form: PaperForm) -> str:
        given = form.cleaned_data
        check_size(given["file"].size)
        paper = operations.NewPaper(
            kind=self.kind.code,
            content=given["file"].read(),
            valid_until=given.get("valid_until"),
            against={"yes": True, "no": False}.get(given.get("against", "")),
        )
        operations.give_paper(dossier=self.dossier, paper=paper, by=self.by, at=timezone.now())
        return own_address(self.dossier)


def kind_of(dossier: Dossier, code: str) -> Any:
    kind = asked_of(dossier.call).kind(code)
    if kind is None:
        raise Http404
    return kind


class HandIn(OfOwnDossier):
    title = gettext_lazy("Hand in your dossier")
    form_class = Form
    submit = gettext_lazy("Hand in")
    done = gettext_lazy("Your dossier is handed in. You can take it back and change it until the last moment.")
    template_name = "permission/hand_in.html"

    def sentence(self) -> str:
        return gettext("By %(until)s.") % {"until": moment(self.dossier.call.dossiers_until)}

    def more(self) -> dict[str, Any]:
        standing = standing_today(self.dossier)
        return {
            "lacking": lacking(standing),
            "facts": self._facts(standing),
            "rubric": standing_of(self.dossier.call).rubric,
        }

    def _facts(self, standing: Standing) -> list[Fact]:
        now, texts = written(self.dossier), own_address(self.dossier, "texts")
        topic = visit_of(self.dossier.call).topic(now.topic)
        trips = gettext("None") if now.trips == () else "; ".join(line_of(trip) for trip in now.trips or ())
        shown = [
            ("topic", in_language(topic.names) if topic else ""),
            ("problem", now.problem),
            ("learning", now.learning),
            ("plan_at_home", now.plan_at_home),
            ("trips", trips),
        ]
        papers = ", ".join(standing.names[code] for code in sorted(standing.papers) if code in standing.names)
        return [
            *(Fact(TEXTS[name], said, change=f"{texts}#id_{name}") for name, said in shown),
            Fact(gettext("Papers"), papers),
        ]

    def act(self, form: Form) -> str:
        operations.hand_in(dossier=self.dossier, by=self.by, at=timezone.now())
        return own_address(self.dossier)


class TakeBack(OfOwnDossier):
    title = gettext_lazy("Take your dossier back")
    lead = gettext_lazy("You can change it and must hand it in again before the last moment, or it does not count.")
    form_class = Form
    submit = gettext_lazy("Take it back")
    done = gettext_lazy("Your dossier is yours again. Do not forget to hand it in.")

    def act(self, form: Form) -> str:
        operations.take_back(dossier=self.dossier, by=self.by, at=timezone.now())
        return own_address(self.dossier)


class Withdraw(OfOwnDossier):
    title = gettext_lazy("Withdraw")
    lead = gettext_lazy("You take no part in this visit. What you wrote stays as it is, and nobody goes on with it.")
    form_class = WithdrawForm
    submit = gettext_lazy("Withdraw for good")
    done = gettext_lazy("You have withdrawn.")

    def act(self, form: WithdrawForm) -> str:
        operations.withdraw(dossier=self.dossier, reason=form.cleaned_data["reason"], by=self.by, at=timezone.now())
        return own_address(self.dossier)


def acts_of_owner(dossier: Dossier) -> list[Act]:
    """What can be done now with one's own dossier."""
    state, in_time = state_of(dossier), timezone.now() <= dossier.call.dossiers_until
    found = []
    if state is DossierState.OPEN and in_time:
        found.append(Act(gettext("Check and hand in"), own_address(dossier, "hand-in"), main=True))
        found.append(Act(gettext("Write your texts"), own_address(dossier, "texts")))
    if state is DossierState.HANDED_IN and may_still_change(dossier.call, state_of_call(dossier.call), timezone.now()):
        found.append(Act(gettext("Take it back to change it"), own_address(dossier, "take-back")))
    if state is not DossierState.WITHDRAWN and not dossier.call.orders.exists():
        found.append(Act(gettext("Withdraw"), own_address(dossier, "withdraw")))
    return found
