"""The mark of an essay from two markers who do not see each other's, and a third where they differ."""

from __future__ import annotations

from ortoo.exams.rules.scoring.values import FULL, half_up
from ortoo.multilingual.refusals import Refusal


def needs_third(first: int, second: int, gap: int) -> bool:
    """Whether they lie more than `gap` thousandths apart."""
    return abs(first - second) > gap


def settled(first: int, second: int, third: int | None, gap: int) -> int:
    """The mean of the two, half up; after a third, that of the two marks that lie nearest to each other, and the third
    alone where it lies in the middle. All in thousandths of the item.

    Refuses a mark off the scale, a third that was not asked for, and none where one is needed.

    >>> settled(600, 700, None, 150), settled(300, 700, 650, 150), settled(300, 700, 500, 150)
    (650, 675, 500)
    """
    for mark in (first, second, third):
        if mark is not None and not 0 <= mark <= FULL:
            raise Refusal("scoring.essay_off_scale", mark=mark, most=FULL)
    if needs_third(first, second, gap) != (third is not None):
        code = "scoring.third_missing" if third is None else "scoring.third_unasked"
        raise Refusal(code, first=first, second=second, gap=gap)
    if third is None:
        return half_up(first + second, 2)
    low, middle, high = sorted((first, second, third))
    if middle - low == high - middle:
        return middle
    return half_up(low + middle, 2) if middle - low < high - middle else half_up(middle + high, 2)
