"""Who scores what: two markers a dossier, loads as equal as can be, all of it connected by sheets.

Nobody scores their own dossier, one of their own organization, or one where they declared a conflict of interest.
Nothing is drawn: dossiers go by their number, which says nothing of the person, and markers by their order.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ortoo.multilingual.refusals import Refusal
from ortoo.permission.rules.severity import components_of

TWO, MOST = 2, 3
"""Sheets that a dossier needs, and the most it can have."""

Pairs = dict[int, set[int]]
"""Dossier -> its markers."""

Step = tuple[int, int, int]
"""A sheet on a dossier goes from one marker to another: (dossier, from, to)."""


@dataclass(frozen=True)
class Case:
    """One dossier that needs markers. `barred`: markers who may not score it; `has`: those who have a sheet already."""

    number: int
    barred: frozenset[int] = frozenset()
    has: frozenset[int] = frozenset()


def give(cases: Sequence[Case], markers: Sequence[int], taken: Mapping[int, Iterable[int]]) -> list[tuple[int, int]]:
    """(number, marker) for every sheet that `cases` still lack of their two, by number, then in the order of `markers`.

    `taken`: the sheets there are on other dossiers, number -> markers: their load counts, and they connect.
    Raises Refusal where fewer than two markers may score a dossier. Parts may stand apart still where no two sheets a
    dossier connect them: `linking` comes next.
    """
    for case in cases:
        allowed = [marker for marker in markers if marker not in case.barred | case.has]
        if len(allowed) + len(case.has) < TWO:
            raise Refusal("permission.too_few_markers", number=case.number, markers=len(allowed) + len(case.has))
    design = _Design(cases, markers, taken)
    design.fill()
    design.balance()
    design.connect()
    order = {marker: place for place, marker in enumerate(markers)}
    return [
        (case.number, marker)
        for case in sorted(cases, key=lambda case: case.number)
        for marker in sorted(design.new[case.number], key=order.__getitem__)
    ]


def further(case: Case, markers: Sequence[int], load: Mapping[int, int]) -> int:
    """The marker for one more sheet on a dossier: the one with the fewest sheets, the first in order among equals.

    Raises Refusal where everybody has scored it already or may not.
    """
    free = [marker for marker in markers if marker not in case.barred | case.has]
    if not free:
        raise Refusal("permission.nobody_left", number=case.number)
    return min(free, key=lambda marker: load.get(marker, 0))


def is_whole(totals: Mapping[int, int], gap: int) -> bool:
    """Whether a dossier has the sheets it needs: two, or a third where these differ by more than `gap`.

    `totals`: turn -> total in thousandths of the sheets handed in that count (no conflict became known). A third
    sheet was the last that could be given, so it ends the matter whatever it says.

    >>> is_whole({1: 70_000, 2: 78_000}, 10_000), is_whole({1: 60_000, 2: 78_000}, 10_000)
    (True, False)
    """
    if len(totals) < TWO:
        return False
    return 3 in totals or max(totals.values()) - min(totals.values()) <= gap


def linking(cases: Sequence[Case], markers: Sequence[int], taken: Mapping[int, Iterable[int]]) -> list[tuple[int, int]]:
    """(number, marker) for one more sheet on each part that stands apart, so that every part meets the largest.

    Only dossiers with fewer than three sheets take another. Empty where all is connected. Raises Refusal where nobody
    of the largest part may score a dossier of another, nor the other way round.
    """
    has = {number: set(some) for number, some in taken.items()} | {case.number: set(case.has) for case in cases}
    load = Counter(marker for some in has.values() for marker in some)
    found = []
    while len(parts := components_of((number, one) for number, some in has.items() for one in some)) > 1:
        largest = max(parts, key=lambda part: len(part.dossiers))
        links = [
            (load[marker], case.number, marker)
            for case in cases
            for marker in markers
            if len(has[case.number]) < MOST
            and marker not in case.barred | has[case.number]
            and (case.number in largest.dossiers) != (marker in largest.markers)
            and marker in load
        ]
        if not links:
            raise Refusal("permission.cannot_connect", parts=len(parts))
        _, number, marker = min(links)
        found.append((number, marker))
        has[number].add(marker)
        load[marker] += 1
    return sorted(found)


class _Design:
    """The sheets as they are being given: `new` may still move, what `has` and `taken` say may not."""

    def __init__(self, cases: Sequence[Case], markers: Sequence[int], taken: Mapping[int, Iterable[int]]) -> None:
        self.cases = {case.number: case for case in sorted(cases, key=lambda case: case.number)}
        self.markers = tuple(markers)
        self.place = {marker: place for place, marker in enumerate(markers)}
        self.fixed: Pairs = {number: set(some) for number, some in taken.items() if number not in self.cases}
        self.fixed |= {number: set(case.has) for number, case in self.cases.items()}
        self.new: Pairs = {number: set() for number in self.cases}
        self.load = Counter(marker for some in self.fixed.values() for marker in some)
        self.together = Counter(pair for some in self.fixed.values() for pair in combinations(sorted(some), 2))

    def may(self, number: int, marker: int) -> bool:
        return marker not in self.cases[number].barred | self.fixed[number] | self.new[number]

    def fill(self) -> None:
        """Dossier by dossier, those with the least choice first: the pair with the least load, seen together least."""
        choice = {number: sum(self.may(number, marker) for marker in self.markers) for number in self.cases}
        for number in sorted(self.cases, key=lambda number: (choice[number], number)):
            lacking = max(0, TWO - len(self.fixed[number]))
            free = [marker for marker in self.markers if self.may(number, marker)]
            best = min(combinations(free, lacking), key=lambda some: self._price(number, some))
            self.new[number] = set(best)
            self.load.update(best)
            self.together.update(combinations(sorted(self.fixed[number] | set(best)), 2))

    def _price(self, number: int, some: tuple[int, ...]) -> tuple[int, int, list[int]]:
        seen = sum(self.together[pair] for pair in combinations(sorted({*self.fixed[number], *some}), 2))
        return sum(self.load[marker] for marker in some), seen, [self.place[marker] for marker in some]

    def balance(self) -> None:
        """Hand sheets on, from hand to hand, until nobody has two more than somebody they could reach."""
        while chain := self._chain():
            self._take(chain)

    def _chain(self) -> list[Step]:
        """From a marker with most sheets to one with two fewer at least; empty where there is none."""
        for start in sorted(self.markers, key=lambda marker: -self.load[marker]):
            came: dict[int, Step] = {}
            queue = deque([start])
            while queue:
                marker = queue.popleft()
                if self.load[marker] <= self.load[start] - 2:
                    return _steps(came, start, marker)
                for number in [number for number, some in self.new.items() if marker in some]:
                    for other in self.markers:
                        if other != start and other not in came and self.may(number, other):
                            came[other] = (number, marker, other)
                            queue.append(other)
        return []

    def connect(self) -> None:
        """Exchange two markers between two dossiers until sheets connect them all, or hand one sheet on where only
        that helps: loads may differ then. Where nothing helps, a further sheet must (`linking`).
        """
        while (parts := self.components()) > 1:
            better = next((steps for steps in self._exchanges() if self._helps(steps, parts)), None)
            if better is None:
                return
            self._take(better)

    def components(self) -> int:
        return len(components_of((number, marker) for number, some in self.all().items() for marker in some))

    def all(self) -> Pairs:
        return {number: some | self.new.get(number, set()) for number, some in self.fixed.items()}

    def _exchanges(self) -> Iterator[list[Step]]:
        given = [(number, marker) for number, some in self.new.items() for marker in sorted(some)]
        for (number, marker), (other, theirs) in combinations(given, 2):
            if number != other and marker != theirs and self.may(number, theirs) and self.may(other, marker):
                yield [(number, marker, theirs), (other, theirs, marker)]
        for number, marker in given:
            yield from ([(number, marker, other)] for other in self.markers if self.may(number, other))

    def _helps(self, steps: list[Step], parts: int) -> bool:
        self._take(steps)
        helped = self.components() < parts
        self._take([(number, new, old) for number, old, new in reversed(steps)])
        return helped

    def _take(self, steps: Iterable[Step]) -> None:
        for number, old, new in steps:
            self._move(number, old, new)

    def _move(self, number: int, old: int, new: int) -> None:
        self.new[number].remove(old)
        self.new[number].add(new)
        self.load[old] -= 1
        self.load[new] += 1


def _steps(came: Mapping[int, Step], start: int, end: int) -> list[Step]:
    steps = []
    while end != start:
        steps.append(came[end])
        end = came[end][1]
    return steps
