"""Guards: what the database itself refuses, written once in SQL that both engines read, and installed as triggers.

A station lists its guards in `promises.py`; a migration installs them. Whoever may drop triggers can still forge; the
ledger outside tells on him.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Event = Literal["INSERT", "UPDATE", "DELETE"]


@dataclass(frozen=True)
class Guard:
    """Before `event` of a row of `table`: where `when` (SQL over NEW and OLD; empty = always) holds, `says` is said."""

    name: str
    table: str
    event: Event
    says: str
    when: str = ""

    def __post_init__(self) -> None:
        assert not set("'%") & set(self.says), "the sentence stands inside quotes, and % is a place in PostgreSQL"


def never_changed(table: str, says: str) -> list[Guard]:
    """No row of `table` is updated or deleted."""
    return [
        Guard(f"{table}_kept", table, "UPDATE", says),
        Guard(f"{table}_kept_whole", table, "DELETE", says),
    ]


def changed(*columns: str) -> str:
    """SQL that holds where an update changes one of `columns`."""
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


def install(guards: Sequence[Guard], schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Creates the triggers anew."""
    remove(guards, schema_editor)
    for guard in guards:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(_sqlite(guard), None)
        else:
            schema_editor.execute(_function(guard), None)
            schema_editor.execute(_postgresql(guard), None)


def remove(guards: Sequence[Guard], schema_editor: BaseDatabaseSchemaEditor) -> None:
    sqlite = schema_editor.connection.vendor == "sqlite"
    for guard in guards:
        where = "" if sqlite else f" ON {guard.table}"
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{where}", None)
        if not sqlite:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS ortoo_guard_{guard.name}()", None)


def not_standing(guards: Iterable[Guard], connection: BaseDatabaseWrapper) -> list[Guard]:
    """Those that the database lacks, holds with other words, or has switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            stand = {name: " ".join(sql.split()) for name, sql in cursor.fetchall()}
            return [guard for guard in guards if stand.get(guard.name) != " ".join(_sqlite(guard).split())]
        cursor.execute(STANDING)
        found = {name: tuple(rest) for name, *rest in cursor.fetchall()}
        return [guard for guard in guards if found.get(guard.name) != _as_stored(guard)]


STANDING = """SELECT t.tgname, c.relname, t.tgtype, t.tgenabled::text, p.prosrc FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal"""
EVENT_BITS: dict[Event, int] = {"INSERT": 4, "DELETE": 8, "UPDATE": 16}
ROW_AND_BEFORE = 1 | 2


def _as_stored(guard: Guard) -> tuple[str, int, str, str]:
    """Table, kind, "O" for switched on, and the function's text: as PostgreSQL keeps a guard."""
    return guard.table, ROW_AND_BEFORE | EVENT_BITS[guard.event], "O", _function(guard).split("$guard$")[1]


def _sqlite(guard: Guard) -> str:
    when = f"WHEN {guard.when}" if guard.when else ""
    return (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} {when}"
        f" BEGIN SELECT RAISE(ABORT, '{guard.says}'); END"
    )


def _function(guard: Guard) -> str:
    # An integrity error, as in SQLite: Django then raises the same class on both engines.
    refuse = f"RAISE EXCEPTION '{guard.says}' USING ERRCODE = 'integrity_constraint_violation';"
    body = f"IF {guard.when} THEN {refuse} END IF;" if guard.when else refuse
    row = "OLD" if guard.event == "DELETE" else "NEW"
    return (
        f"CREATE FUNCTION ortoo_guard_{guard.name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $guard$ BEGIN {body} RETURN {row}; END $guard$"
    )


def _postgresql(guard: Guard) -> str:
    return (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table}"
        f" FOR EACH ROW EXECUTE FUNCTION ortoo_guard_{guard.name}()"
    )
