"""The demonstration in copies: a run of all stages builds it once on each engine, by whichever process asks first."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests.journeys.founding import demonstrate

SIZE = 400


def demonstration_in(home: Path, database_url: str) -> None:
    """Into an empty home and an empty database, which is all that it needs to be served from there."""
    kept = os.environ.get("ORTOO_BUILT_ONCE", "")
    if not kept:
        demonstrate(home, database_url, SIZE)
    elif database_url.startswith("sqlite"):
        shutil.copytree(_file(Path(kept)), home, dirs_exist_ok=True)
    else:
        _from_template(Path(kept), home, database_url)


@contextmanager
def _begun(folder: Path) -> Iterator[bool]:
    """Whether it has still to be built; the others wait meanwhile. What broke off is no folder of that name."""
    folder.parent.mkdir(exist_ok=True)
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not folder.exists()


def _file(kept: Path) -> Path:
    folder = kept / "in-a-file"
    building = folder.with_suffix(".building")
    with _begun(folder) as begun:
        if begun:
            building.mkdir()
            demonstrate(building, f"sqlite:///{building / 'ortoo.sqlite3'}", SIZE)
            building.rename(folder)
    return folder


def _from_template(kept: Path, home: Path, database_url: str) -> None:
    server, _, name = database_url.rpartition("/")
    folder, template = kept / "on-a-server", "demonstration_kept"
    with _begun(folder) as begun, psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        if begun:
            demonstrate(home, database_url, SIZE)
            connection.execute(_copy(name, template))
            shutil.copytree(home, folder)
            return
        connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(name)))
        connection.execute(_copy(template, name))
    shutil.copytree(folder, home, dirs_exist_ok=True)


def _copy(old: str, new: str) -> sql.Composed:
    return sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(new), sql.Identifier(old))
