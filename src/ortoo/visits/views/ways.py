"""How long it takes from venue to venue, and which of it is an estimate."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.multilingual.basis import marked
from ortoo.visits.models import Venue
from ortoo.visits.queries.stops import travel_table
from ortoo.visits.views.finding import found_visit, page_of
from ortoo.visits.words.days import MODES


@login_required
@require_GET
def ways(request: Request, code: str) -> HttpResponse:
    visit = found_visit(request.grants, code)
    table = travel_table(visit)
    names = {
        venue.code: marked(venue.name, venue.basis)
        for venue in Venue.objects.filter(code__in={end for pair in table for end in pair})
    }
    context = {
        "heading": gettext("Ways between venues"),
        "lead": gettext("An agenda plans with the greater of the two; an estimate is marked."),
        "visit": visit,
        "visit_address": page_of(visit),
        "ways": [
            (names[start], names[end], way, MODES.get(way.mode, way.mode))
            for (start, end), way in sorted(table.items())
            if start < end
        ],
        "basis_note": True,
    }
    return render(request, "visits/ways.html", context)
