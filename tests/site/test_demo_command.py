"""`ortoo demo` in a process of its own: built once, kept, and never where another programme lives."""

from __future__ import annotations

import gc
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from ortoo.cli.demo import _few_collections
from tests.serving import empty_database

pytestmark = pytest.mark.begins_first
REFUSED = (
    "ortoo demo: This database is not marked as a demonstration, and the demonstration is built in no other."
    " Run ortoo demo with an empty ORTOO_HOME.\n"
)


def demo(home: Path, database_url: str = "") -> tuple[int, str]:
    """Status, and what it says on stderr."""
    command = [sys.executable, "-m", "ortoo.cli", "demo", "--home", str(home), "--size", "400", "--no-serve"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=home.parent, env=environment(database_url))
    assert done.stdout == ""
    return done.returncode, done.stderr


def environment(database_url: str = "") -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "TMPDIR")}
    return {**kept, "LANG": "C.UTF-8", **({"DATABASE_URL": database_url} if database_url else {})}


def tables(path: Path) -> list[str]:
    with sqlite3.connect(path) as database:
        return [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="builds a file")
def test_it_is_built_once_and_kept_also_after_one_was_broken_off(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    home.mkdir()
    (home / "building.sqlite3").write_bytes(b"half a database")
    (home / "building.sqlite3-wal").write_bytes(b"and its log")
    status, said = demo(home)
    assert status == 0, said
    assert "Building the demonstration" in said
    assert sorted(path.name for path in home.iterdir()) == ["ortoo.sqlite3", "secret-key"]
    with sqlite3.connect(home / "ortoo.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM ortoo_official").fetchone() == (400,)
        assert database.execute("SELECT count(*) FROM ortoo_readysignin").fetchone() == (20,)
        assert database.execute("SELECT mark FROM ortoo_databasemark").fetchone() == ("demonstration",)
    before = (home / "ortoo.sqlite3").read_bytes()
    assert demo(home) == (0, "")
    assert (home / "ortoo.sqlite3").read_bytes() == before


@pytest.mark.skipif(connection.vendor != "postgresql", reason="builds on a server")
def test_on_a_server_it_is_built_once_and_kept(tmp_path: Path) -> None:
    with empty_database(tmp_path) as address:
        first, second = demo(tmp_path / "demo", address), demo(tmp_path / "demo", address)
        assert first[0] == 0, first[1]
        assert second == (0, "")
        with psycopg.connect(address) as database:
            found = database.execute("SELECT count(*) FROM ortoo_official").fetchone()
    assert found == (400,)


@pytest.mark.parametrize("by_address", [False, True])
def test_another_programmes_database_is_left_as_it_is(tmp_path: Path, by_address: bool) -> None:
    home = tmp_path / "theirs"
    home.mkdir()
    path = home / "ortoo.sqlite3"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE theirs (a)")
    assert demo(home, f"sqlite:///{path}" if by_address else "") == (2, REFUSED)
    assert tables(path) == ["theirs"]


def test_nor_is_it_built_in_one_of_ours_that_is_no_demonstration(tmp_path: Path) -> None:
    home = tmp_path / "ours"
    home.mkdir()
    with empty_database(tmp_path) as address:
        more = {"DJANGO_SETTINGS_MODULE": "ortoo.site.settings", "ORTOO_HOME": str(home)}
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "-v0"], env={**environment(address), **more}, check=True
        )
        assert demo(home, address) == (2, REFUSED)


def test_the_collector_looks_as_often_as_before_once_it_is_built() -> None:
    before = gc.get_threshold()
    with _few_collections():
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
