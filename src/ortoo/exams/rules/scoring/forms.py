"""What a whole form earns, with keys that were taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ortoo.exams.rules.bank.question import Kind, Question
from ortoo.exams.rules.scoring.answers import score
from ortoo.exams.rules.scoring.values import FULL, Answer, Sheet, half_up
from ortoo.multilingual.refusals import Refusal

Cancelled = Mapping[str, "Way"]
"""Code of an item whose key was taken back -> how it counts for everybody."""


class Way(StrEnum):
    """DROPPED: it counts for nobody, and the form is that much shorter. FULL_MARK: everybody has it right."""

    DROPPED = "dropped"
    FULL_MARK = "full-mark"


@dataclass(frozen=True)
class Placed:
    """An item on the form. worth: of a full mark, in thousandths of a point."""

    code: str
    question: Question
    worth: int = 1000


@dataclass(frozen=True)
class Scored:
    """items: code -> thousandths of the item, without dropped ones. points and most: in thousandths of a point. mark:
    points as a share of most, in thousandths, half up.
    """

    person: str
    items: Mapping[str, int]
    points: int
    most: int

    @property
    def mark(self) -> int:
        return half_up(1000 * self.points, self.most)


def score_form(form: tuple[Placed, ...], sheet: Sheet, cancelled: Cancelled) -> Scored:
    """Refuses an answer to an item that is not on the form, an essay without a mark or with one off its scale, a key
    taken back of no item, and a form of which nothing is left.
    """
    _refuse_strangers(form, sheet, cancelled)
    counted = [placed for placed in form if cancelled.get(placed.code) is not Way.DROPPED]
    most = sum(placed.worth for placed in counted)
    if most <= 0:
        raise Refusal("scoring.nothing_left")
    earned = {placed.code: _earned(placed, sheet, cancelled) for placed in counted}
    points = sum(half_up(placed.worth * earned[placed.code], FULL) for placed in counted)
    return Scored(sheet.person, earned, points, most)


def _earned(placed: Placed, sheet: Sheet, cancelled: Cancelled) -> int:
    if placed.code in cancelled:
        return FULL
    if placed.question.kind is not Kind.ESSAY:
        return score(placed.question, sheet.answers.get(placed.code, Answer()))
    mark = sheet.essays.get(placed.code)
    if mark is None or not 0 <= mark <= FULL:
        raise Refusal("scoring.essay_unmarked", item=placed.code, person=sheet.person)
    return mark


def _refuse_strangers(form: tuple[Placed, ...], sheet: Sheet, cancelled: Cancelled) -> None:
    codes = [placed.code for placed in form]
    for code in codes:
        if codes.count(code) > 1:
            raise Refusal("scoring.item_twice", item=code)
    for code in [*sheet.answers, *sheet.essays]:
        if code not in codes:
            raise Refusal("scoring.not_on_form", item=code, person=sheet.person)
    for code in cancelled:
        if code not in codes:
            raise Refusal("scoring.cancelled_unknown", item=code)
