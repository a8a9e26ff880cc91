"""How much more of a record would have brought somebody onto the list, or how much less still would: by solving again.

With objective "total" two lists decide: the best with the person and the best without. What separates their totals is
what the record lacks, or has to spare, and where they come out equal the order of the rule speaks. One of the two was
decided; the other is found by raising (or lowering) the record until it is taken, for from then on it is the best with
(or without) the person, whatever the record.

Who cannot matter is left out of the solving. No list with somebody of margin -g has a total above the bound of the
prices less g, so whoever lies further below the line than what separates the two lists is in neither, nor in an equal.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace

from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import LOT, Rule

FIRST_REACH = 1_500
"""Thousandths below the cut line within which everybody is asked first; where that is too little, more are."""

Near = Callable[[int | None], Pool]
"""`near(reach)`: a pool of those at most `reach` thousandths below the cut line, of everybody chosen and of the person
who asks; with None of everybody eligible."""


@dataclass(frozen=True)
class Tie:
    """Two lists had the same total, or two people the same merit: `figure` put `first` before `second`.

    figure: the column of the rule in which the two differ first, its merit among them, or "" for the lot.
    """

    first: str
    second: str
    figure: str


@dataclass(frozen=True)
class Change:
    """`merit`: the least with which the person is chosen, all else equal; None where `never` or `always`.

    never: no merit brings them onto a list that keeps the quotas. always: every list needs them, with any merit.
    instead: who would then lose the place, or for who is chosen, who with one thousandth less would have taken it.
    tie: given where the two lists are equal as they stand, so that the order of the rule decided.
    """

    chosen: bool
    own: int
    merit: int | None = None
    instead: tuple[str, ...] = ()
    tie: Tie | None = None

    @property
    def never(self) -> bool:
        return self.merit is None and not self.chosen

    @property
    def always(self) -> bool:
        return self.merit is None and self.chosen

    @property
    def more(self) -> int | None:
        """Thousandths that were missing, at least 1; None for who is chosen."""
        return None if self.merit is None or self.chosen else self.merit - self.own

    @property
    def less(self) -> int | None:
        """Thousandths that could be missing and the person were still chosen, at least 0; None for who is not."""
        return None if self.merit is None or not self.chosen else self.own - self.merit


def levels(rule: Rule) -> bool:
    """Whether those of whom the marks cannot say are made level, so that the lot decides between them."""
    return rule.borderline is not None and rule.borderline.then == LOT


def smallest_change(rule: Rule, near: Near, decision: Decision, person: str, margin: int | None) -> Change:
    """Of one eligible candidate of a decided list. `margin`: adjusted merit less the cut line, None where no line is.

    Exact in thousandths: with `merit` the same rule chooses the person, with one thousandth less it does not. Not asked
    of a rule that levels by lot: there a record changes who is level, and more of it is not always better.
    """
    assert not levels(rule)
    quotas = tuple(replace(quota, may_be_absent=True) for quota in rule.quotas)
    ask = replace(rule, reserve=0, borderline=None, quotas=quotas)
    if rule.objective != "total" or margin is None or decision.price_bound is None or decision.total is None:
        return _Order(ask, near(None), decision, person).change()
    return _Between(ask, near, person, decision.chosen, decision.total, decision.price_bound, margin).change()


class _Asked:
    """A pool in which one person's merit can be set anew."""

    def __init__(self, rule: Rule, pool: Pool, person: str) -> None:
        self.rule, self.pool, self.person = rule, pool, person
        self.row = pool.ids.index(person)
        self.own = pool.merit[self.row]
        self.low, self.high = min(pool.merit), max(pool.merit)
        self._known: dict[int, Decision] = {}

    def decided(self, merit: int) -> Decision:
        if merit not in self._known:
            merits = list(self.pool.merit)
            merits[self.row] = merit
            self._known[merit] = decide(self.rule, replace(self.pool, merit=tuple(merits)))
        return self._known[merit]

    def chosen(self, merit: int) -> bool:
        return self.person in self.decided(merit).chosen

    def change(self, listed: tuple[str, ...], merit: int | None, *, tied: bool) -> Change:
        """`listed`: those of the list that was decided."""
        is_chosen = self.person in listed
        if merit is None:
            return Change(is_chosen, self.own)
        other = self.decided(merit - 1 if is_chosen else merit).chosen
        only, new = ([one for one in rows if one not in than] for rows, than in ((listed, other), (other, listed)))
        tie = Tie(only[0], new[0], self._figure(only[0], new[0])) if tied else None
        return Change(
            is_chosen, self.own, merit, tuple(one for one in (new if is_chosen else only) if one != self.person), tie
        )

    def _figure(self, first: str, second: str) -> str:
        rows = self.pool.ids.index(first), self.pool.ids.index(second)
        columns = zip((self.rule.merit, *self.rule.then), (self.pool.merit, *self.pool.then), strict=True)
        return next((name for name, column in columns if column[rows[0]] != column[rows[1]]), "")


class _Between:
    """Objective "total". All in thousandths; `total`, `bound`, `margin` are those of the list that was decided."""

    def __init__(
        self, rule: Rule, near: Near, person: str, listed: tuple[str, ...], total: int, bound: int, margin: int
    ) -> None:
        self.rule, self.near, self.person, self.listed = rule, near, person, listed
        self.is_chosen = person in listed
        self.total, self.bound, self.margin = total, bound, margin

    def change(self) -> Change:
        reach: int | None = FIRST_REACH
        while True:
            asked = _Asked(self.rule, self.near(reach), self.person)
            apart = self._apart(asked)
            if reach is None or (apart is not None and self._reach(apart) <= reach):
                return asked.change(self.listed, None if apart is None else self._merit(asked, apart), tied=apart == 0)
            reach = None if apart is None else self._reach(apart)

    def _reach(self, apart: int) -> int:
        """How far below the line somebody may lie who is on a list as good as the one that was found."""
        room = self.bound - self.total
        if self.is_chosen:
            return max(0, room - max(0, self.margin) + apart)
        return max(0, room + min(0, self.margin) + apart)

    def _apart(self, asked: _Asked) -> int | None:
        """What separates the best list with the person from the best without; None where there is but one of them."""
        step = max(0, self.margin + 1 if self.is_chosen else -self.margin)
        for moved in (step, self._surely(asked)):
            decision = asked.decided(asked.own - moved if self.is_chosen else asked.own + moved)
            assert decision.total is not None
            if self.is_chosen != (self.person in decision.chosen):
                return self.total - (decision.total if self.is_chosen else decision.total - moved)
        return None

    def _surely(self, asked: _Asked) -> int:
        """So far that no difference of merits between two lists outweighs it."""
        return self.rule.seats * (asked.high - asked.low) + 1

    def _merit(self, asked: _Asked, apart: int) -> int:
        """At the merit that makes both lists equal the order of the rule decides."""
        equal = asked.own - apart if self.is_chosen else asked.own + apart
        if not apart:
            return equal if self.is_chosen else equal + 1
        return equal if asked.chosen(equal) else equal + 1


class _Order:
    """Any objective: whether somebody is chosen turns only where they pass one of those on the list without them."""

    def __init__(self, rule: Rule, pool: Pool, decision: Decision, person: str) -> None:
        self.asked = _Asked(rule, pool, person)
        self.is_chosen = person in decision.chosen
        self.listed = decision.chosen

    def change(self) -> Change:
        """It may turn at the merits of those listed without the person, and one thousandth above each."""
        asked, without = self.asked, self.listed
        if self.is_chosen:
            without = asked.decided(asked.low - 1).chosen
            if asked.person in without:
                return asked.change(self.listed, None, tied=False)
        merits = self._merits(without)
        turns = sorted({merit + more for merit in merits for more in (0, 1) if self._asks(merit + more)})
        place = bisect_left(turns, True, key=asked.chosen)
        merit = turns[place] if place < len(turns) else None
        equal = asked.own in merits and merit == (asked.own if self.is_chosen else asked.own + 1)
        return asked.change(self.listed, merit, tied=equal)

    def _merits(self, people: tuple[str, ...]) -> set[int]:
        merit = dict(zip(self.asked.pool.ids, self.asked.pool.merit, strict=True))
        return {merit[one] for one in people}

    def _asks(self, merit: int) -> bool:
        return merit <= self.asked.own if self.is_chosen else merit > self.asked.own
