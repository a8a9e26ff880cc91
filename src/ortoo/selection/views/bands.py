"""Of whom the marks do not say whether they are truly among the best: found before the run, shown from then on."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.jobs import operations as jobs
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.forms import Form
from ortoo.selection import operations
from ortoo.selection.access import (
    can_read_files,
    can_rule,
    can_select,
    check_may_rule,
    check_may_select,
    check_may_watch,
)
from ortoo.selection.appeal_forms import EvidenceForm
from ortoo.selection.band import declared_in_words, evidence_in_words, finding_of_band, picture_of_band
from ortoo.selection.queries import latest_run, rule_in_force, state
from ortoo.selection.queries.bands import band_of_round
from ortoo.selection.rules.band_shown import band_from
from ortoo.selection.rules.rule import rule_from_toml
from ortoo.selection.rules.states import NEXT, Act
from ortoo.selection.views.rounds import OfARound, round_of
from ortoo.spreadsheets.read import MOST_BYTES


@login_required
@require_GET
def band_page(request: Request, code: str) -> HttpResponse:
    """Before the run for the selection officer alone; afterwards for whoever sees the list. Pseudonyms only."""
    round = round_of(code)
    run, rule = latest_run(round), rule_in_force(round)
    (check_may_select if run is None else check_may_watch)(request.grants)
    kept = band_of_round(round)
    shown = None if kept is None else band_from(kept.body)
    context = {
        "heading": gettext("Who is borderline: %(round)s") % {"round": round.name},
        "lead": "" if shown is None else finding_of_band(shown),
        "round": round,
        "kept": kept,
        "shown": shown,
        "inside": [] if shown is None else [one for one in shown.people if one.inside],
        "picture": None if shown is None else picture_of_band(shown),
        "declared": "" if rule is None else declared_in_words(rule_from_toml(rule.text).borderline),
        "evidence": evidence_in_words(round),
        "rules": can_rule(request.grants),
        "reads_files": can_read_files(request.grants),
        "may_find": can_select(request.grants) and (state(round), Act.FIND_BAND) in NEXT,
        "ran": run is not None,
    }
    return render(request, "selection/band.html", context)


class FindBand(OfARound):
    title = gettext_lazy("Find who is borderline")
    lead = gettext_lazy(
        "%(round)s. From the sealed records and their standard errors: of whom the marks do not say whether they are "
        "truly among the best. It decides nothing by itself."
    )
    form_class = Form
    submit = gettext_lazy("Find them")

    def check(self) -> None:
        check_may_select(self.request.grants)

    def act(self, form: Form) -> str:
        arguments = {"round": self.round.pk}
        job = jobs.ask(kind="selection.band", arguments=arguments, by=self.by, at=timezone.now())
        return reverse("jobs:job", args=[job.pk])


class EnterEvidence(OfARound):
    title = gettext_lazy("Enter the evidence from a file")
    lead = gettext_lazy(
        "%(round)s. Each row becomes a draft, which a second member of the appeals panel confirms or returns."
    )
    form_class = EvidenceForm
    submit = gettext_lazy("Enter the file")
    done = gettext_lazy("The drafts wait for a second member of the panel.")

    def check(self) -> None:
        check_may_rule(self.request.grants)

    def act(self, form: EvidenceForm) -> str:
        sent = form.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            limit = MOST_BYTES >> 20
            raise Refusal("spreadsheets.file_too_large", file=sent.name, size=sent.size >> 20, limit=limit)
        operations.enter_evidence(round=self.round, name=sent.name, content=sent.read(), by=self.by, at=timezone.now())
        return reverse("selection:appeals", args=[self.round.code])
