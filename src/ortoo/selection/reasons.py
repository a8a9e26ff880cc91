"""Why somebody stands where they stand, as sentences in the language of the page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language

from ortoo.multilingual.numbers import thousandths_text
from ortoo.multilingual.refusals import sentence
from ortoo.selection.clauses import ceiling, floor
from ortoo.selection.models import Place
from ortoo.selection.naming import Naming
from ortoo.selection.rules.thousandths import thousandths

FIGURES = ("adjusted", "margin", "cut")
"""Values of a reason that are thousandths, kept as decimals."""


def sentence_of(place: Place, names: Naming) -> str:
    """The reasons that were kept with the list; for who is not eligible, that of the sealed record."""
    language = get_language() or "en"
    if place.status == "ineligible":
        facts = place.facts
        return sentence(facts["reason"], language, {"sitting": facts["reason_sitting"]})
    return " ".join(
        sentence(f"select.reason.{reason['code']}", language, _said(reason["values"], names, language))
        for reason in place.reasons
    )


def _said(values: dict[str, Any], names: Naming, language: str) -> dict[str, object]:
    """The values as the page writes them: figures in its language, clauses by the names of their values."""
    said: dict[str, object] = {
        key: thousandths_text(thousandths(value), language) if key in FIGURES else value
        for key, value in values.items()
    }
    if "named" in values:
        said["clauses"] = "; ".join(_clause(*clause, names=names) for clause in values["named"])
    return said


def _clause(attribute: str, value: str, bound: str, count: int, *, names: Naming) -> str:
    say = ceiling if bound == "at_most" else floor
    return say(attribute, value, count, names)
