"""One thing followed both ways: what led to it, and what came of it. Persons only for those who may see them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.actions.queries.trace import measures_named
from ortoo.exams.queries import marks_seen
from ortoo.journey.parts import parts_of
from ortoo.journey.queries.trace import trace_of
from ortoo.journey.rules.following import Kind
from ortoo.lessons.queries.trace import lessons_named
from ortoo.plan.queries import indicators
from ortoo.selection.queries.trace import places_named
from ortoo.visits.queries.trace import stops_named


@require_GET
def indicator(request: Request, code: str) -> HttpResponse:
    row = get_object_or_404(indicators(), code=code)
    return _page(request, Kind.INDICATOR, row.pk, row.name)


@require_GET
def measure(request: Request, code: str) -> HttpResponse:
    row = get_object_or_404(measures_named(), code=code)
    return _page(request, Kind.MEASURE, row.pk, row.name)


@require_GET
def lesson(request: Request, code: str) -> HttpResponse:
    row = get_object_or_404(lessons_named(), code=code)
    return _page(request, Kind.LESSON, row.pk, row.name)


@require_GET
def stop(request: Request, visit: str, code: str) -> HttpResponse:
    row = get_object_or_404(stops_named(), visit__code=visit, code=code)
    return _page(request, Kind.STOP, row.pk, row.name)


@login_required
@require_GET
def place(request: Request, code: str, pk: int) -> HttpResponse:
    row = get_object_or_404(places_named(None, request.grants), run__round__code=code, pk=pk)
    return _page(request, Kind.PLACE, row.pk, row.official.short_name)


@login_required
@require_GET
def mark(request: Request, pk: int) -> HttpResponse:
    row = get_object_or_404(marks_seen(request.grants), pk=pk)
    return _page(request, Kind.MARK, row.pk, f"{row.sitting.name}, {row.official.short_name}")


def _page(request: Request, kind: Kind, key: int, heading: str) -> HttpResponse:
    parts = parts_of(trace_of(kind, [key]), request.grants)
    context: dict[str, Any] = {
        "heading": heading,
        "lead": gettext("What led to it, and what came of it: the latest first, down to the exam mark."),
        "parts": parts,
        "alone": sum(len(part.lines) + part.unseen for part in parts) == 1,
    }
    return render(request, "journey/trace.html", context)
