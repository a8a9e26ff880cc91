"""A trace as the parts of a page: one part for each kind of thing, the latest first, each thing with what it led to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.journey.rules.following import Kind, Trace
from ortoo.journey.showing import SHOWN, Item
from ortoo.pages.stations import STATION_NAMES

HEADINGS: dict[Kind, tuple[str, str | Promise]] = {
    Kind.INDICATOR: ("results", gettext_lazy("Indicators")),
    Kind.MEASURE: ("actions", gettext_lazy("Measures")),
    Kind.COMMITMENT: ("actions", gettext_lazy("Commitments")),
    Kind.LESSON: ("lessons", gettext_lazy("Lessons")),
    Kind.STOP: ("visits", gettext_lazy("Stops")),
    Kind.TRAVELLER: ("visits", gettext_lazy("Delegates")),
    Kind.PLACE: ("selection", gettext_lazy("Places on the list")),
    Kind.RULE: ("selection", gettext_lazy("Rule")),
    Kind.RECORD: ("record", gettext_lazy("Sealed records")),
    Kind.MARK: ("exams", gettext_lazy("Exam marks")),
}
"""In the order of a page. Station, and what its things are called there."""

OWNERS: dict[Kind, Kind] = {
    Kind.MEASURE: Kind.INDICATOR,
    Kind.COMMITMENT: Kind.MEASURE,
    Kind.LESSON: Kind.MEASURE,
    Kind.STOP: Kind.LESSON,
    Kind.TRAVELLER: Kind.LESSON,
    Kind.PLACE: Kind.TRAVELLER,
    Kind.RULE: Kind.PLACE,
    Kind.RECORD: Kind.PLACE,
    Kind.MARK: Kind.RECORD,
}
"""Of which later things each is said to be."""


MANY = 8
"""A part with more lines than this is folded."""


@dataclass(frozen=True)
class Line:
    """One thing with the later things it led to, where there are several of them. `here`: the page is about it."""

    item: Item
    led_to: tuple[Item, ...]
    here: bool


@dataclass(frozen=True)
class Part:
    """All things of one kind. `unseen`: how many more there are that this reader may not see."""

    station: str | Promise
    heading: str | Promise
    lines: tuple[Line, ...]
    unseen: int

    @property
    def folded(self) -> bool:
        return len(self.lines) > MANY


def parts_of(trace: Trace, grants: Grants) -> list[Part]:
    """Kinds of which nothing was met are left out."""
    items = {kind: show(trace.found[kind], grants) for kind, show in SHOWN.items() if trace.found.get(kind)}
    return [_part(kind, trace, items) for kind in HEADINGS if kind in items]


def _part(kind: Kind, trace: Trace, items: Mapping[Kind, Mapping[int, Item]]) -> Part:
    keys, shown = trace.found[kind], items[kind]
    station, heading = HEADINGS[kind]
    led_to = _led_to(kind, trace)
    later = items.get(OWNERS[kind], {}) if kind in OWNERS else {}
    if len(later) < 2:
        # Where all led to the same one thing, each line need not say so.
        led_to = {}
    lines = tuple(
        Line(shown[key], tuple(later[one] for one in led_to.get(key, ()) if one in later), kind is trace.start)
        for key in keys
        if key in shown
    )
    return Part(STATION_NAMES[station], heading, lines, len(keys) - len(lines))


def _led_to(kind: Kind, trace: Trace) -> dict[int, list[int]]:
    """Of things of one kind the keys of what they led to; from a lesson to stop and delegate by way of its notes."""
    if kind not in OWNERS:
        return {}
    if kind in (Kind.STOP, Kind.TRAVELLER):
        pairs = _through(trace.pairs.get((Kind.LESSON, Kind.NOTE), []), trace.pairs.get((Kind.NOTE, kind), []))
    else:
        pairs = trace.pairs.get((OWNERS[kind], kind), [])
    found: dict[int, list[int]] = {}
    for later, earlier in pairs:
        found.setdefault(earlier, []).append(later)
    return found


def _through(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of the outer ends, each once, of two lists that meet in the middle."""
    by_middle: dict[int, list[int]] = {}
    for middle, end in second:
        by_middle.setdefault(middle, []).append(end)
    return list(dict.fromkeys((start, end) for start, middle in first for end in by_middle.get(middle, ())))
