"""Emptying the tables after a test that committed: the guards refuse it, so they are lifted for a moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import TransactionTestCase


def lift_guards_while_emptying() -> None:
    """From now on, Django's flush after a committing test works. The product has no such way."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def emptied(test: TransactionTestCase) -> None:
        with guards_lifted():
            flush(test)

    TransactionTestCase._fixture_teardown = emptied  # type: ignore[attr-defined]


@contextmanager
def guards_lifted() -> Iterator[None]:
    """Without triggers inside; all of them are back after it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = origin")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, sql in triggers:
            cursor.execute(sql)
