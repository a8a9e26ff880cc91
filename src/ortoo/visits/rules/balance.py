"""The balance of exchange with a partner: who went, who came, and how many of either are not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

Way = Literal["out", "in"]


@dataclass(frozen=True)
class Programme:
    """One programme held: ours who went ("out") or theirs who came ("in"). people None: not known.

    `counted` says who is counted; a number without it adds up to nothing that can be said.
    """

    way: Way
    began: date
    ended: date
    people: int | None
    counted: str = ""
    name: str = ""
    visit: str = ""
    basis: str = "S"


@dataclass(frozen=True)
class Side:
    """One way: programmes, the people of those that are counted, and how many programmes are not.

    `undefined`: programmes with a number and no word on who is counted. They are in no sum.
    """

    programmes: int = 0
    people: int = 0
    unknown: int = 0
    undefined: int = 0
    counted: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether the sum holds everybody, counted in one way."""
        return not self.unknown and not self.undefined and len(self.counted) <= 1


@dataclass(frozen=True)
class Balance:
    sent: Side
    received: Side

    @property
    def difference(self) -> int | None:
        """Sent less received; None where either side does not hold everybody, or they count differently."""
        alike = len({*self.sent.counted, *self.received.counted}) <= 1
        return self.sent.people - self.received.people if self.sent.whole and self.received.whole and alike else None


def balance_of(programmes: Iterable[Programme]) -> Balance:
    rows = list(programmes)
    return Balance(_side(rows, "out"), _side(rows, "in"))


def _side(programmes: list[Programme], way: Way) -> Side:
    own = [one for one in programmes if one.way == way]
    summed = [one for one in own if one.people is not None and one.counted]
    return Side(
        programmes=len(own),
        people=sum(one.people or 0 for one in summed),
        unknown=sum(one.people is None for one in own),
        undefined=sum(one.people is not None and not one.counted for one in own),
        counted=tuple(sorted({one.counted for one in summed})),
    )
