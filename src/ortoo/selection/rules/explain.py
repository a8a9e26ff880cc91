"""A row and a reason for every candidate, from the decision alone: chosen, reserve, not chosen or ineligible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from ortoo.multilingual.refusals import sentence
from ortoo.selection.rules.borderline import Band, in_band, levelled
from ortoo.selection.rules.decision import Decision
from ortoo.selection.rules.intervals import Intervals, intervals
from ortoo.selection.rules.one_floor import with_places
from ortoo.selection.rules.order import ranking
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.prices import adjusted
from ortoo.selection.rules.quotas import Question, question
from ortoo.selection.rules.reserve import Seats
from ortoo.selection.rules.rule import Rule
from ortoo.selection.rules.thousandths import shown

_NAMED = 3


@dataclass(frozen=True)
class Reason:
    """A reason as a code and its values; `sentence` says it in "en", "mn" or "ko"."""

    code: str
    values: tuple[tuple[str, object], ...] = ()

    def sentence(self, language: str = "en") -> str:
        return sentence(f"select.reason.{self.code}", language, dict(self.values))


class Kept(NamedTuple):
    """A clause that somebody's choice would have broken."""

    attribute: str
    value: str
    bound: str
    limit: int

    def __str__(self) -> str:
        return f"{self.attribute}={self.value} {'≤' if self.bound == 'at_most' else '≥'} {self.limit}"


@dataclass(frozen=True)
class Explained:
    """One candidate. Figures in thousandths, None where there is none; ranks count from 1; reasons are whole sentences.

    rank and merit are those of the record, also where a lot has levelled a band. rank_low to rank_high: 95 % confidence
    interval of the true rank, low_all to high_all: of all ranks together; p_top: chance to be truly among the `seats`
    best; borderline: whether that chance lies inside the band. None where errors are not given.
    """

    id: str
    status: str
    reasons: tuple[Reason, ...]
    rank: int | None = None
    merit: int | None = None
    adjusted: int | None = None
    margin: int | None = None
    rank_low: int | None = None
    rank_high: int | None = None
    p_top: float | None = None
    low_all: int | None = None
    high_all: int | None = None
    borderline: bool | None = None

    def reason(self, language: str = "en") -> str:
        return " ".join(reason.sentence(language) for reason in self.reasons)


def explain(rule: Rule, pool: Pool, decision: Decision) -> list[Explained]:
    """Every candidate of the pool: the eligible in the rule's order, then the ineligible in the pool's."""
    asked = question(rule, levelled(pool, decision.band))
    if decision.status != "decided":
        reasons: list[tuple[Reason, ...]] = [(_reason("no_list"),)] * asked.size
        figures = asked.merit
    else:
        settled = (with_places(asked) if asked.one else asked) or asked
        figures = adjusted(settled, _prices(settled, decision))
        reasons = _Reasons(settled, pool, decision, figures).all()
    by_merit = asked.rows.tolist() if decision.band is None else ranking(rule, pool)
    rank = {row: place for place, row in enumerate(by_merit)}
    known, banded = _intervals(rule, pool, by_merit), _banded(decision.band)
    status = dict.fromkeys(decision.chosen, "chosen") | dict.fromkeys(decision.reserve, "reserve")
    rows = []
    for position, row in enumerate(asked.rows.tolist()):
        own, person = int(figures[position]), pool.ids[row]
        rows.append(
            Explained(
                id=person,
                status=status.get(person, "not-chosen"),
                reasons=(*banded.get(person, ()), *reasons[position]),
                rank=rank[row] + 1,
                merit=pool.merit[row],
                adjusted=own,
                margin=None if decision.cut is None else own - decision.cut,
                **({} if known is None else _doubt(known, rank[row])),
            )
        )
    eligible = set(asked.rows.tolist())
    return rows + [
        Explained(person, "ineligible", (_reason("ineligible"),), merit=pool.merit[row])
        for row, person in enumerate(pool.ids)
        if row not in eligible
    ]


def _banded(band: Band | None) -> dict[str, tuple[Reason, ...]]:
    """What is said of each of those in a band that the rule settles in a way of its own."""
    if band is None:
        return {}
    code, count = f"borderline_{band.then}", len(band.people)
    return {person: (_reason(code, count=count, lot=place),) for place, person in enumerate(band.people, start=1)}


def _intervals(rule: Rule, pool: Pool, by_merit: list[int]) -> Intervals | None:
    if pool.standard_error is None:
        return None
    errors = np.array([pool.standard_error[row] for row in by_merit])
    return intervals(np.array([pool.merit[row] for row in by_merit]) / 1000.0, errors, rule.seats)


def _doubt(known: Intervals, place: int) -> dict[str, Any]:
    return {
        "rank_low": int(known.low[place]),
        "rank_high": int(known.high[place]),
        "p_top": float(known.p_top[place]),
        "low_all": int(known.low_all[place]),
        "high_all": int(known.high_all[place]),
        "borderline": in_band(known.p_top[place : place + 1])[0],
    }


def _prices(settled: Question, decision: Decision) -> np.ndarray:
    known = {(price.attribute, price.value): price.thousandths for price in decision.adjustments}
    return np.array([known.get((cell.attribute, cell.value), 0) for cell in settled.cells], dtype=np.int64)


def _reason(code: str, **values: object) -> Reason:
    return Reason(code, tuple(values.items()))


class _Reasons:
    """The reasons of a decided list, candidate by candidate."""

    def __init__(self, settled: Question, pool: Pool, decision: Decision, figures: np.ndarray) -> None:
        self.question, self.decision, self.figures = settled, decision, figures
        ids = [pool.ids[row] for row in settled.rows.tolist()]
        place = {person: position for position, person in enumerate(ids)}
        self.chosen = [place[person] for person in decision.chosen]
        self.reserve = {place[person]: number for number, person in enumerate(decision.reserve, start=1)}
        self.seats = Seats(settled, self.chosen)

    def all(self) -> list[tuple[Reason, ...]]:
        inside = set(self.chosen)
        return [
            (self._chosen(position),) if position in inside else self._others(position)
            for position in range(self.question.size)
        ]

    def _chosen(self, position: int) -> Reason:
        cut = self.decision.cut
        if cut is None:
            return _reason("chosen_in_order", rank=position + 1)
        return self._against_the_line("chosen", position, cut)

    def _others(self, position: int) -> tuple[Reason, ...]:
        found: list[Reason] = []
        if position in self.reserve:
            found.append(_reason("reserve", place=self.reserve[position], of=len(self.reserve)))
        if self.decision.cut is not None:
            found.append(self._against_the_line("not_chosen", position, self.decision.cut))
        else:
            taken = position > self.chosen[-1]
            found.append(_reason("seats_taken" if taken else "not_chosen_in_order", rank=position + 1))
        return (*found, *self._passed_over(position))

    def _against_the_line(self, status: str, position: int, cut: int) -> Reason:
        own = int(self.figures[position])
        side = "above" if own > cut else "below" if own < cut else "on_line"
        return _reason(f"{status}_{side}", adjusted=shown(own), margin=shown(abs(own - cut)), cut=shown(cut))

    def _passed_over(self, position: int) -> list[Reason]:
        """Which clauses keep somebody out although some of the chosen come later in the order."""
        later = [out for out in self.chosen if out > position]
        if not later:
            return []
        broken: dict[tuple[int, str], int] = {}
        place_lost = False
        for out in later:
            ceilings, floors, lost = self.seats.broken(out, position)
            keys = [(cell, "at_most") for cell in ceilings] + [(cell, "at_least") for cell in floors]
            for key in keys:
                broken[key] = broken.get(key, 0) + 1
            place_lost |= lost and not keys
        found = []
        if broken:
            often = sorted(broken, key=lambda key: (-broken[key], key))
            named = [self._clause(*key) for key in often[:_NAMED]]
            found.append(_reason("passed_over", clauses=", ".join(str(clause) for clause in named), named=tuple(named)))
        if place_lost:
            found.append(_reason("place_lost"))
        return found

    def _clause(self, index: int, bound: str) -> Kept:
        cell = self.question.cells[index]
        limit = cell.at_most if bound == "at_most" else cell.at_least
        assert limit is not None
        return Kept(cell.attribute, cell.value, bound, limit)
