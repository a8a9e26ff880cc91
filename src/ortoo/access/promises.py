"""What the database itself refuses: a mark after its first migration, and ready sign-ins outside the demonstration."""

from __future__ import annotations

from django.conf import settings
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSED = "a database is marked by its first migration or never"
NOT_READY = "ready sign-ins exist only in a demonstration database"


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Writes the mark where the settings ask for it, and closes the table."""
    if settings.DEMONSTRATION:
        mark = "INSERT INTO ortoo_databasemark (mark, made_at) VALUES ('demonstration', CURRENT_TIMESTAMP)"
        schema_editor.execute(mark, None)
    for statement in _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgresql():
        schema_editor.execute(statement, None)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for act in ("insert", "update", "delete"):
            schema_editor.execute(f"DROP TRIGGER databasemark_{act}", None)
        schema_editor.execute("DROP TRIGGER readysignin_only_in_the_demonstration", None)
    else:
        schema_editor.execute("DROP TRIGGER readysignin_only_in_the_demonstration ON ortoo_readysignin", None)
        schema_editor.execute("DROP FUNCTION ortoo_readysignin_only_in_the_demonstration()", None)
        schema_editor.execute("DROP TRIGGER databasemark_closed ON ortoo_databasemark", None)
        schema_editor.execute("DROP FUNCTION ortoo_databasemark_closed()", None)


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER databasemark_{act} BEFORE {act.upper()} ON ortoo_databasemark"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        for act in ("insert", "update", "delete")
    ] + [
        "CREATE TRIGGER readysignin_only_in_the_demonstration BEFORE INSERT ON ortoo_readysignin"
        " WHEN NOT EXISTS (SELECT 1 FROM ortoo_databasemark WHERE mark = 'demonstration')"
        f" BEGIN SELECT RAISE(ABORT, '{NOT_READY}'); END"
    ]


def _postgresql() -> list[str]:
    return [
        "CREATE FUNCTION ortoo_databasemark_closed() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'check_violation'; END $$",
        "CREATE TRIGGER databasemark_closed BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ortoo_databasemark"
        " FOR EACH STATEMENT EXECUTE FUNCTION ortoo_databasemark_closed()",
        "CREATE FUNCTION ortoo_readysignin_only_in_the_demonstration() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN IF NOT EXISTS (SELECT 1 FROM ortoo_databasemark WHERE mark = 'demonstration')"
        f" THEN RAISE EXCEPTION '{NOT_READY}' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER readysignin_only_in_the_demonstration BEFORE INSERT ON ortoo_readysignin"
        " FOR EACH ROW EXECUTE FUNCTION ortoo_readysignin_only_in_the_demonstration()",
    ]
