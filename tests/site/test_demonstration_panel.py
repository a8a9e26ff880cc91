"""The panel of the demonstration, on the call of twelve that the tests of permission begin with."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest

from ortoo.access.models import User
from ortoo.jobs.progress import silent
from ortoo.permission.models import Declaration
from ortoo.permission.queries.calls import state
from ortoo.permission.rules.states import State
from ortoo.site.demonstration import panel
from ortoo.site.demonstration.staff import Staff
from ortoo.site.demonstration.story import Story
from tests.cast import exam_officer, hands, selection_officer
from tests.permission import seconds, twelve
from tests.permission.twelve import AFTER, OPENED

pytestmark = pytest.mark.django_db


def story(officer: User) -> Story:
    manager, head = hands()
    everybody = {field.name: officer for field in fields(Staff)}
    return Story(Staff(**{**everybody, "manager": manager, "head": head}), 12, lambda step: silent, AFTER)


def test_a_panel_with_conflicts_thirds_and_a_proposal() -> None:
    officer = selection_officer()
    call = twelve.call(exam_officer(), officer)
    told = story(officer)
    members = panel.appoint_panel(told, OPENED)
    seconds.ruled(call, officer, gap=panel.GAP)
    seconds.handed_in()
    panel.give(told, call, members, AFTER)
    panel.score(call, members, AFTER + timedelta(days=2), leave=3)
    assert state(call) is State.SCORING
    assert sum(sheet.handed_in_at is None for sheet in seconds.sheets(call)) == 3
    panel.score(call, members, AFTER + timedelta(days=3))
    assert any(sheet.turn == 3 for sheet in seconds.sheets(call))
    conflicts = Declaration.objects.everything(because="a test counts").filter(conflict=True)
    assert conflicts.count() == len(panel.CONFLICTS)
    proposal = panel.propose(told, call, AFTER + timedelta(days=4))
    severity = {one["marker"]: one["severity"] for one in proposal.correction["markers"]}
    assert severity[members[1].pk] < 0 < severity[members[2].pk], "harsh and lenient, and found so"


def test_the_rubric_of_ten() -> None:
    officer = selection_officer()
    call = twelve.call(exam_officer(), officer)
    rubric = panel.adopt(story(officer), call, OPENED)
    assert (rubric.gap, sum(one.weight for one in rubric.criteria.all())) == (panel.GAP, 1000)
