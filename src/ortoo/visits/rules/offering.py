"""What a host offers: one stop with its windows; windows as lines that a person writes; what an offer must keep."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from ortoo.multilingual.refusals import Refusal

DAY = 24 * 60
LINE = re.compile(r"(\d{4}-\d{2}-\d{2})[ ,]+(\d{1,2}):(\d{2})[ ,–-]+(\d{1,2}):(\d{2})")


@dataclass(frozen=True, order=True)
class Window:
    """On `day` the stop may begin from `earliest` to `latest`, both included: minutes after midnight at the host."""

    day: date
    earliest: int
    latest: int


@dataclass(frozen=True)
class Offer:
    """One item of the programme as a host offers it. No windows: it fits any time of any day.

    `names` and `about` by language; `venue` and `topic` (may be empty) are codes, `speakers` names of the host's own,
    `packs` codes of what must be studied before, `before` codes of stops that come earlier where both are taken,
    `needs` codes of stops without which it is not taken.
    """

    names: Mapping[str, str]
    kind: str
    minutes: int
    venue: str
    windows: tuple[Window, ...] = ()
    topic: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    joint: bool = True
    interpreter: bool = True
    speakers: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    basis: str = ""


def windows_of_lines(text: str) -> tuple[Window, ...]:
    """ "2022-12-12 09:00 11:30", one a line, in the order of the days. Refused with the line that is none."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            found.append(_window(line.strip(), number))
    return tuple(sorted(found))


def lines_of_windows(windows: Sequence[Window]) -> str:
    """Back to lines: windows_of_lines(lines_of_windows(w)) is w, sorted."""
    return "\n".join(f"{one.day.isoformat()} {clock(one.earliest)} {clock(one.latest)}" for one in sorted(windows))


def clock(minutes: int) -> str:
    """09:05 for 545."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def check_offer(offer: Offer, begins: date, ends: date) -> None:
    """What can be said of one offer by itself, within the days of its visit."""
    if not any(name.strip() for name in offer.names.values()):
        raise Refusal("visits.stop_without_name", field="name_en")
    if not 0 < offer.minutes <= DAY:
        raise Refusal("visits.stop_minutes", field="minutes", minutes=offer.minutes, most=DAY)
    for window in offer.windows:
        _check_window(window, offer.minutes, begins, ends)
    for one, other in pairwise(sorted(offer.windows)):
        if one.day == other.day and other.earliest <= one.latest:
            raise Refusal(
                "visits.windows_overlap", field="windows", day=one.day.isoformat(), one=clock(one.latest),
                other=clock(other.earliest),
            )  # fmt: skip


def circle(after: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Stops that wait for one another in a circle, in its order; none: there is no circle. `after`: stop -> before."""
    done: set[str] = set()

    def walk(stop: str, way: tuple[str, ...]) -> tuple[str, ...]:
        if stop in way:
            return way[way.index(stop) :]
        if stop in done:
            return ()
        for earlier in after.get(stop, ()):
            if found := walk(earlier, (*way, stop)):
                return found
        done.add(stop)
        return ()

    return next((found for stop in sorted(after) if (found := walk(stop, ()))), ())


def _window(line: str, number: int) -> Window:
    read = LINE.fullmatch(line)
    if read is None:
        raise Refusal("visits.window_line", field="windows", number=number, line=line)
    try:
        day = date.fromisoformat(read[1])
    except ValueError:
        raise Refusal("visits.window_line", field="windows", number=number, line=line) from None
    return Window(day, _minutes(read[2], read[3], number, line), _minutes(read[4], read[5], number, line))


def _minutes(hours: str, minutes: str, number: int, line: str) -> int:
    if int(hours) > 24 or int(minutes) > 59:
        raise Refusal("visits.window_line", field="windows", number=number, line=line)
    return int(hours) * 60 + int(minutes)


def _check_window(window: Window, minutes: int, begins: date, ends: date) -> None:
    day = window.day.isoformat()
    if not begins <= window.day <= ends:
        raise Refusal(
            "visits.window_outside", field="windows", day=day, begins=begins.isoformat(), ends=ends.isoformat()
        )
    if window.latest < window.earliest:
        raise Refusal("visits.window_backwards", field="windows", day=day)
    if window.latest + minutes > DAY:
        raise Refusal("visits.window_past_midnight", field="windows", day=day, latest=clock(window.latest))
