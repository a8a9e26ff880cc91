"""What the database itself refuses: gaps, change and deletion of what was recorded, and a head that goes back.

Called by a migration: `RunPython(promises.install, promises.remove)`. Both engines keep the same promises;
PostgreSQL refuses TRUNCATE as well. Whoever may drop triggers can still forge, and a kept checkpoint tells on him.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PROMISES = ("kept", "kept_whole", "replaced", "gapless", "forward")
KEPT = {"ortoo_entry": "an entry", "ortoo_blob": "a blob", "ortoo_checkpoint": "a checkpoint"}
FIRST_HEAD = (
    "INSERT INTO ortoo_head (id, size, hashes) SELECT 1, 0, {empty} WHERE NOT EXISTS (SELECT 1 FROM ortoo_head)"
)

NEXT_SEQ = "(SELECT coalesce(max(seq), 0) + 1 FROM ortoo_entry)"
LAST_SEQ = "(SELECT coalesce(max(seq), 0) FROM ortoo_entry)"
GAP = "the ledger has no gaps: the next entry has the number after the last"
BACK = "the head of the ledger only goes forward, and counts the entries"
BLOB, CHECKPOINT = (f"{what} of the ledger stays as it is" for what in ("a blob", "a checkpoint"))
NO_HEAD = "the head of the ledger stays"


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Creates the head row and every trigger; safe to call again."""
    remove(apps, schema_editor)
    sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(FIRST_HEAD.format(empty="x''" if sqlite else "''::bytea"), None)
    for statement in _sqlite() if sqlite else _postgresql():
        schema_editor.execute(statement, None)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drops every trigger (the head row stays)."""
    sqlite = schema_editor.connection.vendor == "sqlite"
    for table in (*KEPT, "ortoo_head"):
        for promise in PROMISES:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{promise}{'' if sqlite else f' ON {table}'}", None)
    if not sqlite:
        for function in ("kept", "gapless", "forward"):
            schema_editor.execute(f"DROP FUNCTION IF EXISTS ortoo_ledger_{function}()", None)


def _sqlite() -> list[str]:
    made = []
    for table, what in KEPT.items():
        stays = f"{what} of the ledger stays as it is"
        made.append(_abort(f"{table}_kept", f"UPDATE ON {table}", "", stays))
        made.append(_abort(f"{table}_kept_whole", f"DELETE ON {table}", "", stays))
    # INSERT OR REPLACE deletes without asking the triggers of DELETE, so the insertion itself is refused.
    made.append(_abort("ortoo_blob_replaced", "INSERT ON ortoo_blob", _other("ortoo_blob", "sha256", "content"), BLOB))
    other = _other("ortoo_checkpoint", "size", "note")
    made.append(_abort("ortoo_checkpoint_replaced", "INSERT ON ortoo_checkpoint", other, CHECKPOINT))
    there = "WHEN EXISTS (SELECT 1 FROM ortoo_head)"
    made.append(_abort("ortoo_head_replaced", "INSERT ON ortoo_head", there, NO_HEAD))
    made.append(_abort("ortoo_entry_gapless", "INSERT ON ortoo_entry", f"WHEN NEW.seq IS NOT {NEXT_SEQ}", GAP))
    back = f"WHEN NEW.size <= OLD.size OR NEW.size <> {LAST_SEQ}"
    made.append(_abort("ortoo_head_forward", "UPDATE ON ortoo_head", back, BACK))
    made.append(_abort("ortoo_head_kept_whole", "DELETE ON ortoo_head", "", NO_HEAD))
    return made


def _other(table: str, name: str, content: str) -> str:
    return f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {name} = NEW.{name} AND {content} <> NEW.{content})"  # noqa: S608 - our own names


def _abort(name: str, event: str, when: str, message: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {event} {when} BEGIN SELECT RAISE(ABORT, '{message}'); END"


def _postgresql() -> list[str]:
    made = [
        _function("kept", "RAISE EXCEPTION '% of the ledger stays as it is', TG_ARGV[0] {code};"),
        _function(
            "gapless",
            f"IF NEW.seq IS DISTINCT FROM {NEXT_SEQ} THEN RAISE EXCEPTION '{GAP}' {{code}}; END IF; RETURN NEW;",
        ),
        _function(
            "forward",
            f"IF TG_OP <> 'UPDATE' THEN RAISE EXCEPTION '{NO_HEAD}' {{code}}; END IF; "
            f"IF NEW.size <= OLD.size OR NEW.size <> {LAST_SEQ} THEN RAISE EXCEPTION '{BACK}' {{code}}; END IF; "
            "RETURN NEW;",
        ),
        _trigger("ortoo_entry_gapless", "INSERT ON ortoo_entry FOR EACH ROW", "gapless"),
        _trigger("ortoo_head_forward", "UPDATE OR DELETE ON ortoo_head FOR EACH ROW", "forward"),
        _trigger("ortoo_head_kept_whole", "TRUNCATE ON ortoo_head", "forward"),
    ]
    for table, what in KEPT.items():
        made.append(_trigger(f"{table}_kept", f"UPDATE OR DELETE ON {table} FOR EACH ROW", "kept", what))
        made.append(_trigger(f"{table}_kept_whole", f"TRUNCATE ON {table}", "kept", what))
    return made


def _function(name: str, body: str) -> str:
    # Integrity errors, as in SQLite: Django then raises the same class on both engines.
    body = body.format(code="USING ERRCODE = 'integrity_constraint_violation'")
    head = f"CREATE FUNCTION ortoo_ledger_{name}() RETURNS trigger LANGUAGE plpgsql"
    return f"{head} AS $promise$ BEGIN {body} END $promise$"


def _trigger(name: str, event: str, function: str, argument: str = "") -> str:
    given = f"'{argument}'" if argument else ""
    return f"CREATE TRIGGER {name} BEFORE {event} EXECUTE FUNCTION ortoo_ledger_{function}({given})"
