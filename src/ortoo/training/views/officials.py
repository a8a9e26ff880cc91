"""The training of one official: courses taken, classes ahead, and the gap between post and competencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request, signed_in
from ortoo.multilingual.texts import joined
from ortoo.pages.components import NextStep
from ortoo.people.queries import official_of, official_row, official_seen
from ortoo.training.gaps import gap_of
from ortoo.training.queries import classes_ahead, enrolments_of, places_of
from ortoo.training.views.classes import address as class_address
from ortoo.training.views.classes import standing_text
from ortoo.training.views.cohorts import enrolment_address, state
from ortoo.training.words import attendance_text, part_text, reasons, when, where

if TYPE_CHECKING:
    from ortoo.people.models import Official


@login_required
@require_GET
def mine(request: Request) -> HttpResponse:
    own = official_of(signed_in(request).pk)
    if own is None:
        empty = NextStep(gettext("Your account belongs to no official on the register, so it takes no courses."))
        return render(request, "training/official.html", {"heading": gettext("My training"), "nobody": empty})
    context = {"heading": gettext("My training"), "own": True, **_of(official_row(own))}
    return render(request, "training/official.html", context)


@login_required
@require_GET
def of_official(request: Request, number: str) -> HttpResponse:
    official = official_seen(request.grants, number)
    if official is None:
        raise Http404(number)
    context = {"heading": official.short_name, "lead": gettext("Training"), **_of(official)}
    return render(request, "training/official.html", context)


def _of(official: Official) -> dict[str, Any]:
    enrolments = enrolments_of(official)
    places = places_of(enrolments)
    return {
        "enrolments": [
            (one, state(one), attendance_text(one.completion), reasons(one.completion), enrolment_address(one))
            for one in enrolments
        ],
        "classes": [
            (class_address(sitting), joined((sitting.cohort.name, part_text(sitting))), when(sitting), where(sitting),
             standing_text(places.get(sitting.pk)))
            for sitting in classes_ahead(enrolments, timezone.now())
        ],
        "gap": gap_of(official.pk, timezone.localdate()),
        "empty": NextStep(gettext("No course has been taken yet. The academy enrols officials in cohorts.")),
    }  # fmt: skip
