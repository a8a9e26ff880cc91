"""What is drawn: lanes, hand-overs between them, a chain and a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import permutations
from typing import Literal

State = Literal["done", "late", "to-come"]
LONG_AGO = 60
"""Days."""
MOST_ARRANGED = 7
"""So many lanes are tried in every order; more keep the order in which they come."""


@dataclass(frozen=True)
class Lane:
    """One body: its code, and its name, which is broken into two lines."""

    code: str
    name: str


@dataclass(frozen=True)
class HandOver:
    """From the lane `giver` to the lane `receiver` (codes) on `at`; `due`: the promised day, where it was missed."""

    code: str
    label: str
    giver: str
    receiver: str
    at: date
    state: State
    due: date | None = None


@dataclass(frozen=True)
class Story:
    """`chain`: codes of the hand-overs that bind the end, the earliest first."""

    lanes: Sequence[Lane]
    hand_overs: Sequence[HandOver]
    chain: Sequence[str]
    today: date

    @property
    def first(self) -> date:
        return min(self._days) - timedelta(days=18)

    @property
    def last(self) -> date:
        return max(self._days) + timedelta(days=12)

    @property
    def is_past(self) -> bool:
        """Everything was handed over a while ago: today would only press the picture together."""
        return all(one.state == "done" and (self.today - one.at).days > LONG_AGO for one in self.hand_overs)

    @property
    def _days(self) -> list[date]:
        missed = [one.due for one in self.hand_overs if one.due]
        handed = [one.at for one in self.hand_overs]
        return [*handed, *missed] if self.is_past else [self.today, *handed, *missed]

    def arranged(self) -> list[Lane]:
        """In the order in which hand-overs cross the fewest lanes; of equals the one nearest to the given order."""
        if len(self.lanes) > MOST_ARRANGED:
            return list(self.lanes)
        return list(min(permutations(self.lanes), key=self._crossed))

    def _crossed(self, lanes: Iterable[Lane]) -> int:
        place = {lane.code: at for at, lane in enumerate(lanes)}
        return sum(abs(place[one.giver] - place[one.receiver]) for one in self.hand_overs)


@dataclass(frozen=True)
class Words:
    """`month` names one, with its year where no month of it was named before."""

    title: str
    finding: str
    today: str
    month: Callable[[date, bool], str]
