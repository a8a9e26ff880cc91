"""PostgreSQL: its own pg_dump and pg_restore, where they are at hand and new enough."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import psycopg

from ortoo.multilingual.refusals import Refusal
from ortoo.site.keeping.contents import TABLES, Ask, contents
from ortoo.site.keeping.manifest import Contents
from ortoo.site.keeping.place import Place

DEBIAN = Path("/usr/lib/postgresql")
DUMP = ("--format=custom", "--no-owner", "--no-privileges")
RESTORE = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")


def copy(place: Place, to: Path) -> Contents:
    """A dump of one moment; what it holds is counted in the same snapshot."""
    with psycopg.connect(**place.conninfo) as connection:  # type: ignore[arg-type]
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        pg_dump = program("pg_dump", connection.info.server_version // 10_000)
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert snapshot
        _run([pg_dump, *DUMP, f"--snapshot={snapshot[0]}", f"--file={to}"], place)
        return contents("postgresql", _version(connection), _asking(connection))


def restore(place: Place, dump: Path) -> None:
    """Into an empty database; all of it in one transaction, so that what fails leaves the database empty."""
    with psycopg.connect(**place.conninfo) as connection:  # type: ignore[arg-type]
        pg_restore = program("pg_restore", connection.info.server_version // 10_000)
    _run([pg_restore, *RESTORE, f"--dbname={dict(place.environment)['PGDATABASE']}", str(dump)], place)


def held(place: Place) -> Contents:
    with psycopg.connect(**place.conninfo) as connection:  # type: ignore[arg-type]
        return contents("postgresql", _version(connection), _asking(connection))


def check_empty(place: Place) -> None:
    with psycopg.connect(**place.conninfo) as connection:  # type: ignore[arg-type]
        if connection.execute(TABLES["postgresql"]).fetchone():
            raise Refusal("keeping.database_not_empty", database=dict(place.environment)["PGDATABASE"])


def program(name: str, server: int) -> str:
    """The newest `name` of this machine; refused where it is older than the server, whose major version is `server`."""
    there = [str(path) for path in DEBIAN.glob(f"*/bin/{name}")]
    there += [found] if (found := shutil.which(name)) else []
    newest = max(((version_of(path), path) for path in there), default=(0, ""))
    if newest[0] < server:
        raise Refusal("keeping.no_program", program=name, wanted=server, found=newest[0] or "–")
    return newest[1]


def version_of(path: str) -> int:
    """The major version that a program says it has; 0 where it says none."""
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else 0


def _asking(connection: psycopg.Connection) -> Ask:
    return lambda sql: connection.execute(sql.encode()).fetchall()


def _version(connection: psycopg.Connection) -> str:
    return str(connection.info.server_version // 10_000)


def _run(command: Sequence[str], place: Place) -> None:
    done = subprocess.run(command, env=place.told, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [""])[-1]
        raise Refusal("keeping.program_failed", program=Path(command[0]).name, said=last)
