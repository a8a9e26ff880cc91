"""What a plan may state before the exam: how its marks are compared, and with which form."""

from __future__ import annotations

from dataclasses import replace

from ortoo.exams.rules.equating.equate import METHODS, WITH_ANCHOR
from ortoo.exams.rules.forms.coherence import refuse_incoherent
from ortoo.exams.rules.forms.values import EQUATED, RAW, Blueprint
from ortoo.multilingual.refusals import Refusal

MOST_FORMS = 26
"""A form is called by one letter."""
MOST_ITEMS = 300
"""On one form."""
SHARED = 5
"""One in so many scored items is shared with the reference form: the usual least share (Kolen and Brennan, 8.1)."""
FULL = 1000


def stated(blueprint: Blueprint, decides: str, method: str, *, reference: bool, essay_gap: int) -> Blueprint:
    """The blueprint with as many anchors as its method needs. Refuses what says nothing or contradicts itself."""
    refuse_incoherent((), blueprint, ())
    _refuse_large(blueprint)
    if not 0 <= essay_gap <= FULL:
        raise Refusal("forms.essay_gap_off", value=essay_gap, field="essay_gap")
    if decides not in (RAW, EQUATED):
        raise Refusal("forms.decides_unknown", value=decides, field="decides")
    if decides == RAW and method:
        raise Refusal("forms.method_for_raw", method=method, field="method")
    if decides == EQUATED and method not in METHODS:
        raise Refusal("forms.method_missing", field="method")
    _refuse_comparison(blueprint, method, reference=reference)
    anchors = least_anchors(blueprint) if reference else 0
    return replace(blueprint, anchors=max(blueprint.anchors, anchors))


def least_anchors(blueprint: Blueprint) -> int:
    """Scored items that a form shares with the reference form at least."""
    return -(-blueprint.length // SHARED)


def _refuse_large(blueprint: Blueprint) -> None:
    if blueprint.forms > MOST_FORMS:
        raise Refusal("forms.blueprint_off", name="forms", value=blueprint.forms, field="how_many")
    if blueprint.length + blueprint.pretest > MOST_ITEMS:
        raise Refusal("forms.form_too_long", items=blueprint.length + blueprint.pretest, most=MOST_ITEMS)


def _refuse_comparison(blueprint: Blueprint, method: str, *, reference: bool) -> None:
    if method in WITH_ANCHOR and not reference:
        raise Refusal("forms.reference_missing", method=method, field="reference")
    if method not in WITH_ANCHOR and (reference or blueprint.anchors):
        raise Refusal("forms.reference_unused", field="reference")
    if method and method not in WITH_ANCHOR and blueprint.forms < 2:
        raise Refusal("forms.nothing_to_equate", field="method")
