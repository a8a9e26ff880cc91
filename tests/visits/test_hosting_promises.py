"""What no statement changes of agreements, visits, requests and stops, on either engine."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from ortoo.visits.models import Agreement, Visit
from ortoo.visits.operations import end_agreement, keep_agreement, keep_exchange, state_wish, withdraw_stop
from ortoo.visits.promises import (
    AGREEMENT,
    ANSWER,
    EXCHANGE,
    HOST,
    OFFERED,
    REQUEST,
    TOPIC,
    VISIT,
    WISH,
)
from tests.visits import hosting
from tests.visits.hosting import host_of, offered, speaker_for
from tests.visits.travelling import AT, keeper
from tests.worlds import world

pytestmark = pytest.mark.django_db

STATEMENTS = [
    ("UPDATE ortoo_agreement SET valid_to = NULL", AGREEMENT),
    ("UPDATE ortoo_agreement SET number = 'other'", AGREEMENT),
    ("DELETE FROM ortoo_agreement", AGREEMENT),
    ("UPDATE ortoo_exchange SET people = 1", EXCHANGE),
    ("DELETE FROM ortoo_exchange", EXCHANGE),
    ("UPDATE ortoo_visit SET begins = ends", VISIT),
    ("DELETE FROM ortoo_visit", VISIT),
    ("UPDATE ortoo_visithost SET organization_id = organization_id + 1", HOST),
    ("DELETE FROM ortoo_visithost", HOST),
    ("UPDATE ortoo_visittopic SET name_en = 'other'", TOPIC),
    ("DELETE FROM ortoo_visittopic", TOPIC),
    ("UPDATE ortoo_wish SET text = '{}'", WISH),
    ("DELETE FROM ortoo_wish", WISH),
    ("UPDATE ortoo_visitrequest SET letter = ''", REQUEST),
    ("DELETE FROM ortoo_visitrequest", REQUEST),
    ("UPDATE ortoo_hostanswer SET accepted = NOT accepted", ANSWER),
    ("DELETE FROM ortoo_hostanswer", ANSWER),
    ("UPDATE ortoo_stop SET code = 'other'", OFFERED),
    ("UPDATE ortoo_stop SET withdrawn_at = NULL WHERE code = 'W'", OFFERED),
    ("DELETE FROM ortoo_stop", OFFERED),
]


@world(after="opened")
def everything(opened: Visit) -> Visit:
    """One row of each at least; the agreement is ended, and one stop withdrawn."""
    agreement = keep_agreement(
        partner="LOGODI", names={"en": "Memorandum"}, signed_on=date(2020, 1, 1), valid_from=date(2020, 1, 1),
        by=keeper(), at=AT,
    )  # fmt: skip
    end_agreement(agreement=agreement, valid_to=date(2026, 1, 1), by=keeper(), at=AT)
    keep_exchange(
        partner="LOGODI", names={"en": "Course"}, way="in", began=date(2024, 5, 29), ended=date(2024, 6, 5), people=17,
        counted="officials", by=keeper(), at=AT,
    )  # fmt: skip
    state_wish(topic=opened.topics.all()[0], organization="MOF", text={"en": "Budgets"}, by=keeper(), at=AT)
    request, host, speaker = hosting.asked(opened), host_of(opened, "LOGODI"), speaker_for("LOGODI")
    hosting.said_yes(request, host, speaker)
    withdraw_stop(stop=offered(host, speaker, "W"), by=speaker, at=AT)
    return opened


@pytest.mark.parametrize(("statement", "says"), STATEMENTS)
def test_nothing_of_it_is_changed_or_deleted(everything: Visit, statement: str, says: str) -> None:
    with pytest.raises(IntegrityError, match=says), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_agreement_is_ended_once(opened: Visit) -> None:
    keep_agreement(
        partner="LOGODI", names={"en": "Memorandum"}, signed_on=date(2020, 1, 1), valid_from=date(2020, 1, 1),
        by=keeper(), at=AT,
    )  # fmt: skip
    assert Agreement.objects.update(valid_to=date(2027, 1, 1)) == 1
    with pytest.raises(IntegrityError, match=AGREEMENT), transaction.atomic():
        Agreement.objects.update(valid_to=date(2028, 1, 1))
