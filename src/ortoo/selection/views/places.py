"""One official's place: marks, record, adjustment, cut line, neighbours and the reason, on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.charts import merit_line
from ortoo.documents.sending import paper_file
from ortoo.exams.queries.behind_marks import Released, released_marks
from ortoo.multilingual.numbers import thousandths_text
from ortoo.multilingual.numbers import whole as whole_text
from ortoo.pages.components import NextStep
from ortoo.record.rules.formula import Outcome, Part
from ortoo.record.words import short
from ortoo.selection.adjustments import adjustment_of, adjustments_of
from ortoo.selection.behind import Behind, behind
from ortoo.selection.enough import branching, enough
from ortoo.selection.models import Place
from ortoo.selection.now import now_of
from ortoo.selection.papers import statement_paper
from ortoo.selection.queries import merits_around, neighbours, own_place
from ortoo.selection.reasons import sentence_of
from ortoo.selection.rules.thousandths import thousandths
from ortoo.selection.statement import finding
from ortoo.selection.words import STATUSES


@login_required
@require_GET
def mine(request: Request) -> HttpResponse:
    """The newest list on which the person who looks has a place."""
    place = own_place(request.grants)
    if place is None:
        empty = NextStep(gettext("You are on no list yet. A list comes after the records of a round are sealed."))
        return render(request, "selection/no_place.html", {"heading": gettext("Your place"), "empty": empty})
    return redirect("selection:place", code=place.run.round.code, pk=place.pk)


@login_required
@require_GET
def place_page(request: Request, code: str, pk: int) -> HttpResponse:
    place = _visible(request, code, pk)
    own = place.official.account_id == request.user.pk
    context = {**statement_of(place, own=own), **now_of(place, request, own=own)}
    return render(request, "selection/place.html", context)


@login_required
@require_GET
def statement_file(request: Request, code: str, pk: int) -> HttpResponse:
    """The same on paper, spoken to the official; its moment is that of the list, so it is the same file each time."""
    place = _visible(request, code, pk)
    paper = statement_paper(place, statement_of(place, own=True))
    return paper_file(paper, f"{code}-{place.rank or place.place}", at=place.run.run_at)


def _visible(request: Request, code: str, pk: int) -> Place:
    visible = Place.objects.visible_to(request.grants).select_related(
        "official", "record__seal__formula", "run__round__formula", "run__round__lot", "run__rule", "run__seal"
    )
    return get_object_or_404(visible, pk=pk, run__round__code=code)


def statement_of(place: Place, *, own: bool) -> dict[str, Any]:
    """What page and paper say: what is drawn, what would have been enough, and what proves the list."""
    rests_on = behind(place)
    said = {"enough": enough(place, rests_on), "proof": branching(place)}
    return {**context_of(place, own=own, rests_on=rests_on), **said}


def context_of(place: Place, *, own: bool, rests_on: Behind | None = None) -> dict[str, Any]:
    """What the page draws. `own`: it speaks to the official."""
    rests_on = rests_on or behind(place)
    cut, names, outcome = place.run.decision["cut"], rests_on.names, rests_on.outcome
    standing = _standing(place, outcome, rests_on.exams)
    rows = _rows(place, rests_on)
    return {
        "heading": finding(place, own=own),
        "lead": sentence_of(place, names),
        "organization": names.value("organization", place.facts["organization"]),
        "own": own,
        "place": place,
        "status": STATUSES[place.status],
        "rows": rows,
        **_columns(rows),
        "outcome": outcome,
        "adjustments": adjustments_of(place, names),
        "cut": thousandths(cut) if cut else None,
        "neighbours": [_neighbour(other, place) for other in neighbours(place)],
        "wide": merit_line.wide(standing, _words(place)) if standing else "",
        "narrow": merit_line.narrow(standing, _words(place)) if standing else "",
    }


def _rows(place: Place, rests_on: Behind) -> list[dict[str, Any]]:
    """One row a component: sitting, raw and equated mark, on one scale, weight, points.

    A mark that a ruling set stands alone: nothing was equated to it.
    """
    weights = {part.sitting: part.weight for part in rests_on.components}
    released = released_marks(place.official_id, weights)
    return [
        {"name": rests_on.exams[part.sitting], "part": part, "weight": weights[part.sitting], **_marks(part, released)}
        for part in rests_on.outcome.parts
    ]


def _marks(part: Part, released: Mapping[str, Released]) -> dict[str, int | None]:
    """`raw`, and `equated` where the mark that counts is an equated one."""
    found = released.get(part.sitting)
    if found is None or found.equated is None or part.mark != found.equated:
        return {"raw": part.mark, "equated": None}
    return {"raw": found.raw, "equated": found.equated}


def _columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Which columns the marks need, and how many stand before the points."""
    equates = any(row["equated"] is not None for row in rows)
    scales = not equates or any(row["part"].scaled != row["part"].counted for row in rows)
    return {"equates": equates, "scales": scales, "before": 3 + equates + scales}


def _neighbour(other: Place, place: Place) -> dict[str, Any]:
    return {
        "rank": other.rank,
        "pseudonym": short(other.pseudonym),
        "merit": other.adjusted if other.adjusted is not None else other.merit,
        "status": STATUSES[other.status],
        "own": other.pk == place.pk,
    }


def _standing(place: Place, outcome: Outcome, exams: Mapping[str, str]) -> merit_line.Standing | None:
    """What the pictures draw; nothing where there is no record, or no line to hold it against."""
    cut = place.run.decision["cut"]
    if outcome.merit is None or place.adjusted is None or not cut:
        return None
    language = get_language() or "en"
    parts = [
        merit_line.Part(exams[part.sitting], thousandths_text(part.scaled, language), part.points)
        for part in outcome.parts
    ]
    return merit_line.Standing(parts, place.adjusted, adjustment_of(place), thousandths(cut), merits_around(place))


def _words(place: Place) -> merit_line.Words:
    language = get_language() or "en"
    return merit_line.Words(
        title=gettext("The record and the cut line"),
        finding=finding(place, own=False),
        record=gettext("Record"),
        own=gettext("With adjustment"),
        cut=gettext("Cut line"),
        gap=_gap(place.margin or 0, language),
        adjustment=gettext("Adjustment for quotas"),
        neighbours=gettext("Each short line is one official near the cut"),
        points=lambda value: thousandths_text(value, language),
        magnified=lambda times: gettext("Magnified %(times)s times") % {"times": whole_text(times, language)},
    )


def _gap(margin: int, language: str) -> str:
    if margin == 0:
        return gettext("On the cut line")
    said = gettext("%(distance)s above the cut line") if margin > 0 else gettext("%(distance)s short of the cut line")
    return said % {"distance": thousandths_text(abs(margin), language)}
