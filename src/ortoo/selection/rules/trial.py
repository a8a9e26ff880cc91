"""A draft rule tried on earlier records: what each quota costs, and how far the lists of the rules differ.

Three rules are possible (docs/reference/select.md): the highest total with a person counted for every floor, the best
first, and the highest total with a person counted for one floor only. Which of them is right no figure says: it is a
choice of policy. The trial makes it in the open, before anybody knows whom it favours.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.quotas import Cell, question
from ortoo.selection.rules.rule import Rule
from ortoo.selection.rules.verify import verify

Progress = Callable[[int, int], None]

WAYS = (("total", "each"), ("lexicographic", "each"), ("total", "one"))
"""The three rules, as (objective, floors)."""

SCALE = 1000
"""Steps of the progress of a whole trial."""


@dataclass(frozen=True)
class Way:
    """The draft decided by one of the rules. `draft`: it is the one that the draft states.

    lowest: merit of the last of the chosen in thousandths; None where no list is possible.
    filled: how many of the chosen each bounded value has, in the order of `Trial.cells`.
    """

    objective: str
    floors: str
    draft: bool
    decision: Decision
    lowest: int | None
    filled: tuple[int, ...]


@dataclass(frozen=True)
class Difference:
    """Two of the ways, by their place in `Trial.ways`: how many are on both lists, and who on one alone."""

    first: int
    second: int
    both: int
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


@dataclass(frozen=True)
class Together:
    """All quotas at once: the list without any has `total`; the draft loses `lost` of it and replaces so many."""

    total: int
    lost: int
    replaced: int


@dataclass(frozen=True)
class Trial:
    """`prices` is the way whose decision holds the price of each quota: the one with a total to lose.

    together: against the draft's own list; None where that is not possible.
    """

    cells: tuple[Cell, ...]
    ways: tuple[Way, ...]
    prices: int
    together: Together | None
    differences: tuple[Difference, ...]

    @property
    def draft(self) -> Way:
        return next(way for way in self.ways if way.draft)


def try_rule(rule: Rule, pool: Pool, *, progress: Progress | None = None) -> Trial:
    """Decides `pool` by each of the rules, with the price of each quota; everything is verified as a list would be.

    Raises Refusal as `decide` does. Where a way allows no list its decision names the conflict, and the others go on.
    """
    asked = _ways_of(rule)
    priced = asked.index(("total", rule.floors))
    cells = question(rule, pool).cells
    ways = []
    for place, (objective, floors) in enumerate(asked):
        begins, ends = _share(place, priced, len(asked))
        part = None if progress is None else _part(progress, begins, ends)
        other = replace(rule, objective=objective, floors=floors)
        decision = decide(other, pool, prices=place == priced, progress=part)
        verify(other, pool, decision)
        ways.append(_way(decision, (objective, floors) == (rule.objective, rule.floors), pool, cells))
        if progress:
            progress(ends, SCALE)
    return Trial(
        cells=cells,
        ways=tuple(ways),
        prices=priced,
        together=_together(rule, pool, ways),
        differences=_differences(ways),
    )


def without_seed(rule: Rule, table: bytes, columns: Sequence[str]) -> tuple[Rule, tuple[str, ...]]:
    """The draft as earlier records can answer it, and the columns that broke ties and are missing there.

    The lot of a trial follows from the table itself, so it is the same for everybody and is no round's.
    """
    missing = tuple(name for name in rule.then if name not in columns)
    kept = tuple(name for name in rule.then if name not in missing)
    return replace(rule, then=kept).with_lot_seed(hashlib.sha256(b"trial|" + table).hexdigest()), missing


def counts(pool: Pool, facts: Mapping[str, Sequence[str]], groups: Sequence[set[str]]) -> dict[str, list[list[object]]]:
    """Attribute -> rows of (value, all, eligible, one count for each of `groups` of ids), the most frequent first.

    >>> pool = Pool(("a", "b", "c"), (3, 2, 1))
    >>> counts(pool, {"sex": ("woman", "man", "woman")}, [{"a"}])
    {'sex': [['woman', 2, 2, 1], ['man', 1, 1, 0]]}
    """
    able = {pool.ids[row] for row in pool.eligible_rows}
    found = {}
    for name, values in facts.items():
        people = list(zip(pool.ids, values, strict=True))
        whole = Counter(value for _, value in people)
        parts = [Counter(value for one, value in people if one in group) for group in (able, *groups)]
        ordered = sorted(whole, key=lambda value: (-whole[value], value))
        found[name] = [[value, whole[value], *(part[value] for part in parts)] for value in ordered]
    return found


def _ways_of(rule: Rule) -> list[tuple[str, str]]:
    stated = (rule.objective, rule.floors)
    return [*WAYS, *([] if stated in WAYS else [stated])]


def _share(place: int, priced: int, ways: int) -> tuple[int, int]:
    """From where to where the bar goes for one way: the one with prices takes half of it."""
    other = SCALE // 2 // (ways - 1)
    begins = other * place + (SCALE // 2 - other if place > priced else 0)
    return begins, SCALE if place == ways - 1 else begins + (SCALE // 2 if place == priced else other)


def _part(progress: Progress, begins: int, ends: int) -> Progress:
    return lambda done, of: progress(begins + (ends - begins) * done // max(1, of), SCALE)


def _way(decision: Decision, draft: bool, pool: Pool, cells: Sequence[Cell]) -> Way:
    place = {one: row for row, one in enumerate(pool.ids)}
    rows = [place[one] for one in decision.chosen]
    held = Counter((name, values[row]) for name, values in pool.attributes.items() for row in rows)
    return Way(
        objective=decision.objective,
        floors=decision.floors,
        draft=draft,
        decision=decision,
        lowest=min((int(pool.merit[row]) for row in rows), default=None),
        filled=tuple(held[cell.attribute, cell.value] for cell in cells),
    )


def _together(rule: Rule, pool: Pool, ways: Sequence[Way]) -> Together | None:
    draft = next(way.decision for way in ways if way.draft)
    if draft.total is None:
        return None
    free = decide(replace(rule, quotas=(), objective="total", floors="each"), pool)
    assert free.total is not None
    return Together(free.total, free.total - draft.total, len(set(draft.chosen) - set(free.chosen)))


def _differences(ways: Sequence[Way]) -> tuple[Difference, ...]:
    found = []
    for first, second in combinations(range(len(ways)), 2):
        one, other = ways[first].decision.chosen, ways[second].decision.chosen
        if one and other:
            only_one = tuple(person for person in one if person not in set(other))
            only_other = tuple(person for person in other if person not in set(one))
            found.append(Difference(first, second, len(one) - len(only_one), only_one, only_other))
    return tuple(found)
