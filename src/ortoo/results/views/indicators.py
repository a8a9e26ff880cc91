"""Every indicator of the plan at a glance, one of them in full, and its figures as a file. Public."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_GET

from ortoo.access.queries import is_demonstration
from ortoo.access.requests import Request
from ortoo.documents.sending import beginning_of, paper_file
from ortoo.multilingual.basis import UNCONFIRMED, marked
from ortoo.multilingual.numbers import whole
from ortoo.pages.components import Act, NextStep
from ortoo.pages.lacking import languages_missing
from ortoo.pages.stations import address
from ortoo.plan.queries import indicators
from ortoo.plan.words import DIRECTIONS, unit_of
from ortoo.results.access import can_keep_figures, can_see_unapproved
from ortoo.results.queries import IndicatorRow, Picture, indicator_rows, measures_behind, picture_of
from ortoo.results.words.chart import drawings
from ortoo.results.words.kinds import KINDS
from ortoo.results.words.lights import evidence_tag, lights, pace_tag, remarks, sentence
from ortoo.results.words.numbers import places_of, written
from ortoo.results.words.paper import indicator_paper, keys
from ortoo.results.words.tables import asked, origins, progress_note, years
from ortoo.spreadsheets.cells import Text, Whole
from ortoo.spreadsheets.layout import Column
from ortoo.spreadsheets.write import MEDIA_TYPES, csv_bytes

if TYPE_CHECKING:
    from ortoo.plan.models import Indicator


@require_GET
def home(request: Request) -> HttpResponse:
    rows = indicator_rows(timezone.localdate())
    context = {
        "heading": gettext("Results"),
        "lead": gettext("Where the country stands on the path of its plan, each figure with its source and edition."),
        "goals": [(goal, [_line(one) for one in lines]) for goal, lines in groupby(rows, key=_goal)],
        "acts": _acts(request),
        "empty": NextStep(gettext("No plan with indicators is on record yet.")),
        "basis_note": any(one.picture.indicator.basis in UNCONFIRMED for one in rows),
        **languages_missing(can_keep_figures(request.grants), *(one.picture.indicator for one in rows)),
    }
    return render(request, "results/home.html", context)


@require_GET
def indicator(request: Request, code: str) -> HttpResponse:
    picture = picture_of(found(code), today=timezone.localdate(), vintage=request.GET.get("vintage"))
    return render(request, "results/indicator.html", _context(request, picture))


@require_GET
def figures_file(request: Request, code: str) -> HttpResponse:
    """The figures of one edition beside the path, as CSV."""
    picture = picture_of(found(code), today=timezone.localdate(), vintage=request.GET.get("vintage"))
    language = get_language() or "en"
    heads = {
        "year": gettext("Year"), "observed": gettext("Observed"), "path": gettext("Path"), "target": gettext("Target"),
        "source": gettext("Source"), "edition": gettext("Edition"), "licence": gettext("Licence"),
    }  # fmt: skip
    cells = {"year": Whole()}
    columns = [Column(key, {language: head}, cells.get(key, Text(500)), required=False) for key, head in heads.items()]
    edition = picture.edition
    lines: list[dict[str, Any]] = []
    for one in years(picture):
        line = {
            "year": one.year,
            "observed": one.observed or None,
            "path": one.path or None,
            "target": one.target or None,
        }
        if edition and one.observed:
            line |= {"source": edition.source, "edition": edition.vintage, "licence": edition.licence}
        lines.append(line)
    response = HttpResponse(csv_bytes(columns, lines, language), content_type=MEDIA_TYPES["csv"])
    response["Content-Disposition"] = f'attachment; filename="{code}.csv"'
    return response


@require_GET
def indicator_file(request: Request, code: str) -> HttpResponse:
    """The page's picture with its tables on paper, of the edition that the page shows, as it stands today."""
    today = timezone.localdate()
    picture = picture_of(found(code), today=today, vintage=request.GET.get("vintage"))
    paper = indicator_paper(picture, _over(picture.indicator), _lead(picture))
    return paper_file(paper, f"indicator-{code}", at=beginning_of(today))


def found(code: str) -> Indicator:
    """With a base and targets; else there is nothing to hold a figure against, and the page does not exist."""
    rows = indicators().select_related("goal__plan").prefetch_related("targets")
    one = rows.filter(code=code).first()
    if one is None or not one.base_value or not one.targets.all():
        raise Http404
    return one


def _goal(row: IndicatorRow) -> str:
    goal = row.picture.indicator.goal
    return gettext("Goal %(number)s: %(name)s") % {"number": goal.number, "name": goal.name}


def _line(row: IndicatorRow) -> dict[str, Any]:
    picture = row.picture
    latest = picture.judged.latest
    return {
        "indicator": picture.indicator,
        "unit": unit_of(picture.indicator),
        "latest": written(latest.value, places_of(picture)) if latest else "–",
        "year": latest.year if latest else "–",
        "pace": pace_tag(picture),
        "evidence": replace(evidence_tag(picture), quiet=True),
        "measures": whole(row.measures, get_language() or "en"),
    }


def _acts(request: Request) -> list[Act]:
    acts = []
    if can_keep_figures(request.grants):
        acts.append(Act(gettext("Import figures"), reverse("jobs:import", args=["observations"]), main=True))
        acts.append(Act(gettext("Import series"), reverse("jobs:import", args=["series"])))
    if can_see_unapproved(request.grants):
        acts.append(Act(gettext("Editions"), reverse("results:editions")))
    return acts


def _context(request: Request, picture: Picture) -> dict[str, Any]:
    one = picture.indicator
    wide, narrow = drawings(picture)
    vintage = {"vintage": picture.edition.vintage} if picture.edition and len(picture.editions) > 1 else {}
    edition = f"?{urlencode(vintage)}" if vintage else ""
    return {
        "heading": one.name,
        **languages_missing(can_keep_figures(request.grants), one),
        "over": _over(one),
        "lead": _lead(picture),
        "acts": [
            Act(gettext("Figures as CSV"), reverse("results:figures", args=[one.code]) + edition),
            Act(gettext("Save as a PDF"), reverse("results:indicator-file", args=[one.code]) + edition),
            Act(gettext("In the plan"), reverse("plan:indicator", args=[one.code])),
        ],
        "picture": picture,
        "basis": one.basis,
        "lights": lights(picture),
        "sentence": sentence(picture),
        "wide": wide,
        "narrow": narrow,
        "keys": keys(),
        "origins": origins(picture),
        "source": picture.edition.source if picture.edition else "",
        "remarks": remarks(picture),
        "asked": asked(picture),
        "progress_note": progress_note(picture),
        "years": years(picture),
        "editions": _editions(picture),
        "measures": [(row, address("actions:measure", row.code)) for row in measures_behind(one)],
        "is_demonstration": is_demonstration(),
        "basis_note": one.basis in UNCONFIRMED or one.direction_basis in UNCONFIRMED
        or any("†" in edition.licence for edition in picture.editions),
    }  # fmt: skip


def _over(one: Indicator) -> str:
    values = {"number": one.goal.number, "name": one.goal.name, "plan": one.goal.plan.name}
    return gettext("Goal %(number)s, %(name)s · %(plan)s") % values


def _lead(picture: Picture) -> str:
    """Unit, bounds and direction in one line."""
    one, series = picture.indicator, picture.series
    words = [unit_of(one), marked(str(DIRECTIONS[one.direction]), one.direction_basis)]
    if series and series.low and series.high and not {series.low, series.high} <= set(re.findall(r"\d+", words[0])):
        words.insert(1, gettext("from %(low)s to %(high)s") % {"low": series.low, "high": series.high})
    if series:
        words.append(str(KINDS[series.kind]))
    text = ", ".join(words)
    return f"{text[:1].upper()}{text[1:]}."


def _editions(picture: Picture) -> list[tuple[str, str, str, bool]]:
    """(vintage, how many figures, address, whether it is shown) of each, the newest first."""
    here = reverse("results:indicator", args=[picture.indicator.code])
    found = []
    for one in picture.editions:
        count = len(one.observations.all())
        words = ngettext("%(count)s figure", "%(count)s figures", count) % {
            "count": whole(count, get_language() or "en")
        }
        found.append((one.vintage, words, f"{here}?{urlencode({'vintage': one.vintage})}", one == picture.edition))
    return found
