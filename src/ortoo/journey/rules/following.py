"""A trace: from one thing to all that led to it and all that came of it, along links between neighbours."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Pairs = Iterable[tuple[int, int]]
Ask = Callable[[Collection[int] | None, Collection[int] | None], Pairs]
"""Keys of the later things or None for all, keys of the earlier ones or None for all; pairs of both, in order."""


class Kind(StrEnum):
    """The latest first, as a trace goes back from a result."""

    INDICATOR = "indicator"
    MEASURE = "measure"
    COMMITMENT = "commitment"
    LESSON = "lesson"
    NOTE = "note"
    STOP = "stop"
    TRAVELLER = "traveller"
    PLACE = "place"
    RULE = "rule"
    RECORD = "record"
    MARK = "mark"


@dataclass(frozen=True)
class Link:
    """What joins two kinds. `beside`: the earlier one is shown with the later one, and leads no further.

    So a commitment is met with its measure and a rule with its place, from whichever side the trace comes.
    """

    later: Kind
    earlier: Kind
    ask: Ask
    beside: bool = False


@dataclass(frozen=True)
class Trace:
    """`found`: keys of each kind in the order in which they were met. `pairs`: what joins them, later to earlier."""

    start: Kind
    found: dict[Kind, list[int]]
    pairs: dict[tuple[Kind, Kind], list[tuple[int, int]]]


def follow(start: Kind, keys: Collection[int], links: Sequence[Link]) -> Trace:
    """Both ways from some things of one kind: `links` with the latest first, each asked at most twice.

    Going back, only what led to the start is met; going on, only what came of it: never what merely stands beside.
    """
    trace = Trace(start, {start: list(keys)}, {})
    joining = [link for link in links if not link.beside]
    _back(trace, joining, set(keys))
    _on(trace, joining, set(keys))
    for link in links:
        if link.beside and link.later in trace.found:
            _keep(trace, link, link.ask(trace.found[link.later], None))
    return trace


def _back(trace: Trace, links: Sequence[Link], keys: set[int]) -> None:
    reached = {trace.start: keys}
    for link in links:
        if link.later in reached:
            pairs = _keep(trace, link, link.ask(reached[link.later], None))
            reached.setdefault(link.earlier, set()).update(earlier for _, earlier in pairs)


def _on(trace: Trace, links: Sequence[Link], keys: set[int]) -> None:
    reached = {trace.start: keys}
    for link in reversed(links):
        if link.earlier in reached:
            pairs = _keep(trace, link, link.ask(None, reached[link.earlier]))
            reached.setdefault(link.later, set()).update(later for later, _ in pairs)


def _keep(trace: Trace, link: Link, pairs: Pairs) -> list[tuple[int, int]]:
    new = list(pairs)
    for kind, place in ((link.later, 0), (link.earlier, 1)):
        _add(trace.found.setdefault(kind, []), [pair[place] for pair in new])
    _add(trace.pairs.setdefault((link.later, link.earlier), []), new)
    return new


def _add(known: list[Any], more: Sequence[Any]) -> None:
    known[:] = dict.fromkeys([*known, *more])
