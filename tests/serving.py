"""The house as a person meets it: `ortoo serve` in a process of its own, on an empty database of either engine."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests.machine import free_port

PATIENCE = 120.0
"""Seconds until a house must answer: it migrates first."""


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The address of a database without tables: a file in `folder`, or a new one on the server of DATABASE_URL."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{folder / 'ortoo.sqlite3'}"
        return
    name = f"ortoo_{secrets.token_hex(6)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield f"{server.rsplit('/', 1)[0]}/{name}"
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def served_house(
    home: Path,
    database_url: str = "",
    more: Mapping[str, str] | None = None,
    command: Sequence[str] = (sys.executable, "-m", "ortoo.cli"),
) -> Iterator[str]:
    """The address of a house that runs until the block ends; `more` is added to its environment.

    Nothing of this process's environment reaches it but the search path and language.
    """
    with watched_house(home, database_url, more, command) as (address, _):
        yield address


@contextmanager
def watched_house(
    home: Path,
    database_url: str = "",
    more: Mapping[str, str] | None = None,
    command: Sequence[str] = (sys.executable, "-m", "ortoo.cli"),
    options: Sequence[str] = (),
) -> Iterator[tuple[str, int]]:
    """The same, with the number of the process that watches over web server and worker."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL", "TMPDIR")}
    environment = {**kept, "HOME": str(home), "ORTOO_HOME": str(home), **(more or {})}
    if database_url:
        environment["DATABASE_URL"] = database_url
    port = free_port()
    with subprocess.Popen([*command, "serve", "--port", str(port), *options], cwd=home, env=environment) as process:
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/", process)
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def wait_until_it_answers(address: str, process: subprocess.Popen[bytes]) -> None:
    """AssertionError at once where the process has ended, and where it stays silent too long."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the house ended with {process.returncode} before it answered"
        try:
            fetch(address)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"{address} did not answer within {PATIENCE:.0f} seconds")


def fetch(address: str) -> str:
    """The text at `address`, after redirections. HTTPError for a status of 400 or more."""
    with urllib.request.urlopen(address, timeout=20) as answer:
        text: str = answer.read().decode("utf-8")
        return text
