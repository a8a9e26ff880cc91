"""The database is away, locked or without room: a page says so with status 503, nothing is done, and later it is."""

from __future__ import annotations

import resource
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from ortoo.exams.models import Sitting
from ortoo.ledger.models import Entry
from ortoo.pages.models import SpentForm
from tests.cast import exam_officer
from tests.machine import free_port
from tests.visiting import once, text

pytestmark = pytest.mark.django_db(transaction=True)
OPEN = "/en/exams/open/"
AWAY = "Its database is away, or its disk is full. What you sent was not done."
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="a fault of the embedded database")
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="a fault of a server")


@pytest.fixture
def officer(client: Client) -> Client:
    client.force_login(exam_officer())
    client.raise_request_exception = False
    return client


def answers(token: str) -> dict[str, Any]:
    names = {"name_mn": "Шалгалт", "name_en": "Exam", "name_ko": "시험"}
    return {"once": token, "code": "away", **names, "held_on": "2026-01-10", "scale_low": "0", "scale_high": "100",
            "marker": "The board"}  # fmt: skip


def standing() -> tuple[int, int, int]:
    return Sitting.objects.count(), Entry.objects.count(), SpentForm.objects.count()


def sent_in_vain_then_done(officer: Client, fault: Any) -> None:
    token = once(officer, OPEN)
    before = standing()
    with fault:
        response = officer.post(OPEN, answers(token))
        assert (response.status_code, response.get("Retry-After")) == (503, "60"), text(response)
        assert AWAY in text(response)
    assert standing() == before
    response = officer.post(OPEN, answers(token))
    assert response.status_code == 302, text(response)
    assert tuple(now - then for now, then in zip(standing(), before, strict=True)) == (1, 1, 1)


@contextmanager
def disk_full() -> Iterator[None]:
    """The system takes no file of this process beyond 16 KiB: the log of SQLite breaks off inside the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16 << 10, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


@contextmanager
def locked() -> Iterator[None]:
    """Another program writes for longer than the house waits."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 100")
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def unreachable() -> Iterator[None]:
    """The server does not listen."""
    port = connection.settings_dict["PORT"]
    connection.close()
    connection.settings_dict["PORT"] = str(free_port())
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["PORT"] = port


@on_sqlite
def test_a_full_disk(officer: Client) -> None:
    sent_in_vain_then_done(officer, disk_full())


@on_sqlite
def test_a_lock_that_is_held_too_long(officer: Client) -> None:
    sent_in_vain_then_done(officer, locked())


@on_postgresql
def test_a_server_that_is_away(officer: Client) -> None:
    sent_in_vain_then_done(officer, unreachable())


@on_postgresql
@pytest.mark.parametrize("language", ["mn", "en", "ko"])
def test_every_page_says_so_in_its_language(officer: Client, language: str) -> None:
    with unreachable():
        response = officer.get(f"/{language}/exams/")
    assert response.status_code == 503
    assert f'lang="{language}"' in text(response)


@on_postgresql
def test_a_connection_that_the_server_has_cut(officer: Client) -> None:
    """The server was started again: who comes next is not told of it."""
    assert officer.get("/en/exams/").status_code == 200
    import psycopg

    found = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        mine = cursor.fetchone()[0]
    given = {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "dbname": found["NAME"]}
    with psycopg.connect(**given) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [mine])
    connection.close_if_unusable_or_obsolete()
    assert officer.get("/en/exams/").status_code == 200
