"""What a visit costs: planned against settled, by currency and by who pays. Two currencies are never added."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ortoo.multilingual.refusals import LANGUAGES, Refusal

PAYERS = ("home", "host", "other")
CURRENCY = re.compile(r"[A-Z]{3}")
MOST = 10**12
"""Thousandths for one head: more is a slip of the hand."""
HEADS = 500


@dataclass(frozen=True)
class Line:
    """One thing: names by language, who pays, thousandths of `currency` for one head, and for how many heads.

    `actual` for one head, once it is known; None before.
    """

    names: Mapping[str, str]
    currency: str
    payer: str
    planned: int
    heads: int
    actual: int | None = None


@dataclass(frozen=True)
class Total:
    """Of one currency and one payer, for all heads: everything planned; of what is settled, its plan and its actual."""

    currency: str
    payer: str
    planned: int
    settled_planned: int
    actual: int

    @property
    def difference(self) -> int:
        """More than planned where it is above nought; of what is settled only."""
        return self.actual - self.settled_planned


def totals(lines: Iterable[Line]) -> tuple[Total, ...]:
    """One for each pair of currency and payer, by currency, then home, host and others."""
    sums: dict[tuple[str, str], list[int]] = {}
    for line in lines:
        total = sums.setdefault((line.currency, line.payer), [0, 0, 0])
        total[0] += line.planned * line.heads
        if line.actual is not None:
            total[1] += line.planned * line.heads
            total[2] += line.actual * line.heads
    ordered = sorted(sums, key=lambda pair: (pair[0], PAYERS.index(pair[1])))
    return tuple(Total(currency, payer, *sums[currency, payer]) for currency, payer in ordered)


def check_lines(lines: Sequence[Line]) -> None:
    """Refuses the first half line, by its place from 1."""
    for place, line in enumerate(lines, start=1):
        _check(place, line)


def check_kept(settled: Mapping[int, Line], lines: Sequence[Line]) -> None:
    """Refuses where a line that is settled (`settled`, by its place from 1) is changed, moved or left out."""
    for place, line in sorted(settled.items()):
        plan = Line(line.names, line.currency, line.payer, line.planned, line.heads)
        if place > len(lines) or lines[place - 1] != plan:
            raise Refusal("visits.cost_settled", place=place)


def check_amount(amount: int, field: str) -> None:
    if not 0 <= amount <= MOST:
        raise Refusal("visits.cost_amount", field=field, most=MOST // 1000)


def _check(place: int, line: Line) -> None:
    missing = [language for language in LANGUAGES if not line.names.get(language, "").strip()]
    if missing:
        raise Refusal("visits.cost_without_name", field=f"name_{missing[0]}", place=place, language=missing[0])
    if not CURRENCY.fullmatch(line.currency):
        raise Refusal("visits.cost_currency", field="currency", place=place, currency=line.currency)
    if line.payer not in PAYERS:
        raise Refusal("visits.cost_payer", field="payer", place=place, payer=line.payer)
    check_amount(line.planned, "planned")
    if not 1 <= line.heads <= HEADS:
        raise Refusal("visits.cost_heads", field="heads", place=place, heads=line.heads, most=HEADS)
