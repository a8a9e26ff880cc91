"""The finding of a statement: one sentence that is the answer."""

from __future__ import annotations

from django.utils.translation import get_language, gettext

from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.selection.models import Place


def finding(place: Place, *, own: bool) -> str:
    """ "Rank 101, 0.207 short of the cut line." `own`: said to the official."""
    if place.rank is None:
        return gettext("You are not eligible in this round") if own else gettext("Not eligible in this round")
    language = get_language() or "en"
    values = {"rank": whole(place.rank, language), "distance": thousandths_text(abs(place.margin or 0), language)}
    return _sentence(place, own=own) % values


def _sentence(place: Place, *, own: bool) -> str:
    if place.margin is None:
        return gettext("Your rank is %(rank)s") if own else gettext("Rank %(rank)s")
    if place.margin == 0:
        return _on_the_line(place, own=own)
    if place.margin > 0:
        if own:
            return gettext("Your rank is %(rank)s, %(distance)s above the cut line")
        return gettext("Rank %(rank)s, %(distance)s above the cut line")
    if own:
        return gettext("Your rank is %(rank)s, %(distance)s short of the cut line")
    return gettext("Rank %(rank)s, %(distance)s short of the cut line")


def _on_the_line(place: Place, *, own: bool) -> str:
    """On the line quotas and the tie order decide, so the sentence says which way."""
    if place.status == "chosen":
        if own:
            return gettext("Your rank is %(rank)s, chosen on the cut line")
        return gettext("Rank %(rank)s, chosen on the cut line")
    if own:
        return gettext("Your rank is %(rank)s, on the cut line, not chosen")
    return gettext("Rank %(rank)s, on the cut line, not chosen")
