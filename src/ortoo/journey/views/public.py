"""The public page: the programme in figures without personal data, its rules, its measures and their indicators."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.actions.queries.trace import measures_named
from ortoo.journey.queries.public import PublicRound, public_rounds
from ortoo.journey.rules.hiding import LEAST, Published
from ortoo.lessons.queries.trace import lessons_named
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Figure
from ortoo.people.words import marked_name
from ortoo.plan.queries import programme
from ortoo.selection.naming import Naming, naming
from ortoo.selection.words import ATTRIBUTES


@require_GET
def home(request: Request) -> HttpResponse:
    known, names = programme(), naming()
    context = {
        "heading": gettext("The programme in public"),
        "lead": known.name if known else gettext("The programme is not set up yet."),
        "least": LEAST,
        "rounds": [_round(one, names) for one in public_rounds()],
        "lessons": [(one, marked_name(one.owner)) for one in lessons_named().filter(replaced_by=None).order_by("code")],
        "measures": [
            (one, [marked_name(lead.organization) for lead in one.leads])  # type: ignore[attr-defined]
            for one in measures_named().order_by("code")
        ],
    }
    return render(request, "journey/public.html", context)


def _round(one: PublicRound, names: Naming) -> dict[str, Any]:
    language = get_language() or "en"
    figures = [
        Figure(gettext("Sealed records"), whole(one.sealed, language)),
        Figure(gettext("On the final list"), whole(one.chosen, language)),
    ]
    if one.permitted is not None:
        figures.append(Figure(gettext("Permitted to travel"), whole(one.permitted, language)))
    groups = [
        {"heading": ATTRIBUTES[name], "rows": _rows(name, *both, names), "totals": [_shown(one.total) for one in both]}
        for name, both in one.groups.items()
    ]
    return {"name": one.round.name, "code": one.round.code, "figures": figures, "groups": groups}


def _rows(name: str, everybody: Published, chosen: Published, names: Naming) -> list[tuple[str, str, str]]:
    return [
        (names.value(name, code), _shown(everybody.counts[code]), _shown(chosen.counts.get(code, 0)))
        for code in sorted(everybody.counts)
    ]


def _shown(count: int | None) -> str:
    return gettext("hidden") if count is None else whole(count, get_language() or "en")
