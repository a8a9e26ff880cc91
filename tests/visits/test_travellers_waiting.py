"""What waits for travellers and keepers on the start page, and whom the reminders tell."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from ortoo.access.queries import grants_of
from ortoo.messages.models import Message
from ortoo.messages.operations import remind
from ortoo.visits.models import Visit
from ortoo.visits.operations import finish_part, give_consent, mark_paper, take_back_consent
from ortoo.visits.reminders import reminders
from ortoo.visits.waiting.travelling import waiting_for
from tests.cast import auditor
from tests.visits.travelling import (
    AT,
    DELEGATES,
    ENDS,
    TODAY,
    account,
    host,
    host_account,
    keeper,
    kinds_known,
    pack,
    traveller,
    where,
)

pytestmark = pytest.mark.django_db


def waits(user: Any, on: date = TODAY) -> list[tuple[str, str, date | None]]:
    from django.utils import translation

    with translation.override("en"):
        return [(str(task.what), task.address, task.due) for task in waiting_for(grants_of(user, on))]


class TestWaiting:
    def test_a_traveller(self, named: Visit) -> None:
        kinds_known()
        pack(named)
        assert waits(account("T01")) == [
            ("Say what LOGODI may see of you", where("consent", host().pk), None),
            ("Say what KIPA may see of you", where("consent", host("KIPA").pk), None),
            ("Bring the 5 papers that are red", where("traveller", 1), date(2026, 4, 9)),
            ("Finish the pre-study “Smart city”", where("pack", "P1"), date(2026, 5, 25)),
        ]
        after = [what for what, _, _ in waits(account("T01"), date(2026, 6, 13))]
        assert after == ["Bring the 6 papers that are red"]
        assert waits(account("T01"), date(2028, 1, 1)) == []

    def test_what_is_said_and_done_no_longer_waits(self, named: Visit) -> None:
        one = pack(named, parts=1)
        asked: dict[str, Any] = {"traveller": traveller("T01"), "by": account("T01"), "at": AT}
        give_consent(host=host(), covers=["person"], until=ENDS, **asked)
        take_back_consent(host=host("KIPA"), **asked)
        finish_part(part=one.parts.get(), **asked)
        assert waits(account("T01")) == []

    def test_those_who_keep_the_visit(self, opened: Visit) -> None:
        assert waits(keeper()) == [("Name the delegation", where("name-delegation"), None)]

    def test_red_papers_wait_for_them_too(self, named: Visit) -> None:
        assert waits(keeper()) == []
        kinds_known()
        assert waits(keeper()) == [("See to the 42 papers that are red", where("papers"), None)]
        for somebody in (auditor(), host_account()):
            assert waits(somebody) == []


class TestReminders:
    def told(self, at: datetime) -> list[tuple[str, int]]:
        before = set(rows().values_list("pk", flat=True))
        remind(tellings=reminders(at), at=at)
        return sorted((one.kind, one.to_id) for one in rows().exclude(pk__in=before))

    def test_red_papers_once_a_week(self, named: Visit) -> None:
        kinds_known()
        everybody = sorted(account(number).pk for number in (*DELEGATES, "T12"))
        monday, sunday, next_monday = (datetime(2026, 4, day, 4, tzinfo=UTC) for day in (20, 26, 27))
        expected = [*(("visits.paper_red", pk) for pk in everybody), ("visits.papers_red", keeper().pk)]
        assert self.told(monday) == expected
        assert self.told(sunday) == []
        assert self.told(next_monday) == expected
        message = rows().filter(kind="visits.paper_red", to=account("T12")).first()
        assert message is not None
        assert "Passport copy" in message.text
        assert self.told(datetime(2028, 1, 3, 4, tzinfo=UTC)) == []

    def test_nobody_without_a_red_one(self, named: Visit) -> None:
        assert self.told(AT) == []
        kinds_known()
        mark_paper(visit=named, kind="B13", traveller=traveller("T12"), dated=TODAY, by=keeper(), at=AT)
        told = self.told(AT)
        assert ("visits.paper_red", account("T12").pk) not in told
        assert len(told) == 9

    def test_pre_study_three_days_before_it_is_due(self, named: Visit) -> None:
        one = pack(named, parts=1)
        finish_part(traveller=traveller("T01"), part=one.parts.get(), by=account("T01"), at=AT)
        assert self.told(datetime(2026, 5, 21, 4, tzinfo=UTC)) == []
        told = self.told(datetime(2026, 5, 22, 4, tzinfo=UTC))
        assert told == sorted(("visits.pre_study_due", account(number).pk) for number in (*DELEGATES[1:], "T12"))
        assert self.told(datetime(2026, 5, 25, 4, tzinfo=UTC)) == []


def rows() -> Any:
    return Message.objects.everything(because="a test looks").filter(kind__in=(
        "visits.paper_red", "visits.papers_red", "visits.pre_study_due",
    ))  # fmt: skip
