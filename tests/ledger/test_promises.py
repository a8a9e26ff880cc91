"""What the database refuses, on whichever engine the run uses."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from ortoo.ledger import operations as ledger

AT = datetime(2026, 1, 31, tzinfo=UTC)


@pytest.fixture
def filled(db: None) -> None:
    with transaction.atomic():
        ledger.record(kind="figure.approved", body={"figure": 1}, by=None, at=AT)
        ledger.record(kind="figure.approved", body={"figure": 2}, by=None, at=AT)
        ledger.store_blob(content=b"long")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO ortoo_checkpoint (size, note, key, at) VALUES (2, 'n', 'k', '2026-01-31')")


ENTRY = "INSERT INTO ortoo_entry (seq, at, kind, body, leaf) VALUES ({seq}, '2026-01-31', 'forged', '', '')"
STAYS = "of the ledger stays as it is"
FORWARD = "only goes forward"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("statement", "because"),
    [
        ("UPDATE ortoo_entry SET kind = 'forged' WHERE seq = 2", STAYS),
        ("DELETE FROM ortoo_entry WHERE seq = 2", STAYS),
        ("UPDATE ortoo_blob SET content = ''", STAYS),
        ("DELETE FROM ortoo_blob", STAYS),
        ("UPDATE ortoo_checkpoint SET note = 'forged'", STAYS),
        ("DELETE FROM ortoo_checkpoint", STAYS),
        (ENTRY.format(seq=4), "has no gaps"),
        (ENTRY.format(seq=2), "has no gaps"),
        (ENTRY.format(seq=0), "has no gaps"),
        ("UPDATE ortoo_head SET size = 1", FORWARD),
        ("UPDATE ortoo_head SET size = 2", FORWARD),
        ("UPDATE ortoo_head SET size = 3", FORWARD),
        ("DELETE FROM ortoo_head", "the head of the ledger stays"),
    ],
)
def test_no_statement_changes_what_was_recorded(statement: str, because: str) -> None:
    with pytest.raises(IntegrityError, match=because), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("filled")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite replaces a row by inserting it")
@pytest.mark.parametrize(
    ("statement", "because"),
    [
        (ENTRY.format(seq=2).replace("INSERT", "INSERT OR REPLACE"), "has no gaps"),
        ("INSERT OR REPLACE INTO ortoo_blob SELECT sha256, x'00' FROM ortoo_blob", STAYS),
        ("INSERT OR REPLACE INTO ortoo_checkpoint SELECT size, 'forged', key, at FROM ortoo_checkpoint", STAYS),
        ("INSERT OR REPLACE INTO ortoo_head (id, size, hashes) VALUES (1, 0, x'')", "the head of the ledger stays"),
    ],
)
def test_nor_does_replacing_by_insertion(statement: str, because: str) -> None:
    with pytest.raises(IntegrityError, match=because), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("filled")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
@pytest.mark.parametrize("table", ["ortoo_entry", "ortoo_blob", "ortoo_checkpoint", "ortoo_head"])
def test_nor_does_emptying_a_table(table: str) -> None:
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")
