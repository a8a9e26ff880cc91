"""A demonstration that is built once, and copies of it that a test may hurt."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from psycopg import sql

from tests.journeys.built_once import demonstration_in
from tests.serving import empty_database


def on_postgresql() -> bool:
    return os.environ.get("DATABASE_URL", "").startswith("postgres")


class Kept(NamedTuple):
    """A folder and the address of its database."""

    home: Path
    database_url: str


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """The demonstration at its smallest; no test may change it."""
    home = tmp_path_factory.mktemp("built")
    with empty_database(home) as database_url:
        demonstration_in(home, database_url)
        yield Kept(home, database_url)


@contextmanager
def copied(built: Kept, home: Path) -> Iterator[Kept]:
    """A house of its own with the same rows and key."""
    shutil.copytree(built.home, home, ignore=shutil.ignore_patterns("*.sqlite3*"))
    if built.database_url.startswith("sqlite"):
        shutil.copy(built.home / "ortoo.sqlite3", home)
        yield Kept(home, f"sqlite:///{home / 'ortoo.sqlite3'}")
        return
    server, _, template = built.database_url.rpartition("/")
    name = f"{template}_copy"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        connection.execute(made)
        try:
            yield Kept(home, f"{server}/{name}")
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def house(built: Kept, tmp_path: Path) -> Iterator[Kept]:
    with copied(built, tmp_path / "house") as kept:
        yield kept
