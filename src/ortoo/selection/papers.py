"""The statement of one official on paper: the same answer as on the page, spoken to the official."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext

from ortoo.documents.statement import Neighbour, Seal, StatementPaper, Step, Sum
from ortoo.documents.values import Picture
from ortoo.multilingual.dates import date_text
from ortoo.selection.models import Place

SHOWN = 16
"""Characters of a hash that people compare by eye, as on the page."""


def statement_paper(place: Place, shown: Mapping[str, Any]) -> StatementPaper:
    """`shown` is what the page says to the official (`views.places.statement_of`, own=True), in the active language."""
    run = place.run
    return StatementPaper(
        over=" · ".join([place.official.short_name, str(shown["organization"]), str(run.round.name)]),
        finding=shown["heading"],
        lead=shown["lead"],
        picture=Picture(str(shown["wide"]), shown["heading"]) if shown["wide"] else None,
        steps=tuple(_step(row) for row in shown["rows"]),
        sums=tuple(_sums(place, shown)),
        neighbours=tuple(
            Neighbour(other["rank"], other["pseudonym"], other["merit"], str(other["status"]), other["own"])
            for other in shown["neighbours"]
        ),
        now=tuple(_now(place)),
        enough_title=shown["enough"].heading,
        enough=tuple(shown["enough"].sentences),
        scales=shown["scales"],
        proof=shown["proof"],
        seal=Seal(
            str(run.rule.version),
            timezone.localtime(run.rule.adopted_at).date(),
            timezone.localtime(run.seal.sealed_at).date(),
            run.seal.root[:SHOWN],
            place.pseudonym[:SHOWN],
        ),
    )


def _step(row: Mapping[str, Any]) -> Step:
    part = row["part"]
    return Step(str(row["name"]), row["raw"], part.scaled, row["weight"], part.points, row["equated"])


def _sums(place: Place, shown: Mapping[str, Any]) -> Iterator[Sum]:
    """The lines below the steps, in the words of the page."""
    merit = shown["outcome"].merit
    if merit is None:
        return
    yield Sum(gettext("Record, rounded once"), merit, "sum")
    for own in shown["adjustments"]:
        yield Sum(gettext("Adjustment for %(clause)s") % {"clause": own.clause}, own.thousandths)
    if shown["cut"] is not None and place.adjusted is not None and place.margin is not None:
        yield Sum(gettext("Held against the cut line"), place.adjusted, "sum")
        yield Sum(gettext("Cut line"), shown["cut"])
        yield Sum(gettext("Difference"), place.margin, "difference")


def _now(place: Place) -> Iterator[str]:
    """What the official can do: true whenever the paper is read, so it depends on the list alone."""
    until = place.run.round.objections_until
    if until is None:
        return
    local = timezone.localtime(until)
    day = date_text(local.date(), get_language() or "en")
    yield gettext("Objections are taken until this day and hour: %(day)s, %(hour)s.") % {
        "day": day,
        "hour": f"{local:%H:%M}",
    }
    yield gettext("Somebody who did not decide before will rule on it.")
