"""What one item, or one marker of an essay, would have done to a mark: everything else left as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ortoo.exams.rules.scoring.essays import settled
from ortoo.exams.rules.scoring.values import FULL
from ortoo.multilingual.refusals import Refusal

Turns = Callable[[int], bool]
"""Whether a mark, in thousandths, would turn what was decided."""


@dataclass(frozen=True)
class Paper:
    """One official's scored sheet. earned: by place from 1, thousandths of the item, None where it counts for nobody.
    essays: place -> what its markers gave, by turn. `gap`: beyond it a third marks. `mark`: thousandths of a point to a
    mark of the sitting, as it decides.
    """

    form: str
    earned: tuple[int | None, ...]
    mark: Callable[[int], int]
    essays: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    gap: int = 0

    @property
    def points(self) -> int:
        return sum(worth for worth in self.earned if worth is not None)

    def with_item(self, place: int, worth: int) -> int:
        """The mark if the item at `place` had earned `worth`."""
        had = self.earned[place - 1]
        assert had is not None
        return self.mark(self.points - had + worth)


@dataclass(frozen=True)
class MarkerStep:
    """Of the essay at `place` the marker of `turn` gives `by` thousandths of the item more, or less."""

    place: int
    turn: int
    by: int


def turning_items(paper: Paper, turns: Turns, worth: int) -> list[int]:
    """Places of the items each of which alone, had it earned `worth` (all or nothing), would have turned it.

    >>> paper = Paper("A", (1000, 0, None, 400), lambda points: points)
    >>> turning_items(paper, lambda mark: mark >= 2_000, FULL), turning_items(paper, lambda mark: mark < 1_000, 0)
    ([2, 4], [1])
    """
    places = (place for place, had in enumerate(paper.earned, start=1) if had is not None and had != worth)
    return [place for place in places if turns(paper.with_item(place, worth))]


def strongest_item(paper: Paper, worth: int) -> int:
    """The mark furthest from the own one that a single item, earning `worth`, would have led to."""
    marks = [paper.with_item(place, worth) for place, had in enumerate(paper.earned, start=1) if had is not None]
    return (max if worth else min)(marks, default=paper.mark(paper.points))


def turning_marker(paper: Paper, turns: Turns, way: int) -> MarkerStep | None:
    """The smallest step of one marker of one essay that would have turned it, `way` 1 up or -1 down; None where no
    step is enough that leaves it to the same number of markers.

    >>> paper = Paper("A", (1000, 600), lambda points: points, {2: (500, 700)}, 250)
    >>> turning_marker(paper, lambda mark: mark >= 1_620, 1)
    MarkerStep(place=2, turn=1, by=39)
    """
    may = [place for place in turning_items(paper, turns, FULL if way > 0 else 0) if place in paper.essays]
    for by in range(1, FULL + 1) if may else ():
        for place, turn, worth in _stepped(paper, may, by * way):
            if turns(paper.with_item(place, worth)):
                return MarkerStep(place, turn, by)
    return None


def _stepped(paper: Paper, places: Sequence[int], by: int) -> Iterator[tuple[int, int, int]]:
    for place in places:
        marks = paper.essays[place]
        for turn in range(1, len(marks) + 1):
            worth = _settled([*marks[: turn - 1], marks[turn - 1] + by, *marks[turn:]], paper.gap)
            if worth is not None:
                yield place, turn, worth


def _settled(marks: Sequence[int], gap: int) -> int | None:
    """None where the marks are off the scale, or would have called for a third or for none."""
    first, second, third = (*marks, None)[:3]
    assert first is not None
    assert second is not None
    try:
        return settled(first, second, third, gap)
    except Refusal:
        return None
