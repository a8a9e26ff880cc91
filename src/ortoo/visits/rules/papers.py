"""The checklist of papers: of whom each is, when it is due, and which are red. Nobody travels with a red one."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

PHASES = ("before", "during", "after")
OF_A_PERSON = frozenset({"participant", "superior", "sending_body", "physician"})
"""Who makes or signs a paper about one person. The others make one for the whole visit."""
ANONYMOUS = "anonymous"
DEPARTURE = "departure"
NEAR = timedelta(days=7)
"""What is needed to depart is red when fewer than so many days are left, whatever day it is due on."""


class State(StrEnum):
    """`DUE`: to come. `RED`: overdue, or needed for a departure that is near. `OPEN`: due on no day."""

    DONE = "done"
    DUE = "due"
    RED = "red"
    OPEN = "open"


@dataclass(frozen=True)
class Kind:
    """A kind of paper. `days` or `months` (several for one that comes back) are counted from the anchor."""

    code: str
    phase: str
    produced_by: str
    signed_by: str = ""
    anchor: str = ""
    days: int | None = None
    months: tuple[int, ...] = ()
    needed_for: frozenset[str] = frozenset()
    personal: str = "ordinary"
    in_dossier: bool = False


@dataclass(frozen=True)
class Window:
    """The first and the last day of the visit."""

    begins: date
    ends: date


@dataclass(frozen=True)
class Who:
    """One traveller, and the codes of the papers that their dossier holds. An escort has none and is not nominated."""

    key: int
    dossier: frozenset[str] = frozenset()
    escort: bool = False


@dataclass(frozen=True)
class Item:
    """One paper of the checklist: of a traveller, or of the visit (None). `part` from 1 of one that comes back."""

    kind: str
    traveller: int | None
    part: int
    due: date | None
    state: State


def is_personal(kind: Kind) -> bool:
    """Whether each traveller has one. An anonymous one is never asked of anybody by name."""
    if kind.personal == ANONYMOUS:
        return False
    return kind.in_dossier or not OF_A_PERSON.isdisjoint({kind.produced_by, kind.signed_by})


def is_asked_of(kind: Kind, who: Who) -> bool:
    """Before the visit an escort brings what the departure needs; nomination papers are those of delegates."""
    return not who.escort or kind.phase != "before" or DEPARTURE in kind.needed_for


def due_days(kind: Kind, window: Window) -> tuple[date | None, ...]:
    """One for each part. The end of a session counts as the last day; None where it is due on no day.

    Months are those of the calendar: a month after 31 January is the last day of February.
    """
    if not kind.anchor:
        return (None,)
    start = window.begins if kind.anchor == "visit_start" else window.ends
    if kind.months:
        return tuple(months_from(start, months) for months in kind.months)
    return (start + timedelta(days=kind.days),) if kind.days is not None else (None,)


def months_from(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def state_of(kind: Kind, due: date | None, *, there: bool, window: Window, on: date) -> State:
    if there:
        return State.DONE
    near = DEPARTURE in kind.needed_for and on > window.begins - NEAR
    if near or (due is not None and due < on):
        return State.RED
    return State.OPEN if due is None else State.DUE


def checklist(
    kinds: Sequence[Kind],
    travellers: Sequence[Who],
    marked: Collection[tuple[str, int | None, int]],
    window: Window,
    on: date,
) -> tuple[Item, ...]:
    """Every item, in the order of `kinds`, then of `travellers`, then of parts.

    `marked`: (kind, traveller or None, part) of the papers that are there. What a traveller's dossier holds is there.
    """
    found = []
    for kind in kinds:
        of: Iterable[Who | None] = (None,)
        if is_personal(kind):
            of = [who for who in travellers if is_asked_of(kind, who)]
        for who in of:
            for part, due in enumerate(due_days(kind, window), start=1):
                there = (kind.code, who.key if who else None, part) in marked
                there = there or (who is not None and kind.in_dossier and kind.code in who.dossier)
                state = state_of(kind, due, there=there, window=window, on=on)
                found.append(Item(kind.code, who.key if who else None, part, due, state))
    return tuple(found)


def red_first(items: Iterable[Item]) -> list[Item]:
    """Red ones, then by the day they are due, those without a day and those that are there last."""
    order = {State.RED: 0, State.DUE: 1, State.OPEN: 2, State.DONE: 3}
    return sorted(items, key=lambda item: (order[item.state], item.due or date.max))
