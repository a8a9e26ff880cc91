"""Two lists of one round held against each other: who enters, leaves, stays or moves, and why, in codes with values."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ortoo.record.rules.sealed_rows import EXAM, attributes_of_row
from ortoo.selection.rules.rule import Quota

CHOSEN = "chosen"


class Kind(StrEnum):
    """What happens to somebody, in the order in which a page tells it."""

    ENTERS = "enters"
    LEAVES = "leaves"
    KEPT = "kept"
    CORRECTED = "corrected"
    CHANGES = "changes"
    MOVES = "moves"


@dataclass(frozen=True)
class Stand:
    """Where somebody stands on one list. Figures in thousandths; `row` is what was sealed, text by name."""

    pseudonym: str
    status: str
    rank: int | None
    merit: int | None
    row: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Why:
    """A code with its values; pseudonyms of others under "by"."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """One person on both lists. KEPT: not chosen again, and named all the same (`after_appeal`)."""

    pseudonym: str
    kind: Kind
    before: Stand
    after: Stand
    why: tuple[Why, ...]


def difference(
    before: Sequence[Stand], after: Sequence[Stand], quotas: Sequence[Quota] = (), kept: Collection[str] = ()
) -> tuple[Change, ...]:
    """Every change between two lists of the same people; nothing for who stands as before.

    A list may be a part of the whole, as long as both have the same people and every chosen one of either.
    """
    return _Difference(before, after, quotas, kept).changes()


class _Difference:
    def __init__(
        self, before: Sequence[Stand], after: Sequence[Stand], quotas: Sequence[Quota], kept: Collection[str]
    ) -> None:
        self.before = {one.pseudonym: one for one in before}
        self.after = {one.pseudonym: one for one in after}
        assert self.before.keys() == self.after.keys(), "both lists are of the same people"
        self.quotas, self.kept = quotas, set(kept)
        names = sorted(self.after, key=lambda name: (self.after[name].rank is None, self.after[name].rank or 0, name))
        self.enter = [name for name in names if self._chosen(self.after, name) and not self._chosen(self.before, name)]
        self.leave = [name for name in names if self._chosen(self.before, name) and not self._chosen(self.after, name)]
        self.corrected = [name for name in names if self.before[name].row != self.after[name].row]
        self.names = names

    def _chosen(self, stands: Mapping[str, Stand], name: str) -> bool:
        return stands[name].status == CHOSEN

    def changes(self) -> tuple[Change, ...]:
        found = [change for name in self.names if (change := self._change(name)) is not None]
        order = list(Kind)
        return tuple(sorted(found, key=lambda change: order.index(change.kind)))  # stable: by rank within a kind

    def _change(self, name: str) -> Change | None:
        kind = self._kind(name)
        if kind is None:
            return None
        return Change(name, kind, self.before[name], self.after[name], tuple(self._why(name, kind)))

    def _kind(self, name: str) -> Kind | None:
        before, after = self.before[name], self.after[name]
        if name in self.leave:
            return Kind.KEPT if name in self.kept else Kind.LEAVES
        if name in self.enter:
            return Kind.ENTERS
        if name in self.corrected:
            return Kind.CORRECTED
        if before.status != after.status:
            return Kind.CHANGES
        return Kind.MOVES if before.rank != after.rank else None

    def _why(self, name: str, kind: Kind) -> Iterator[Why]:
        yield from own_changes(self.before[name].row, self.after[name].row)
        if kind is Kind.ENTERS:
            yield from self._made_room(name)
        elif kind in (Kind.LEAVES, Kind.KEPT):
            yield from self._displaced(name)
            if kind is Kind.KEPT:
                yield Why("kept_by_rule")
        elif name not in self.corrected:
            yield Why("others_corrected", {"by": tuple(self.corrected)})

    def _made_room(self, name: str) -> Iterator[Why]:
        if name in self.corrected:
            return
        yield Why("made_room", {"by": tuple(self.leave)})
        for gone in self.leave:
            yield from self._between(name, gone)

    def _displaced(self, name: str) -> Iterator[Why]:
        if self.enter:
            yield Why("displaced", {"by": tuple(self.enter), "corrected": tuple(self._corrected_of(self.enter))})
        if name in self.corrected:
            return
        seen = set()
        for come in self.enter:
            for why in self._between(come, name):
                if (key := (why.code, *sorted(why.values.items(), key=str))) not in seen:
                    seen.add(key)
                    yield why

    def _corrected_of(self, names: Sequence[str]) -> list[str]:
        return [name for name in names if name in self.corrected]

    def _between(self, come: str, gone: str) -> Iterator[Why]:
        """What put `come` before `gone` where it was not merit: a clause at its bound, or the order of ties."""
        here, there = self.after[come], self.after[gone]
        if here.merit is None or there.merit is None or here.merit > there.merit:
            return
        clauses = list(self._clauses(here, there))
        yield from clauses
        if not clauses and here.merit == there.merit:
            yield Why("tie_order")

    def _clauses(self, here: Stand, there: Stand) -> Iterator[Why]:
        """Floors that only `here` fills and ceilings that only `there` meets, of those that are just kept."""
        chosen = [stand for stand in self.after.values() if stand.status == CHOSEN]
        for quota in self.quotas:
            mine, theirs = here.row.get(quota.attribute), there.row.get(quota.attribute)
            if mine == theirs:
                continue
            for bound, value in (("at_least", mine), ("at_most", theirs)):
                count = getattr(quota, bound)
                if count is None or value is None or quota.value not in (None, value):
                    continue
                if sum(stand.row.get(quota.attribute) == value for stand in chosen) == count:
                    code = "floor_needs_another" if bound == "at_least" else "ceiling_reached"
                    yield Why(code, {"attribute": quota.attribute, "value": value, "count": count})


def own_changes(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Why]:
    """What was sealed differently of one person: marks, then attributes, then the merit that follows.

    >>> [why.values for why in own_changes({"exam:E": "82.000"}, {"exam:E": "92.000"})]
    [{'sitting': 'E', 'before': '82.000', 'after': '92.000'}]
    """
    for name, value in after.items():
        if name.startswith(EXAM) and before.get(name) != value:
            sitting = name.removeprefix(EXAM)
            missing = sitting in before.get("missing", "").split()
            said = {"sitting": sitting, "before": "" if missing else before.get(name, ""), "after": value}
            yield Why("own_mark_set" if missing else "own_mark", said)
    told = attributes_of_row(before)
    for name, value in attributes_of_row(after).items():
        if told.get(name) != value:
            yield Why("own_attribute", {"attribute": name, "before": told.get(name, ""), "after": value})
    if before.get("merit") != after.get("merit"):
        yield Why("own_merit", {"before": before.get("merit", ""), "after": after.get("merit", "")})
    if before.get("eligible") != after.get("eligible"):
        yield Why("own_eligible" if after.get("eligible") == "yes" else "own_ineligible")
