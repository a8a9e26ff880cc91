"""What stands behind the released marks of one official: raw and equated, and the sheet that they were scored from."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ortoo.exams.models import EssayMark, Measurement, ScoredSheet
from ortoo.exams.queries.releases import worth_of_forms
from ortoo.exams.rules.forms.values import EQUATED
from ortoo.exams.rules.scoring.one_step import Paper

if TYPE_CHECKING:
    from ortoo.exams.rules.measured import FormWorth

WHY = "the caller shows it to the official, or to who may see that official's place"


@dataclass(frozen=True)
class Released:
    """A mark as it was released, in thousandths. `equated` None where nothing was equated; `decides` is the mark."""

    raw: int
    equated: int | None
    decides: int


def released_marks(official: int, codes: Collection[str]) -> Mapping[str, Released]:
    """Code of sitting -> what was released for one official; nothing where marks came from elsewhere. One query."""
    rows = Measurement.objects.everything(because=WHY).filter(mark__official=official, mark__sitting__code__in=codes)
    values = rows.values_list("mark__sitting__code", "raw", "equated", "mark__thousandths")
    return {code: Released(raw, equated, mark) for code, raw, equated, mark in values}


def papers_of(official: int, codes: Collection[str]) -> Mapping[str, Paper]:
    """Code of sitting -> the scored sheet that the mark was released from. One query; with sheets more."""
    rows = ScoredSheet.objects.everything(because=WHY).filter(official=official, scoring__release__isnull=False)
    sheets = list(rows.filter(scoring__plan__sitting__code__in=codes).select_related("scoring__plan__sitting", "form"))
    essays = _essays(official, codes) if sheets else {}
    return {sheet.scoring.plan.sitting.code: _paper(sheet, essays.get(sheet.form_id, {})) for sheet in sheets}


def _paper(sheet: ScoredSheet, essays: Mapping[int, tuple[int, ...]]) -> Paper:
    plan = sheet.scoring.plan
    worth, _ = worth_of_forms(sheet.scoring)[sheet.form_id]
    earned = tuple(json.loads(sheet.items))
    counted = {place: marks for place, marks in essays.items() if earned[place - 1] is not None}
    return Paper(sheet.form.letter, earned, partial(_mark, worth, plan.decides), counted, plan.essay_gap)


def _mark(worth: FormWorth, decides: str, points: int) -> int:
    found = worth.of(points)
    return found.equated if decides == EQUATED and found.equated is not None else found.raw


def _essays(official: int, codes: Collection[str]) -> dict[int, dict[int, tuple[int, ...]]]:
    """Key of a form -> place -> marks by turn; without essays whose key was taken back."""
    rows = EssayMark.objects.everything(because=WHY).filter(official=official, item__cancellation=None)
    rows = rows.filter(item__form__plan__sitting__code__in=codes).order_by("turn")
    found: dict[int, dict[int, tuple[int, ...]]] = {}
    for form, place, mark in rows.values_list("item__form", "item__place", "thousandths"):
        marks = found.setdefault(form, {})
        marks[place] = (*marks.get(place, ()), mark)
    return found
