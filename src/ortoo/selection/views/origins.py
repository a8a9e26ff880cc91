"""Where the chosen come from, on a map and in shares; it names nobody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.charts import shares
from ortoo.multilingual.numbers import whole
from ortoo.selection.access import check_may_watch
from ortoo.selection.origins import origins_of
from ortoo.selection.queries import list_run
from ortoo.selection.views.rounds import round_of


@login_required
@require_GET
def origins_page(request: Request, code: str) -> HttpResponse:
    check_may_watch(request.grants)
    round = round_of(code)
    run = list_run(round)
    if run is None:
        raise Http404
    origins, language = origins_of(run), get_language() or "en"
    sealed, chosen = whole(origins.everybody, language), whole(origins.chosen, language)
    context = {
        "heading": gettext("Where the chosen come from"),
        "lead": gettext("%(round)s: %(chosen)s chosen among %(sealed)s sealed records. Counts, which name nobody.")
        % {"round": round.name, "chosen": chosen, "sealed": sealed},
        "round": round,
        "map": origins.map,
        "map_title": gettext("Where the chosen come from"),
        "map_counted": gettext("Chosen"),
        "map_whole": gettext("Sealed records"),
        "parts": origins.parts,
        "keys": [
            (shares.key("all"), gettext("all sealed records (%(count)s)") % {"count": sealed}),
            (shares.key("listed"), gettext("the chosen (%(count)s)") % {"count": chosen}),
        ],
    }
    return render(request, "selection/origins.html", context)
