"""One official's whole path on one page: what each station knows, and what came of what they saw."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.journey.parts import parts_of
from ortoo.journey.queries import road_of
from ortoo.journey.queries.trace import trace_of
from ortoo.journey.rules.following import Kind
from ortoo.journey.words import STEPS
from ortoo.people.queries import official_seen
from ortoo.visits.queries.trace import travels_of


@login_required
@require_GET
def official(request: Request, number: str) -> HttpResponse:
    """Who may see the official sees the path; the pages that it leads to ask again for themselves."""
    who = official_seen(request.grants, number)
    if who is None:
        raise Http404
    own = who.account_id == request.user.pk
    road = road_of(who, own=own)
    travels = travels_of(who.pk)
    context = {
        "heading": who.short_name,
        "lead": gettext("The whole path, station by station, as far as it has led."),
        "step": STEPS[road.step],
        "stops": road.stops,
        "parts": parts_of(trace_of(Kind.TRAVELLER, travels), request.grants) if travels else [],
    }
    return render(request, "journey/official.html", context)
