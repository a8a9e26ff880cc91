"""Rounds that wait for the Prime Minister's office, made by operations: ten of fifteen are proposed, three in reserve.

A program, run on an empty database with the codes of the rounds. Everything lies back; nothing here needs the clock.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import tomli_w

from tests.journeys import calling, carried, prepared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ortoo.access.models import User
    from ortoo.permission.models import Call
    from ortoo.record.models import Formula

SEATS, LISTED, RESERVE = 10, 15, 3
NAMES = (
    "G.Bold", "G.Tsetseg", "G.Dorj", "G.Ölzii", "G.Bat", "G.Saraa", "G.Temüülen", "G.Oyuun", "M.Bat", "M.Oyuun",
)  # fmt: skip
"""The ten proposed, in the order of their scores (`carried.WORTH`)."""


def prepare(codes: list[str], now: datetime) -> None:
    day = now - timedelta(days=60)
    staff, formula = prepared.begin(day)
    for code in codes:
        panel(called(code, staff, formula, day), staff, day + timedelta(days=30))


def called(code: str, staff: Mapping[str, User], formula: Formula, day: datetime) -> Call:
    """Its list is final, its dossiers are handed in."""
    from ortoo.permission import operations as permission
    from ortoo.permission.models import Call
    from ortoo.permission.rules.rubric import Answers, Criterion, rule_mapping
    from ortoo.permission.rules.visit import visit_from_json
    from ortoo.selection import operations as selection
    from ortoo.selection.models import Round

    chooser, later = staff["batbold"], day + timedelta(days=12)
    round = prepared.draw(code, LISTED, staff, formula, day)
    selection.run_selection(round=round, by=chooser, at=day)
    round = Round.objects.get(pk=round.pk)
    selection.sign_list(round=round, by=staff["head"], at=later)
    selection.publish_final(round=round, by=chooser, at=later)
    visit = visit_from_json(json.loads(calling.visit(datetime.now(UTC).date())))
    until = later + timedelta(days=10)
    made = permission.open_call(round=round, visit=visit, dossiers_until=until, by=chooser, at=later)
    criteria = [
        Criterion("c1", calling.names("The problem"), 600),
        Criterion("c2", calling.names("The plan"), 400),
    ]
    rule = tomli_w.dumps(rule_mapping(Answers("Ten", SEATS, RESERVE, 1, []), visit))
    permission.adopt_rubric(
        call=made, criteria=criteria, rule=rule, gap=25_000, legal_basis="Order 9", by=chooser, at=later
    )
    carried.dossiers(Call.objects.get(pk=made.pk), later + timedelta(days=1))
    return Call.objects.get(pk=made.pk)


def panel(call: Call, staff: Mapping[str, User], day: datetime) -> None:
    """Scored, proposed, and signed by everybody but the office."""
    from ortoo.permission import operations as permission
    from ortoo.permission.models import Call
    from ortoo.permission.rules.states import SignStep

    for member in ("ariun", "boldoo", "chimeg"):
        permission.declare(call=call, conflicts={}, by=staff[member], at=day)
    permission.give_sheets(call=call, by=staff["batbold"], at=day)
    carried.sheets(Call.objects.get(pk=call.pk), day)
    proposal = permission.propose(call=Call.objects.get(pk=call.pk), by=staff["batbold"], at=day)
    for name, step, body in (
        ("head", SignStep.ACADEMY, ""),
        ("finance", SignStep.MINISTRIES, "MOF"),
        ("omnogovi", SignStep.MINISTRIES, "MN-053"),
        ("cabinet", SignStep.SECRETARIAT, ""),
    ):
        permission.sign(proposal=proposal, step=step, organization=body, by=staff[name], at=day, confirmed_at=day)


if __name__ == "__main__":
    import django

    django.setup()
    prepare(sys.argv[1:], datetime.now(UTC))
