"""A round from its opening to its run: one page that says what comes next, and a form for each act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tomli_w
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.jobs import operations as jobs
from ortoo.pages.components import Act, Fact, NextStep
from ortoo.pages.forms import Form, FormPage
from ortoo.pages.lacking import TextsList, languages_missing
from ortoo.pages.lists import Column
from ortoo.people.queries import official_of
from ortoo.selection import operations
from ortoo.selection.access import (
    WATCHERS,
    can_read_files,
    can_select,
    check_may_seal,
    check_may_select,
    check_may_watch,
)
from ortoo.selection.band import declared_in_words
from ortoo.selection.clauses import clauses, loosened, one_is_not_enough
from ortoo.selection.clock import clock
from ortoo.selection.forms import LotForm, RoundForm, RuleForm, SealForm
from ortoo.selection.models import Round
from ortoo.selection.naming import naming
from ortoo.selection.queries import exams_of, final_list, latest_run, list_run, rounds, rule_in_force, state, trials_of
from ortoo.selection.queries.bands import band_of_round
from ortoo.selection.queries.differences import was_run_again
from ortoo.selection.queries.rounds import state_in, with_standing
from ortoo.selection.rules.adoption import then_columns
from ortoo.selection.rules.rule import rule_from, rule_from_toml
from ortoo.selection.rules.states import AfterAppeal, State
from ortoo.selection.rules.words import rule_mapping
from ortoo.selection.steps import steps_of
from ortoo.selection.trial_shown import answers_of_trial, fact_of_trial
from ortoo.selection.words import AFTER_APPEAL, STATES, ties


def round_of(code: str) -> Round:
    return get_object_or_404(rounds(), code=code)


def address(round: Round, page: str = "round") -> str:
    return reverse(f"selection:{page}", args=[round.code])


class RoundList(TextsList):
    """Every round, the newest first."""

    title = gettext_lazy("Rounds of selection")
    lead = gettext_lazy("One round takes all sealed records to one list, under a rule adopted before the seal.")
    order = ("-opened_at", "-pk")
    columns = (
        Column("name", gettext_lazy("Round"), lambda round: round.name, main=True, link=address),
        Column("opened", gettext_lazy("Opened on"), lambda round: timezone.localdate(round.opened_at), kind="day"),
        Column("records", gettext_lazy("Sealed records"), lambda round: round.seal and round.seal.count, kind="whole"),
        Column("state", gettext_lazy("State"), lambda row: STATES[state_in(row, timezone.now())]),
    )

    def may_write(self) -> bool:
        return can_select(self.request.grants)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An official without another part in this is led to their own place."""
        grants = self.request.grants
        if grants.user_id is not None and not grants.has(*WATCHERS) and official_of(grants.user_id) is not None:
            return redirect("selection:mine")
        return super().get(request, *args, **kwargs)

    def check(self) -> None:
        check_may_watch(self.request.grants)

    def rows(self) -> QuerySet[Round]:
        return with_standing(rounds())

    def acts(self) -> list[Act]:
        if not can_select(self.request.grants):
            return []
        return [Act(gettext_lazy("Open a round"), reverse("selection:open"), main=True)]

    def empty(self) -> NextStep:
        sentence = gettext_lazy("No round has been opened yet.")
        if not can_select(self.request.grants):
            return NextStep(sentence)
        return NextStep(sentence, gettext_lazy("Open a round"), reverse("selection:open"))


class OpenRound(FormPage):
    title = gettext_lazy("Open a round")
    form_class = RoundForm
    submit = gettext_lazy("Open the round")
    done = gettext_lazy("The round is open. Next, a rule is adopted.")

    def check(self) -> None:
        check_may_select(self.request.grants)

    def act(self, form: RoundForm) -> str:
        given = form.cleaned_data
        made = operations.open_round(
            code=given["code"],
            names=form.names(),
            formula=given["formula"],
            by=self.by,
            at=timezone.now(),
        )
        return address(made)


@require_GET
def round_page(request: Request, code: str) -> HttpResponse:
    """What the round is, what has been done, and what comes next."""
    check_may_watch(request.grants)
    round = round_of(code)
    rule, run, now = rule_in_force(round), latest_run(round), timezone.now()
    where = state(round, now)
    said = rule_from_toml(rule.text) if rule else None
    names = naming()
    context = {
        "heading": round.name,
        **languages_missing(can_select(request.grants), round),
        "round": round,
        "state": STATES[where],
        "lead": clock(round, now) if where is State.PROVISIONAL else "",
        "steps": steps_of(round, request.grants, now),
        "rule": rule,
        "said": said,
        "ties": ties(said, exams_of(round)) if said else [],
        "clauses": clauses(said, names) if said else [],
        "after_appeal": AFTER_APPEAL[rule.after_appeal] if rule else "",
        "run": run,
        "listed": list_run(round),
        "final": final_list(round),
        "again": was_run_again(round),
        "reads_appeals": can_read_files(request.grants),
        "conflict": loosened(run.decision, names) if run else [],
        "another_conflict": run is not None and one_is_not_enough(run.decision),
        "trials": trials_of(round),
        "adopted": rule.sha256 if rule else "",
        "borderline": declared_in_words(said.borderline) if said and said.borderline else "",
        "band": band_of_round(round) is not None if run else where is State.DRAWN and can_select(request.grants),
    }
    return render(request, "selection/round.html", context)


class OfARound(FormPage):
    """A form for one act on the round in the address."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.round = round_of(kwargs["code"])
        self.back = address(self.round)

    def sentence(self) -> str:
        return str(self.lead) % {"round": self.round.name}


class AdoptRule(OfARound):
    title = gettext_lazy("Adopt the rule")
    lead = gettext_lazy(
        "%(round)s. The rule is adopted before any record is sealed, so nobody can know whom it favours."
    )
    form_class = RuleForm
    submit = gettext_lazy("Continue")
    done = gettext_lazy("The rule is adopted and recorded in the ledger. Next, the exam officer seals the records.")
    checked = True
    template_name = "selection/rule_form.html"

    def check(self) -> None:
        check_may_select(self.request.grants)

    def initial(self) -> dict[str, Any]:
        return answers_of_trial(self.round, self.request.GET.get("trial", ""))

    def more(self) -> dict[str, Any]:
        return {"round": self.round, "trials": trials_of(self.round)}

    def form_arguments(self) -> dict[str, Any]:
        exams = exams_of(self.round)
        return {"exams": dict(zip(then_columns(tuple(exams)), exams.values(), strict=True))}

    def facts(self, form: RuleForm) -> Sequence[Fact]:
        """Without what was left empty in the lines of quotas; and whether exactly this rule was tried."""
        pairs = zip(form.visible_fields(), super().facts(form), strict=True)
        shown = [fact for bound, fact in pairs if not form.left_empty(bound.name)]
        return [*shown, fact_of_trial(self.round, rule_from(rule_mapping(form.answers(self.round.name_en))).sha256)]

    def act(self, form: RuleForm) -> str:
        operations.adopt_rule(
            round=self.round,
            text=tomli_w.dumps(rule_mapping(form.answers(self.round.name_en))),
            legal_basis=form.cleaned_data["legal_basis"],
            lot_source=form.cleaned_data["lot_source"],
            objection_days=form.cleaned_data["objection_days"],
            after_appeal=AfterAppeal(form.cleaned_data["after_appeal"]),
            by=self.by,
            at=timezone.now(),
        )
        return address(self.round)


class SealRound(OfARound):
    title = gettext_lazy("Seal the records")
    lead = gettext_lazy("%(round)s. Every record is computed, frozen and hashed; the root goes into the ledger.")
    form_class = SealForm
    submit = gettext_lazy("Seal")

    def check(self) -> None:
        check_may_seal(self.request.grants)

    def initial(self) -> dict[str, Any]:
        return {"as_of": timezone.localdate()}

    def act(self, form: SealForm) -> str:
        arguments = {"round": self.round.pk, "as_of": form.cleaned_data["as_of"].isoformat()}
        job = jobs.ask(kind="record.seal", arguments=arguments, by=self.by, at=timezone.now())
        return reverse("jobs:job", args=[job.pk])


class DrawLot(OfARound):
    title = gettext_lazy("Record the public draw")
    lead = gettext_lazy(
        "%(round)s. The value and the root of the sealed records give the seed that breaks the last ties."
    )
    form_class = LotForm
    submit = gettext_lazy("Continue")
    done = gettext_lazy("The draw is recorded. Next, the selection is run.")
    checked = True

    def check(self) -> None:
        check_may_select(self.request.grants)

    def act(self, form: LotForm) -> str:
        operations.draw_lot(round=self.round, value=form.cleaned_data["value"], by=self.by, at=timezone.now())
        return address(self.round)


class RunSelection(OfARound):
    title = gettext_lazy("Run the selection")
    lead = gettext_lazy(
        "%(round)s. The adopted rule is applied to the sealed records; "
        "every promise is checked before the list is kept."
    )
    form_class = Form
    submit = gettext_lazy("Run")

    def check(self) -> None:
        check_may_select(self.request.grants)

    def act(self, form: Form) -> str:
        arguments = {"round": self.round.pk}
        job = jobs.ask(kind="selection.run", arguments=arguments, by=self.by, at=timezone.now())
        return reverse("jobs:job", args=[job.pk])
