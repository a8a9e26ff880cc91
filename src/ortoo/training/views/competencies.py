"""Every competency: which courses give it, how many posts need it, and how many officials lack it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.pages.components import Act, NextStep
from ortoo.pages.lacking import languages_missing
from ortoo.training.access import can_keep_training, check_may_see_report
from ortoo.training.gaps import gaps


@login_required
@require_GET
def competencies(request: Request) -> HttpResponse:
    check_may_see_report(request.grants)
    may = can_keep_training(request.grants)
    importing = Act(gettext("Import competencies"), reverse("jobs:import", args=["competencies"]), main=True)
    needing = Act(gettext("Import what posts need"), reverse("jobs:import", args=["post-competencies"]))
    sentence = gettext("No competency has been imported yet.")
    found = gaps(timezone.localdate())
    context = {
        "heading": gettext("Competencies"),
        "lead": gettext("What posts of today need, and what completed courses gave to those who hold them."),
        "acts": [importing, needing] if may else [],
        "gaps": found,
        "empty": NextStep(sentence, importing.label, importing.address) if may else NextStep(sentence),
        **languages_missing(may, *(gap.competency for gap in found)),
    }
    return render(request, "training/competencies.html", context)
