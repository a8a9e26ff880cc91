"""Rounds of the demonstration: each taken as far as the story needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import tomli_w

from ortoo.permission.queries.deciding import permitted_of
from ortoo.record import operations as record
from ortoo.record.models import Formula
from ortoo.record.operations import NewComponent
from ortoo.selection import operations as selection
from ortoo.selection.models import Round, Run
from ortoo.selection.queries import sealed_before
from ortoo.site.demonstration.rule import LEGAL_BASIS, LOT_SOURCE, RULE
from ortoo.site.demonstration.story import Story


@dataclass(frozen=True)
class Days:
    """The days of a round in their order; posts are those of the day of the seal."""

    formula: datetime
    opened: datetime
    ruled: datetime
    sealed: datetime
    drawn: datetime

    @property
    def run(self) -> datetime:
        return self.drawn + timedelta(hours=1)


@dataclass(frozen=True)
class Planned:
    """A round of the story: its code and names, the sittings that count (the later weighs more), and its days."""

    code: str
    names: dict[str, str]
    earlier: str
    later: str
    days: Days


def of_year(year: int, earlier: str, later: str, days: Days, part: int = 0) -> Planned:
    """ "The hundred of 2022", or of the `part`-th of several rounds in one year."""
    code = f"{year}-{part}" if part else str(year)
    shown = f"{year} ({part})" if part else str(year)
    names = {"mn": f"{shown} оны зуун албан хаагч", "en": f"The hundred of {shown}", "ko": f"{shown}년 100인"}
    return Planned(code, names, earlier, later, days)


def provisional(story: Story, planned: Planned) -> Run:
    """From the formula to the provisional list."""
    by, days, code = story.staff.selection, planned.days, planned.code
    formula = _formula(story, days.formula, {planned.earlier: 400, planned.later: 600})
    opened = selection.open_round(code=code, names=planned.names, formula=formula, by=by, at=days.opened)
    text = tomli_w.dumps({**RULE, "then": [f"exam:{planned.later}"]})
    _try(opened, text, story, days)
    selection.adopt_rule(round=opened, text=text, legal_basis=LEGAL_BASIS, lot_source=LOT_SOURCE, by=by, at=days.ruled)
    selection.seal_round(
        round=opened, as_of=days.sealed.date(), by=story.staff.exams, at=days.sealed,
        progress=story.progress(f"Seal records of {code}"),
    )  # fmt: skip
    selection.draw_lot(round=opened, value="07 12 23 31 36 40", by=by, at=days.drawn)
    sealed = Round.objects.get(pk=opened.pk)
    return selection.run_selection(
        round=sealed, by=by, at=days.run, progress=story.progress(f"Run the selection of {code}")
    )


def _try(opened: Round, text: str, story: Story, days: Days) -> None:
    """On the records of the round before; the first has none."""
    before = sealed_before(opened).filter(opened_at__lt=days.opened).first()
    if before is not None:
        selection.try_rule(
            round=opened, text=text, answers={}, earlier=before, permitted=permitted_of(before),
            by=story.staff.selection, at=days.ruled,
        )  # fmt: skip


def _formula(story: Story, at: datetime, weights: dict[str, int]) -> Formula:
    return record.adopt_formula(
        code="academic",
        names={"mn": "Сургалтын амжилт", "en": "Academic record", "ko": "학업 성적"},
        components=[NewComponent(sitting, weight, at_least=40_000) for sitting, weight in weights.items()],
        legal_basis=f"Example: order of the academy, {at:%d.%m.%Y}",
        by=story.staff.manager,
        at=at,
    )
