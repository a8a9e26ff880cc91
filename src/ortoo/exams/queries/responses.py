"""Scored responses as item analysis reads them from a file (docs/reference/items.md)."""

from __future__ import annotations

from collections.abc import Sequence

from ortoo.exams.models import ExamForm, Scoring
from ortoo.exams.queries.scoring import asked_on, scored_rows
from ortoo.exams.queries.sheets import counting_sheets
from ortoo.exams.rules.bank.question import Kind
from ortoo.exams.rules.scoring.values import FULL


def responses_of(scoring: Scoring, form: ExamForm) -> tuple[list[str], list[list[str]]]:
    """Codes of the items that count on a form, and a row for each sheet, in no telling order: 1 for the whole item, 0
    for less, empty behind the last place that was answered. Rows are sorted by what they say, so that none tells whose
    it is.
    """
    asked = asked_on(scoring.plan)[form.pk]
    essays = {one.place for one in asked if one.question.kind is Kind.ESSAY}
    sheets = {one.official: one.answers for one in counting_sheets(scoring.plan) if one.form == form.pk}
    counted = [one for one in asked if one.counts]
    rows = []
    for earned in scored_rows(scoring):
        if earned.form == form.pk:
            last = _last(sheets[earned.official], earned.items, essays)
            rows.append([_cell(earned.items[one.place - 1], one.place <= last) for one in counted])
    return [one.question.code for one in counted], sorted(rows)


def _last(answers: Sequence[str], items: Sequence[int | None], essays: set[int]) -> int:
    """The last place with an answer, or with an essay on paper that earned something."""
    answered = [place for place, answer in enumerate(answers, start=1) if answer]
    written = [place for place in essays if items[place - 1]]
    return max([0, *answered, *written])


def _cell(worth: int | None, reached: bool) -> str:
    if not reached:
        return ""
    return "1" if worth == FULL else "0"
