"""What a database holds, by plain SQL that both engines read: it is asked of a copy, and of one brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ortoo.ledger.rules.tree import Frontier
from ortoo.site.keeping.manifest import Contents, Engine

Ask = Callable[[str], Sequence[tuple[Any, ...]]]
"""The rows of one SELECT."""

TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}


def contents(engine: Engine, version: str, ask: Ask) -> Contents:
    """Counted table by table. The database has the tables of the house."""
    tables = sorted(name for (name,) in ask(TABLES[engine]))
    counts = {table: int(ask(f'SELECT count(*) FROM "{table}"')[0][0]) for table in tables}  # noqa: S608 - its own tables
    heads = ask("SELECT size, hashes FROM ortoo_head")
    frontier = Frontier.read(heads[0][0], bytes(heads[0][1])) if heads else Frontier()
    migrations = tuple(f"{app}.{name}" for app, name in ask("SELECT app, name FROM django_migrations ORDER BY id"))
    return Contents(engine, version, migrations, counts, frontier.size, frontier.root.hex())
