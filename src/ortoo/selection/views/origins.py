"""Where the chosen come from, on a map and in shares, also on paper; it names nobody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.documents.sending import paper_file
from ortoo.selection.access import check_may_watch
from ortoo.selection.models import Run
from ortoo.selection.origins import keys_of, lead_of, origins_of
from ortoo.selection.origins_paper import origins_paper
from ortoo.selection.queries import list_run
from ortoo.selection.views.rounds import round_of


@login_required
@require_GET
def origins_page(request: Request, code: str) -> HttpResponse:
    run = _run(request, code)
    origins = origins_of(run)
    context = {
        "heading": gettext("Where the chosen come from"),
        "lead": lead_of(run.round, origins),
        "round": run.round,
        "map": origins.map,
        "map_title": gettext("Where the chosen come from"),
        "map_counted": gettext("Chosen"),
        "map_whole": gettext("Sealed records"),
        "parts": origins.parts,
        "keys": keys_of(origins),
    }
    return render(request, "selection/origins.html", context)


@login_required
@require_GET
def origins_file(request: Request, code: str) -> HttpResponse:
    """The same on paper, and those around the cut line; its moment is that of the list."""
    run = _run(request, code)
    return paper_file(origins_paper(run), f"origins-{code}", at=run.run_at)


def _run(request: Request, code: str) -> Run:
    check_may_watch(request.grants)
    run = list_run(round_of(code))
    if run is None:
        raise Http404
    return run
