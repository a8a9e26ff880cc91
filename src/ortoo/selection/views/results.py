"""What a list publishes, for everybody: prices, cut line, bound, counts of categories, pseudonyms; nobody's row."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_safe

from ortoo.ledger.models import Entry
from ortoo.ledger.queries import entry_that
from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.pages.components import Act, Figure
from ortoo.selection.models import Run
from ortoo.selection.naming import naming
from ortoo.selection.queries import list_run
from ortoo.selection.views.rounds import round_of


@require_safe
def result_page(request: HttpRequest, code: str) -> HttpResponse:
    run, entry = _published(code)
    said = entry.said
    result = said["result"]
    context = {
        "heading": gettext("What the list publishes"),
        "lead": gettext("%(round)s: enough to hold one's own row against, and no row of anybody.")
        % {"round": run.round.name},
        "figures": _figures(result),
        "proof": result["proof"],
        "prices": _prices(result),
        "counts": _counts(result),
        "chosen": said["chosen"],
        "reserve": said["reserve"],
        "root": run.seal.root,
        "entry": entry,
        "acts": [
            Act(gettext_lazy("Check a receipt"), reverse("ledger:receipt-check"), main=True),
            Act(gettext_lazy("The entry as a file"), reverse("selection:result-file", args=[code])),
        ],
    }
    return render(request, "selection/result.html", context)


@require_safe
def result_file(request: HttpRequest, code: str) -> HttpResponse:
    """The very bytes that were hashed."""
    _, entry = _published(code)
    response = HttpResponse(bytes(entry.body), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="list-{code}-entry-{entry.seq}.json"'
    return response


def _published(code: str) -> tuple[Run, Entry]:
    """The run behind the list that stands, and its entry; nothing before there is a list, or of one from before."""
    run = list_run(round_of(code))
    if run is None:
        raise Http404
    entry = entry_that("list.provisional", round=code, decision_sha256=run.decision_sha256)
    if "result" not in entry.said:
        raise Http404
    return run, entry


def _figures(result: dict[str, Any]) -> list[Figure]:
    language = get_language() or "en"
    found = [Figure(gettext("Seats"), whole(result["seats"], language))]
    if result["cut"] is not None:
        found.append(Figure(gettext("Cut line"), thousandths_text(result["cut"], language)))
    found.append(Figure(gettext("Total merit"), thousandths_text(result["total"], language)))
    found.append(Figure(gettext("Bound that no list exceeds"), thousandths_text(result["bound"], language)))
    return found


def _prices(result: dict[str, Any]) -> list[dict[str, Any]]:
    names = naming()
    return [price | {"name": names.cell(price["attribute"], price["value"])} for price in result["adjustments"]]


def _counts(result: dict[str, Any]) -> list[dict[str, Any]]:
    names = naming()
    return [
        {"name": names.cell(attribute, value), "count": count}
        for attribute, values in result["counts"].items()
        for value, count in sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
