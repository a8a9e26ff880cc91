"""Why somebody stands where they stand, as sentences in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language

from ortoo.multilingual.refusals import sentence
from ortoo.selection.models import Place
from ortoo.selection.naming import Naming
from ortoo.selection.rules.explain import Reason


def sentence_of(place: Place, names: Naming) -> str:
    """The reasons that were kept with the list; for who is not eligible, that of the sealed record."""
    language = get_language() or "en"
    if place.status == "ineligible":
        facts = place.facts
        return sentence(facts["reason"], language, {"sitting": facts["reason_sitting"]})
    reasons = [Reason(reason["code"], tuple(reason["values"].items())) for reason in place.reasons]
    return " ".join(reason.sentence(language) for reason in reasons)


