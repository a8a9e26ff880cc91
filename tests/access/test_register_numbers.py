"""Of a register number a keyed hash and its last two digits stay (decision 0055): looked for in every column of every
table, on pages, in files, and in what leaves the house as ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from ortoo.access.models import User
from ortoo.ledger.models import Entry
from ortoo.people import operations as people
from ortoo.people.models import Official
from ortoo.site.exporting import export as export_ledger
from tests.cast import academy_manager, auditor, client_of, exam_officer, grants, selection_officer
from tests.people.files import OFFICIALS, ORGANIZATIONS, REGIONS, exported, take
from tests.visiting import content

pytestmark = pytest.mark.django_db

NUMBERS = ("ЪЪ90050617", "ЪЪ85010211")
MORE_THAN_TWO_DIGITS = tuple(number[-3:] for number in NUMBERS)
LISTS = (
    "/en/people/officials/",
    "/mn/people/officials/",
    "/en/people/officials/?format=csv",
    "/en/ledger/",
    "/en/jobs/",
)


@pytest.fixture
def manager() -> User:
    user = academy_manager()
    for kind, rows in (("regions", REGIONS), ("organizations", ORGANIZATIONS), ("officials", OFFICIALS)):
        assert not take(kind, rows, user).problems
    people.link_accounts(by=user, at=timezone.now())
    return user


def columns() -> Iterator[tuple[str, str]]:
    """(table.column, everything in it as text) of the whole database."""
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            for field in model._meta.concrete_fields:
                quoted = (connection.ops.quote_name(name) for name in (str(field.column), model._meta.db_table))
                cursor.execute("SELECT {} FROM {}".format(*quoted))
                yield f"{model._meta.db_table}.{field.column}", " ".join(_text(value) for (value,) in cursor)


def _text(value: object) -> str:
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)


def test_no_column_holds_a_number_and_one_holds_its_hash(manager: User) -> None:
    hashes = set(Official.objects.everything(because="a test").values_list("register_hmac", flat=True)) - {None}
    assert len(hashes) == 2
    found = dict(columns())
    assert [place for place, text in found.items() if any(number in text for number in NUMBERS)] == []
    assert [place for place, text in found.items() if any(str(one) in text for one in hashes)] == [
        "ortoo_official.register_hmac"
    ]
    assert set(found["ortoo_official.register_tail"].split()) == {"17", "11"}


def test_no_page_and_no_file_shows_more_than_two_digits(manager: User) -> None:
    hashes = Official.objects.everything(because="a test").exclude(register_hmac=None)
    hidden = (*NUMBERS, *(str(row.register_hmac) for row in hashes))
    own = Official.objects.visible_to(grants(manager)).get(number="A1").account
    readers = [manager, auditor(), exam_officer(), selection_officer(), own, None]
    shown = 0
    for reader in readers:
        client = client_of(reader)
        for address in (*LISTS, *(f"/en/people/official/{number}/" for number in ("A1", "A2"))):
            said = content(client.get(address)).decode("utf-8-sig")
            assert [secret for secret in hidden if secret in said] == [], (reader, address)
            shown += "…17" in said or "…11" in said
            assert not any(f"…{digits}" in said for digits in MORE_THAN_TWO_DIGITS)
    assert shown, "the last two digits are there to be compared with a paper"
    assert not any(number.encode() in exported("officials", manager) for number in (*NUMBERS, *hidden))


def test_the_ledger_and_what_leaves_of_it_hold_nothing_of_it(manager: User) -> None:
    entries = b" ".join(bytes(entry.body) for entry in Entry.objects.all())
    arguments = {"name": "audit", "because": "a test", "with_sealed": False}
    export_ledger(arguments=arguments, by=auditor(), at=timezone.now() + timedelta(seconds=1), progress=lambda *_: None)
    kept = dict(columns())
    hidden = [*NUMBERS, *(f'"{number[-2:]}"' for number in NUMBERS)]
    assert not any(one.encode() in entries for one in hidden)
    assert not any(number in kept["ortoo_export.content"] for number in NUMBERS)
