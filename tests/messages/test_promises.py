"""What the database refuses of messages, on whichever engine the run uses."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from ortoo.messages import operations as messages
from ortoo.messages.promises import GONE, TOLD
from tests.cast import AT, TODAY, academy_manager
from tests.messages.telling import accounts, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _told() -> None:
    """A message that was handed over and seen, and one that nobody has touched."""
    people = accounts("en", "mn")
    first, _ = told(*people, once="round 1")
    messages.hand_over(letters=[first.pk], on=TODAY, by=academy_manager(), at=AT)
    messages.see(message=first, by=people[0], at=AT)


def says(statement: str) -> str:
    """What the database answers; nothing where it lets the statement through."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError as error:
        return str(error).splitlines()[0]
    return ""


@pytest.mark.parametrize(
    ("statement", "because"),
    [
        ("UPDATE ortoo_message SET text = 'nothing was said'", TOLD),
        ("UPDATE ortoo_message SET subject = 'x'", TOLD),
        ("UPDATE ortoo_message SET \"values\" = '{}'", TOLD),
        ("UPDATE ortoo_message SET at = '2020-01-01'", TOLD),
        ("UPDATE ortoo_message SET to_id = by_id", TOLD),
        ("UPDATE ortoo_message SET mail_to = 'x@example.mn'", TOLD),
        ("DELETE FROM ortoo_message", TOLD),
        ("UPDATE ortoo_message SET seen_at = NULL", GONE),
        ("UPDATE ortoo_message SET seen_at = '2027-01-01'", GONE),
        ("UPDATE ortoo_message SET handed_on = NULL, handed_at = NULL, handed_by_id = NULL", GONE),
        ("UPDATE ortoo_message SET handed_on = '2026-01-01' WHERE seen_at IS NOT NULL", GONE),
        ("UPDATE ortoo_message SET sent_at = '2027-01-01' WHERE seen_at IS NULL", "message_sent_to_an_address"),
        ("UPDATE ortoo_message SET tries = 1 WHERE seen_at IS NULL", "message_sent_to_an_address"),
        ("UPDATE ortoo_message SET handed_on = '2026-03-02' WHERE seen_at IS NULL", "message_handed_over_by_somebody"),
        ("UPDATE ortoo_message SET seen_at = '2020-01-01' WHERE seen_at IS NULL", "message_seen_after_told"),
    ],
)
def test_words_stay_and_what_has_happened_is_not_undone(statement: str, because: str) -> None:
    assert because in says(statement)


def test_an_untouched_one_may_still_be_seen() -> None:
    assert says("UPDATE ortoo_message SET seen_at = '2027-01-01' WHERE seen_at IS NULL") == ""


def test_the_same_thing_is_not_told_twice() -> None:
    columns = 'to_id, kind, language, subject, text, "values", address, once, at, mail_to, tries, problem'
    again = f"INSERT INTO ortoo_message ({columns}) SELECT {columns} FROM ortoo_message WHERE seen_at IS NULL"
    said = says(again)
    assert "message_told_once" in said or "ortoo_message.to_id, ortoo_message.kind, ortoo_message.once" in said
