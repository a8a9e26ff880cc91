"""Rounds of the demonstration: each taken as far as the story needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import tomli_w

from ortoo.record import operations as record
from ortoo.record.models import Formula
from ortoo.record.operations import NewComponent
from ortoo.selection import operations as selection
from ortoo.selection.models import Round, Run
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


def opened_round(story: Story, code: str, weights: dict[str, int], days: Days) -> Round:
    """A formula of these sittings (thousandths), and a round over it."""
    names = {"mn": f"{code} оны зуун албан хаагч", "en": f"The hundred of {code}", "ko": f"{code}년 100인"}
    formula = _formula(story, days.formula, weights)
    return selection.open_round(code=code, names=names, formula=formula, by=story.staff.selection, at=days.opened)


def provisional(story: Story, round: Round, days: Days) -> Run:
    """From the rule to the provisional list."""
    by = story.staff.selection
    rule = {**RULE, "then": [f"exam:{round.code}"]}
    selection.adopt_rule(
        round=round, text=tomli_w.dumps(rule), legal_basis=LEGAL_BASIS, lot_source=LOT_SOURCE, by=by, at=days.ruled
    )
    selection.seal_round(
        round=round, as_of=_day(days.sealed), by=story.staff.exams, at=days.sealed,
        progress=story.progress(f"Seal records of {round.code}"),
    )  # fmt: skip
    selection.draw_lot(round=round, value="07 12 23 31 36 40", by=by, at=days.drawn)
    again = Round.objects.get(pk=round.pk)
    return selection.run_selection(
        round=again, by=by, at=days.run, progress=story.progress(f"Run the selection of {round.code}")
    )


def _day(at: datetime) -> date:
    return at.date()


def _formula(story: Story, at: datetime, weights: dict[str, int]) -> Formula:
    return record.adopt_formula(
        code="academic",
        names={"mn": "Сургалтын амжилт", "en": "Academic record", "ko": "학업 성적"},
        components=[NewComponent(sitting, weight, at_least=40_000) for sitting, weight in weights.items()],
        legal_basis=f"Example: order of the academy, {at:%d.%m.%Y}",
        by=story.staff.manager,
        at=at,
    )
