"""A dossier: where it stands, what it still lacks, and when its owner is reminded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ortoo.multilingual.refusals import Refusal
from ortoo.permission.rules.papers import Held, Wanted, Window, has_expired


class DossierState(StrEnum):
    OPEN = "open"
    HANDED_IN = "handed-in"
    WITHDRAWN = "withdrawn"


class DossierAct(StrEnum):
    SAVE = "save"
    HAND_IN = "hand-in"
    TAKE_BACK = "take-back"
    WITHDRAW = "withdraw"


NEXT: dict[tuple[DossierState, DossierAct], DossierState] = {
    (DossierState.OPEN, DossierAct.SAVE): DossierState.OPEN,
    (DossierState.OPEN, DossierAct.HAND_IN): DossierState.HANDED_IN,
    (DossierState.HANDED_IN, DossierAct.TAKE_BACK): DossierState.OPEN,
    (DossierState.OPEN, DossierAct.WITHDRAW): DossierState.WITHDRAWN,
    (DossierState.HANDED_IN, DossierAct.WITHDRAW): DossierState.WITHDRAWN,
}

STEPS = (7, 3, 1)
"""Days before the end on which somebody is reminded of what is missing."""


@dataclass(frozen=True)
class Trip:
    """An earlier study trip abroad. As somebody writes it down it may be half; `year` None: not said."""

    year: int | None
    country: str = ""
    subject: str = ""

    @property
    def whole(self) -> bool:
        return self.year is not None and bool(self.country) and bool(self.subject)


@dataclass(frozen=True)
class Written:
    """The texts of a dossier. `trips` None: nothing said yet; empty: no trip."""

    topic: str = ""
    problem: str = ""
    learning: str = ""
    plan_at_home: str = ""
    trips: tuple[Trip, ...] | None = None


@dataclass(frozen=True)
class Gap:
    """Something that a dossier lacks. `code` is a text field, "trips", "half-trip", "paper" or "expired".

    `about` is the code of the paper, or the place of the trip.
    """

    code: str
    about: str = ""


def state_of(*, handed_in: bool, withdrawn: bool) -> DossierState:
    if withdrawn:
        return DossierState.WITHDRAWN
    return DossierState.HANDED_IN if handed_in else DossierState.OPEN


def check_may_follow(state: DossierState, act: DossierAct) -> None:
    """Refuses an act that the table does not allow in `state`, with the sentence of that state."""
    if (state, act) not in NEXT:
        raise Refusal(f"permission.dossier_is.{state}")


def gaps(written: Written, papers: Sequence[Wanted], held: Mapping[str, Held], window: Window) -> list[Gap]:
    """Everything that keeps a dossier from being handed in, texts before papers. `held` by the code of the kind."""
    return [*_gaps_of_texts(written), *_gaps_of_papers([one for one in papers if one.first], held, window)]


def late_gaps(papers: Sequence[Wanted], held: Mapping[str, Held], window: Window) -> list[Gap]:
    """What still must follow after a dossier was handed in."""
    return _gaps_of_papers([one for one in papers if not one.first], held, window)


def step_of(due: date, today: date) -> int | None:
    """Which of the reminders is in place: 7, 3 or 1; None where it is too early, or over."""
    left = (due - today).days
    return next((step for step in sorted(STEPS) if 0 <= left <= step), None)


def trips_of_lines(text: str) -> tuple[Trip, ...]:
    """One trip a line: year, country, subject, with commas between. Whatever a line says is kept, half or not."""
    return tuple(_trip(line) for line in (line.strip() for line in text.splitlines()) if line)


def line_of(trip: Trip) -> str:
    """What `trips_of_lines` reads back as the same trip."""
    if trip.year is None:
        return trip.subject
    return ", ".join([str(trip.year), trip.country, trip.subject]).rstrip(", ")


def _trip(line: str) -> Trip:
    year, *rest = (part.strip() for part in line.split(",", 2))
    if not (len(year) == 4 and year.isascii() and year.isdigit()):
        return Trip(None, "", line)
    country, subject = (*rest, "", "")[:2]
    return Trip(int(year), country, subject)


def _gaps_of_texts(written: Written) -> list[Gap]:
    found = [
        Gap(name) for name in ("topic", "problem", "learning", "plan_at_home") if not getattr(written, name).strip()
    ]
    if written.trips is None:
        return [*found, Gap("trips")]
    return [*found, *(Gap("half-trip", str(at)) for at, trip in enumerate(written.trips, start=1) if not trip.whole)]


def _gaps_of_papers(
    papers: Sequence[Wanted], held: Mapping[str, Held], window: Window
) -> list[Gap]:  # fmt: skip
    found = []
    for one in papers:
        there = held.get(one.kind.code)
        if there is None:
            found.append(Gap("paper", one.kind.code))
        elif has_expired(one.kind, there, window):
            found.append(Gap("expired", one.kind.code))
    return found
