"""SQLite: a copy of one moment, taken while others write, and put in its place again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ortoo.multilingual.refusals import Refusal
from ortoo.site.keeping.contents import contents
from ortoo.site.keeping.manifest import Contents


def copy(file: Path, to: Path) -> Contents:
    """One file without a log beside it; what it holds is counted in the copy itself.

    All pages in one step: the step reads one moment of the database, and in WAL mode hinders nobody who writes.
    """
    address = f"{file.resolve().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=30)) as source, closing(sqlite3.connect(to)) as made:
        source.backup(made, pages=-1)
        made.execute("PRAGMA journal_mode=DELETE")
    return held(to)


def held(file: Path) -> Contents:
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as database:
        return contents("sqlite", sqlite3.sqlite_version, lambda sql: database.execute(sql).fetchall())


def check_empty(file: Path) -> None:
    if file.exists():
        raise Refusal("keeping.database_not_empty", database=str(file))
