"""How sure the panel's scores are, in words: the places that a dossier may truly have, and what that says of a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language, gettext

from ortoo.multilingual.numbers import thousandths_text, whole
from ortoo.permission.models import Proposal, ProposalPlace
from ortoo.permission.rules.rubric import RAW
from ortoo.selection.rules.rule import rule_from_toml

Doubts = Mapping[int, Mapping[str, Any]]


def doubts_of(proposal: Proposal) -> Doubts:
    """Number -> what is kept of its doubt; nothing of proposals from before it was kept."""
    return {one["dossier"]: one for one in proposal.correction.get("doubts", ())}


def is_raw(proposal: Proposal) -> bool:
    """Whether the rubric lets the means as given decide, and not the corrected scores."""
    return rule_from_toml(proposal.call.rubric.rule).merit == RAW


def places_text(doubt: Mapping[str, Any] | None) -> str:
    """ "3 – 18", or "3" where it is sure."""
    if doubt is None:
        return ""
    language = get_language() or "en"
    low, high = (whole(doubt[name], language) for name in ("rank_low", "rank_high"))
    return low if low == high else f"{low} – {high}"


def error_text(doubt: Mapping[str, Any] | None) -> str:
    """ "± 1.414": one standard error of the corrected score."""
    if doubt is None or doubt["standard_error"] is None:
        return ""
    return f"± {thousandths_text(doubt['standard_error'], get_language() or 'en')}"


def place_sentence(doubt: Mapping[str, Any] | None) -> str:
    """Of one dossier, for a page that names the person."""
    if doubt is None:
        return ""
    if doubt["rank_low"] == doubt["rank_high"]:
        return gettext("The scores are sure of place %(place)s.") % {"place": places_text(doubt)}
    return gettext("By the scores the true place may be %(places)s.") % {"places": places_text(doubt)}


def line_sentence(places: Sequence[ProposalPlace], doubts: Doubts) -> str:
    """What the scores can say where the last seat was given."""
    chosen = [one for one in places if one.status == "chosen" and one.dossier.number in doubts]
    if not chosen:
        return ""
    last = doubts[min(chosen, key=lambda one: (one.corrected or 0, -one.place)).dossier.number]
    if last["rank_low"] == last["rank_high"]:
        return gettext("The scores tell the last of the proposed apart from everybody else.")
    said = gettext(
        "The scores cannot tell places %(low)s to %(high)s apart; the rule of the rubric, fixed beforehand, decided."
    )
    language = get_language() or "en"
    return said % {"low": whole(last["rank_low"], language), "high": whole(last["rank_high"], language)}
