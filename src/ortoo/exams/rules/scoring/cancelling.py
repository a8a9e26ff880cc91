"""A key taken back: what it does to everybody, before anybody decides.

Promise: with a full mark nobody's points fall; dropped, nobody's points rise, and whoever had nothing for the item has
a mark at least as high as before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ortoo.exams.rules.scoring.forms import Cancelled, Placed, Scored, Way, score_form
from ortoo.exams.rules.scoring.values import FULL, Sheet, half_up
from ortoo.multilingual.refusals import Refusal


@dataclass(frozen=True)
class Effect:
    """On one person."""

    before: Scored
    after: Scored

    @property
    def points(self) -> int:
        """By how many thousandths of a point the points change."""
        return self.after.points - self.before.points

    @property
    def mark(self) -> int:
        """By how many thousandths the mark changes."""
        return self.after.mark - self.before.mark


def effects(
    form: tuple[Placed, ...], sheets: Iterable[Sheet], cancelled: Cancelled, item: str, way: Way
) -> tuple[Effect, ...]:
    """Of taking back the key of one more item, on each person in the order of the sheets. Refuses one whose key is
    taken back already.
    """
    if item in cancelled:
        raise Refusal("scoring.cancelled_already", item=item)
    after = {**cancelled, item: way}
    return tuple(Effect(score_form(form, sheet, cancelled), score_form(form, sheet, after)) for sheet in sheets)


def effect_on(before: Scored, item: str, way: Way, worth: int = 1000) -> Effect:
    """The same from what was scored before, without the answers: `worth` of the item in thousandths of a point, and
    it is counted before. Refuses where nothing would be left.
    """
    had = half_up(worth * before.items[item], FULL)
    if way is Way.FULL_MARK:
        items = {**before.items, item: FULL}
        return Effect(before, Scored(before.person, items, before.points - had + worth, before.most))
    if before.most <= worth:
        raise Refusal("scoring.nothing_left")
    items = {code: earned for code, earned in before.items.items() if code != item}
    return Effect(before, Scored(before.person, items, before.points - had, before.most - worth))
