"""Words that several pages of record say."""

from __future__ import annotations

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy

from ortoo.multilingual.refusals import sentence
from ortoo.pages.components import Tag, Text
from ortoo.record.models import Record
from ortoo.record.rules.formula import Reason, WhenMissing

ELIGIBLE = Tag("done", pgettext_lazy("record", "Eligible"), quiet=True)
NOT_ELIGIBLE = Tag("none", pgettext_lazy("record", "Not eligible"))

WHEN_MISSING: dict[str, Text] = {
    WhenMissing.INELIGIBLE.value: gettext_lazy("the official is not eligible"),
    WhenMissing.ZERO.value: gettext_lazy("it counts as zero"),
}

REASONS: dict[str, Text] = {
    Reason.MISSING.value: gettext_lazy("A mark is missing"),
    Reason.BELOW_LEAST.value: gettext_lazy("Below a least mark"),
    Reason.NO_POST.value: gettext_lazy("No post on the day"),
}


def short(pseudonym: str) -> str:
    """As lists show a pseudonym; a file has all of it.

    >>> short("a3f09b77")
    'A3F09'
    """
    return pseudonym[:5].upper()


def eligibility(record: Record) -> Tag:
    return ELIGIBLE if record.eligible else NOT_ELIGIBLE


def reason_text(record: Record) -> str:
    """Why not eligible, in the language of the page; "" where eligible."""
    if not record.reason:
        return ""
    return sentence(record.reason, get_language() or "en", {"sitting": record.sealed["reason_sitting"]})
