"""What a new run changed, in words: who enters, leaves, stays or moves, and why."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.selection.access import can_see_names, check_may_watch
from ortoo.selection.changes import Person, Teller
from ortoo.selection.models import Run
from ortoo.selection.naming import naming
from ortoo.selection.queries import exams_of, list_run, places_of
from ortoo.selection.queries.differences import changes_of, how_many_moved, run_compared
from ortoo.selection.rules.difference import Change, Kind
from ortoo.selection.views.lists import place_address
from ortoo.selection.views.rounds import round_of
from ortoo.selection.words import CHANGES


@login_required
@require_GET
def changes_page(request: Request, code: str) -> HttpResponse:
    """Names for those who may see them, pseudonyms for auditors."""
    check_may_watch(request.grants)
    round = round_of(code)
    run = list_run(round)
    if run is None or run_compared(run) is None:
        raise Http404
    changes = changes_of(run)
    teller = Teller(_people(request, run, changes), naming(), exams_of(round))
    found = [teller.told(one) for one in changes if one.kind is not Kind.MOVES]
    groups = [(CHANGES[kind], [one for one in found if one.kind is kind]) for kind in Kind]
    context = {
        "heading": gettext("What changed: %(round)s") % {"round": round.name},
        "lead": gettext("The list after the rulings, held against the one before them."),
        "round": round,
        "groups": [(heading, told) for heading, told in groups if told],
        "moved": how_many_moved(run),
    }
    return render(request, "selection/changes.html", context)


def _people(request: Request, run: Run, changes: tuple[Change, ...]) -> dict[str, Person]:
    if not can_see_names(request.grants):
        return {}
    rows = places_of(run, request.grants).filter(pseudonym__in=[one.pseudonym for one in changes])
    return {place.pseudonym: Person(place.official.short_name, place_address(place)) for place in rows}
