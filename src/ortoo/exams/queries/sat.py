"""Who sat a sitting: what each wrote, what it earned in one scoring, and where and in which language they sat."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ortoo.exams.models import ExamForm, FormItem, KeyCancellation, ScoredSheet, Scoring
from ortoo.exams.queries.sheets import Reading, counting_sheets

WHY = "an analysis takes in all sheets of a sitting, and shows no person's"


@dataclass(frozen=True)
class Sat:
    """One official's sheet as it was scored. `earned` by place, in thousandths of the item, None where it counts for
    nobody; points in thousandths of a point."""

    official: int
    form: int
    points: int
    most: int
    earned: tuple[int | None, ...]
    written: Reading


def sat(scoring: Scoring) -> list[Sat]:
    """All sheets of a scoring, by official. Two queries."""
    written = {one.official: one for one in counting_sheets(scoring.plan)}
    rows = ScoredSheet.objects.everything(because=WHY).filter(scoring=scoring).order_by("official_id")
    values = rows.values_list("official_id", "form_id", "points", "most", "items")
    return [
        Sat(official, form, points, most, tuple(json.loads(items)), written[official])
        for official, form, points, most, items in values.iterator(chunk_size=5000)
    ]


def by_form(sheets: Iterable[Sat]) -> Mapping[int, list[Sat]]:
    """Key of a form -> its sheets."""
    found: dict[int, list[Sat]] = {}
    for one in sheets:
        found.setdefault(one.form, []).append(one)
    return found


def taken_forms(scoring: Scoring) -> list[ExamForm]:
    """Those that somebody took, by letter: of the others there is nothing to say."""
    rows = ScoredSheet.objects.everything(because=WHY).filter(scoring=scoring).values("form").distinct()
    return list(ExamForm.objects.filter(pk__in=rows).order_by("letter"))


def taken_back(form: ExamForm) -> dict[int, str]:
    """Place of an item whose key was taken back -> the way."""
    rows = KeyCancellation.objects.filter(item__form=form)
    return dict(rows.values_list("item__place", "way"))


def names_of_items(items: Iterable[FormItem]) -> dict[int, str]:
    """Key of a version -> what an analysis calls it: the code of its item, with the version from the second on."""
    return {
        one.version_id: one.version.item.code + (f" v{one.version.number}" if one.version.number > 1 else "")
        for one in items
    }
