"""Scorings and their analyses, and what earlier sittings said of the same items."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ortoo.exams.models import FormPlan, ItemAnalysis, ItemEstimate, Scoring


@dataclass(frozen=True)
class Earlier:
    """One earlier analysis of items that a form holds too: sitting and letter, and version -> share solved."""

    sitting: str
    letter: str
    facility: Mapping[int, float]


def analyses_of(scoring: Scoring) -> list[ItemAnalysis]:
    """By the letter of the form."""
    rows = ItemAnalysis.objects.filter(scoring=scoring).select_related("form", "scoring__plan__sitting")
    return list(rows.order_by("form__letter"))


def analysis_of(plan: FormPlan, letter: str) -> ItemAnalysis | None:
    """The latest of a form."""
    rows = ItemAnalysis.objects.filter(scoring__plan=plan, form__letter=letter).order_by("-pk")
    return rows.select_related("form", "scoring__plan__sitting").first()


def told(analysis: ItemAnalysis) -> dict[str, Any]:
    """The body, read."""
    found: dict[str, Any] = json.loads(analysis.body)
    return found


def earlier_analyses(plan: FormPlan, versions: Collection[int]) -> list[Earlier]:
    """Of other sittings with some of these versions: the one with most of them first, among equals the latest."""
    rows = ItemEstimate.objects.filter(version__in=versions).exclude(analysis__scoring__plan=plan)
    found: dict[int, dict[int, float]] = {}
    for analysis, version, facility in rows.values_list("analysis", "version", "facility"):
        found.setdefault(analysis, {})[version] = facility
    known = ItemAnalysis.objects.filter(pk__in=found).select_related("form", "scoring__plan__sitting")
    ordered = sorted(known, key=lambda one: (-len(found[one.pk]), -one.pk))
    return [Earlier(one.scoring.plan.sitting.code, one.form.letter, found[one.pk]) for one in ordered]
