"""The database of a house by its address, without Django: a backup is brought back before settings may be read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dj_database_url

from ortoo.site.keeping.manifest import Engine


@dataclass(frozen=True)
class Place:
    """Where a database lies: a file of SQLite, or what PostgreSQL's programs are told by their environment."""

    engine: Engine
    file: Path = Path()
    environment: tuple[tuple[str, str], ...] = ()
    """PGHOST and so on: in the environment, where a list of processes does not show the password."""

    @property
    def told(self) -> dict[str, str]:
        return {**os.environ, **dict(self.environment)}

    @property
    def conninfo(self) -> dict[str, str]:
        """The same for psycopg."""
        names = {"PGDATABASE": "dbname", "PGHOST": "host", "PGPORT": "port", "PGUSER": "user",
                 "PGPASSWORD": "password", "PGSSLMODE": "sslmode"}  # fmt: skip
        return {names[name]: value for name, value in self.environment if name in names}


def place_of(home: Path, database_url: str = "") -> Place:
    """The place that the settings of `home` and DATABASE_URL name."""
    found = dj_database_url.parse(database_url or f"sqlite:///{home.resolve() / 'ortoo.sqlite3'}")
    return place_in(dict(found))


def place_in(settings: dict[str, Any]) -> Place:
    """The place of one of Django's DATABASES."""
    if str(settings["ENGINE"]).endswith("sqlite3"):
        return Place("sqlite", file=Path(str(settings["NAME"])))
    wanted = {"PGDATABASE": settings["NAME"], "PGHOST": settings["HOST"], "PGPORT": settings["PORT"],
              "PGUSER": settings["USER"], "PGPASSWORD": settings["PASSWORD"],
              "PGSSLMODE": (settings.get("OPTIONS") or {}).get("sslmode")}  # fmt: skip
    return Place("postgresql", environment=tuple((name, str(value)) for name, value in wanted.items() if value))
