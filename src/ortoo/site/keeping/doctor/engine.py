"""The database engine: whole, and told to lose nothing that it acknowledged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection

from ortoo.site.keeping.doctor.finding import Finding, some, well, wrong

SQLITE = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
POSTGRESQL = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
OLDEST_POSTGRESQL = 15
BROKEN_INDEXES = """SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE NOT i.indisvalid ORDER BY 1"""
UNCHECKED = "SELECT conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1"
FOREIGN_OFF = """SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE t.tgisinternal AND t.tgenabled <> 'O' ORDER BY 1"""


def integrity(at: datetime) -> Iterator[Finding]:
    broken = _sqlite_broken() if connection.vendor == "sqlite" else _postgresql_broken()
    if broken:
        yield wrong("doctor.rows_broken", count=len(broken), names=some(broken))
    else:
        yield well("doctor.rows_whole")


def _sqlite_broken() -> list[str]:
    """Pages and indexes that do not agree, and rows that point at nothing."""
    pages = [said for (said,) in _rows("PRAGMA integrity_check") if said != "ok"]
    return pages + [f"{table} {row} -> {parent}" for table, row, parent, _ in _rows("PRAGMA foreign_key_check")]


def _postgresql_broken() -> list[str]:
    """Indexes that are not valid, constraints that were never checked, references whose check is switched off."""
    return [name for sql in (BROKEN_INDEXES, UNCHECKED, FOREIGN_OFF) for (name,) in _rows(sql)]


def durability(at: datetime) -> Iterator[Finding]:
    if connection.vendor == "sqlite":
        wanted, version = SQLITE, str(_rows("SELECT sqlite_version()")[0][0])
        is_so = {name: str(_rows(f"PRAGMA {name}")[0][0]) for name in wanted}
    else:
        wanted, version = POSTGRESQL, str(_rows("SHOW server_version")[0][0])
        is_so = {name: str(_rows(f"SHOW {name}")[0][0]) for name in wanted}
        if int(version.split(".")[0]) < OLDEST_POSTGRESQL:
            yield wrong("doctor.engine_old", found=version, wanted=OLDEST_POSTGRESQL)
    other = [f"{name} = {value}" for name, value in is_so.items() if value != wanted[name]]
    if other:
        yield wrong(
            "doctor.not_durable", settings=some(other), wanted=", ".join(f"{k} = {v}" for k, v in wanted.items())
        )
    else:
        yield well("doctor.durable", engine=connection.display_name, version=version)


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
