"""Members of the appeals panel are reminded: before a window closes, and as long as an appeal waits."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from ortoo.selection.models import Run
from ortoo.selection.reminders import reminders
from tests.selection import appealing
from tests.selection.appealing import LAST_SECOND, WITHIN

pytestmark = pytest.mark.django_db


def told(at: datetime) -> list[tuple[str, int, str]]:
    return [(one.kind, one.to, one.once) for one in reminders(at)]


def test_nothing_is_due_without_an_appeal(run: Run) -> None:
    appealing.panel()
    assert told(LAST_SECOND) == told(LAST_SECOND + timedelta(days=30)) == []


def test_before_it_closes_who_has_drafted_nothing(run: Run) -> None:
    one, other = appealing.panel()
    appeal = appealing.filed(run)
    assert told(WITHIN) == []
    closing = LAST_SECOND - timedelta(days=3)
    step = f"round {run.round_id}, closes"
    assert told(closing) == [("selection.window_closes", member.pk, step) for member in (one, other)]
    appealing.drafted(appeal, one, closing)
    assert told(closing) == [("selection.window_closes", other.pk, step)]


def test_afterwards_every_week_until_it_is_ruled_on(run: Run) -> None:
    members = appealing.panel()
    appeal = appealing.filed(run)
    for days, week in ((1, 0), (6, 0), (8, 1)):
        assert told(LAST_SECOND + timedelta(days=days)) == [
            ("selection.rulings_wait", member.pk, f"round {run.round_id}, week {week}") for member in members
        ]
    appealing.rejected(appeal)
    assert told(LAST_SECOND + timedelta(days=8)) == []
