"""What an agenda is made of: days, stops, limits. Frozen values; every time is whole minutes after that day's midnight.

The words and the meaning of each key are those of docs/reference/agenda.md.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Day:
    """`begin`: leaving the start place; `end`: being at the end place. A place is None where hotels are free.

    clock: whether its times are written "HH:MM" (else as whole minutes).
    """

    date: datetime.date
    begin: int
    end: int
    start_place: str | None = None
    end_place: str | None = None
    clock: bool = True


@dataclass(frozen=True)
class Window:
    """A stop may begin on this day from `earliest` to `latest`, both included."""

    day: int
    earliest: int
    latest: int


@dataclass(frozen=True)
class Stop:
    """One item of the agenda. No windows: any time of any day. No groups: all groups of the problem."""

    id: str
    minutes: int
    place: str
    kind: str = ""
    value: int = 0
    must: bool = False
    windows: tuple[Window, ...] = ()
    people: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    joint: bool = False
    after: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    interpreter: bool = True


@dataclass(frozen=True)
class Lunch:
    """So many minutes, wholly inside `earliest` to `latest`."""

    minutes: int
    earliest: int
    latest: int


@dataclass(frozen=True)
class Limits:
    """What is not stated is not limited; without a grid, starts lie on any whole minute."""

    content_minutes_a_day: int | None = None
    lunch: Lunch | None = None
    interpreters: int | None = None
    grid_minutes: int | None = None


@dataclass(frozen=True)
class Fixed:
    """This group attends this stop then and not otherwise."""

    stop: str
    group: str
    day: int
    start: int


@dataclass(frozen=True)
class Moment:
    """A time of a day of the visit."""

    day: int
    time: int


@dataclass(frozen=True)
class Problem:
    """Everything an agenda must keep. `travel`: place -> place -> minutes, by direction."""

    days: tuple[Day, ...]
    stops: tuple[Stop, ...]
    travel: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    groups: tuple[str, ...] = ("all",)
    limits: Limits = Limits()
    fixed: tuple[Fixed, ...] = ()
    hotels: tuple[str, ...] = ()
    now: Moment | None = None

    def stop(self, id: str) -> Stop:
        """KeyError where no stop has this id."""
        for stop in self.stops:
            if stop.id == id:
                return stop
        raise KeyError(id)

    def groups_of(self, stop: Stop) -> tuple[str, ...]:
        """The groups that attend `stop`, in the problem's order."""
        return tuple(group for group in self.groups if not stop.groups or group in stop.groups)

    def minutes_between(self, here: str, there: str) -> int | None:
        """Of travel; none are needed to stay where one is. None where the problem knows no way."""
        return self.travel.get(here, {}).get(there, 0 if here == there else None)


@dataclass(frozen=True)
class Placed:
    """One group at one stop. frozen: a later solution leaves it where it is."""

    stop: str
    group: str
    day: int
    start: int
    frozen: bool = False
