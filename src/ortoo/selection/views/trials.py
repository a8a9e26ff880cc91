"""A draft rule is tried on earlier records before it is adopted: the form, and what the trial came to."""

from __future__ import annotations

from typing import Any

import tomli_w
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.jobs import operations as jobs
from ortoo.multilingual.numbers import whole
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.components import Act, Fact
from ortoo.pages.templatetags.ortoo import day
from ortoo.selection.access import can_select, check_may_select, check_may_watch
from ortoo.selection.clauses import clauses
from ortoo.selection.models import Trial
from ortoo.selection.naming import naming
from ortoo.selection.queries import exams_of, sealed_before, state, trials_of
from ortoo.selection.rules.adoption import then_columns
from ortoo.selection.rules.rule import rule_from_toml
from ortoo.selection.rules.states import Act as RoundAct
from ortoo.selection.rules.states import check_may_follow
from ortoo.selection.rules.words import rule_mapping
from ortoo.selection.trial_forms import TrialForm
from ortoo.selection.trial_shown import TrialShown, answers_of_trial
from ortoo.selection.views.rounds import OfARound, address, round_of
from ortoo.spreadsheets.read import MOST_BYTES


class TryRule(OfARound):
    """A job decides; its result is the page of the trial."""

    title = gettext_lazy("Try a rule on earlier records")
    lead = gettext_lazy(
        "%(round)s. What would this rule have done? Nobody is chosen by a trial; it shows what each quota costs, and "
        "how far the lists of the three possible rules differ."
    )
    form_class = TrialForm
    submit = gettext_lazy("Try the rule")
    template_name = "selection/trial_form.html"

    def check(self) -> None:
        check_may_select(self.request.grants)

    def initial(self) -> dict[str, Any]:
        first = sealed_before(self.round).first()
        return {
            **answers_of_trial(self.round, self.request.GET.get("trial", "")),
            "earlier": first.code if first else "",
        }

    def form_arguments(self) -> dict[str, Any]:
        exams = exams_of(self.round)
        return {
            "exams": dict(zip(then_columns(tuple(exams)), exams.values(), strict=True)),
            "rounds": {round.code: round.name for round in sealed_before(self.round)},
        }

    def more(self) -> dict[str, Any]:
        return {"first": not sealed_before(self.round).exists()}

    def act(self, form: TrialForm) -> str:
        at, sent = timezone.now(), form.cleaned_data["file"]
        check_may_follow(state(self.round, at), RoundAct.ADOPT_RULE)
        if sent and sent.size > MOST_BYTES:
            limit = MOST_BYTES >> 20
            raise Refusal("spreadsheets.file_too_large", file=sent.name, size=sent.size >> 20, limit=limit)
        upload = jobs.keep_upload(name=sent.name, content=sent.read(), by=self.by, at=at) if sent else None
        arguments = {
            "round": self.round.code,
            "rule": tomli_w.dumps(rule_mapping(form.answers(self.round.name_en))),
            "answers": form.rule_answers(),
            "earlier": "" if upload else form.cleaned_data["earlier"],
            "upload": upload.pk if upload else None,
        }
        return reverse("jobs:job", args=[jobs.ask(kind="selection.try", arguments=arguments, by=self.by, at=at).pk])


@login_required
@require_GET
def trial_page(request: Request, code: str, number: int) -> HttpResponse:
    """What the draft would have done; pseudonyms and counts alone."""
    check_may_watch(request.grants)
    round = round_of(code)
    trial = get_object_or_404(trials_of(round), number=number)
    names = naming()
    shown = TrialShown(trial, names)
    context = {
        "heading": shown.finding(),
        "lead": _lead(trial),
        "round": round,
        "trial": trial,
        "shown": shown,
        "clauses": clauses(rule_from_toml(trial.rule), names),
        "facts": _facts(trial, exams_of(round)),
        "acts": _acts(trial) if can_select(request.grants) and round.seal is None and trial.answers else [],
        "others": [one for one in trials_of(round) if one.number != number],
    }
    return render(request, "selection/trial.html", context)


def _lead(trial: Trial) -> str:
    language = get_language() or "en"
    said = gettext(
        "Tried on %(records)s records of %(source)s, %(eligible)s of them eligible. A trial chooses nobody: it shows "
        "what this rule would have done."
    )
    return said % {
        "records": whole(trial.result["candidates"], language), "eligible": whole(trial.result["eligible"], language),
        "source": trial.earlier.name if trial.earlier else trial.file,
    }  # fmt: skip


def _facts(trial: Trial, exams: dict[str, str]) -> list[Fact]:
    language, rule = get_language() or "en", rule_from_toml(trial.rule)
    found = [
        Fact(gettext("Seats"), whole(rule.seats, language)),
        Fact(gettext("Tried on"), day(trial.tried_at), note=trial.tried_by.shown_name),
        Fact(gettext("Rule"), trial.rule_sha256[:16]),
        Fact(gettext("Table of records"), trial.table_sha256[:16]),
        Fact(gettext("Trial, as named in the ledger"), trial.sha256[:16]),
    ]
    if missing := [exams.get(name.partition(":")[2], name) for name in trial.result["missing"]]:
        note = gettext("These records do not have them: between equals a lot of the trial decided.")
        found.insert(1, Fact(gettext("Marks that break ties"), ", ".join(missing), note=note))
    return found


def _acts(trial: Trial) -> list[Act]:
    filled = f"?trial={trial.number}"
    return [
        Act(gettext("Adopt this rule"), address(trial.round, "rule") + filled, main=True),
        Act(gettext("Change it and try again"), address(trial.round, "try") + filled),
    ]
