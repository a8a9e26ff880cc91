"""What the database itself refuses about its own mark: it is written by the first migration or never."""

from __future__ import annotations

from django.conf import settings
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

REFUSED = "a database is marked by its first migration or never"


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Writes the mark where the settings ask for it, and closes the table."""
    if settings.DEMONSTRATION:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO ortoo_databasemark (mark, made_at) VALUES ('demonstration', %s)",
                [timezone.now().replace(tzinfo=None) if schema_editor.connection.vendor == "sqlite" else timezone.now()],
            )
    for statement in _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgresql():
        schema_editor.execute(statement, None)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for act in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER databasemark_{act}", None)
    else:
        schema_editor.execute("DROP TRIGGER databasemark_closed ON ortoo_databasemark", None)
        schema_editor.execute("DROP FUNCTION ortoo_databasemark_closed()", None)


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER databasemark_{act} BEFORE {act.upper()} ON ortoo_databasemark"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        for act in ("insert", "update", "delete")
    ]


def _postgresql() -> list[str]:
    return [
        "CREATE FUNCTION ortoo_databasemark_closed() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'check_violation'; END $$",
        "CREATE TRIGGER databasemark_closed BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ortoo_databasemark"
        " FOR EACH STATEMENT EXECUTE FUNCTION ortoo_databasemark_closed()",
    ]
