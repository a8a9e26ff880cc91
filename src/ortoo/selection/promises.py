"""What the database itself refuses: a rule adopted after its round's records are sealed, and any change to one."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LATE = "a rule is adopted before the records of its round are sealed"
KEPT = "an adopted rule stays as it was adopted"
DRAWN = "a lot stays as it was drawn"
SEALED = "EXISTS (SELECT 1 FROM ortoo_round WHERE id = NEW.round_id AND seal_id IS NOT NULL)"
TABLES = {"ortoo_rule": KEPT, "ortoo_lot": DRAWN}


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _sqlite() if schema_editor.connection.vendor == "sqlite" else _postgresql():
        schema_editor.execute(statement, None)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER rule_before_seal", None)
        for table in TABLES:
            for act in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{act}", None)
        return
    schema_editor.execute("DROP TRIGGER rule_before_seal ON ortoo_rule", None)
    schema_editor.execute("DROP FUNCTION ortoo_rule_before_seal()", None)
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER {table}_kept ON {table}", None)
        schema_editor.execute(f"DROP FUNCTION {table}_kept()", None)


def _sqlite() -> list[str]:
    kept = [
        f"CREATE TRIGGER {table}_no_{act} BEFORE {act.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        for table, sentence in TABLES.items()
        for act in ("update", "delete")
    ]
    return [
        f"CREATE TRIGGER rule_before_seal BEFORE INSERT ON ortoo_rule WHEN {SEALED}"
        f" BEGIN SELECT RAISE(ABORT, '{LATE}'); END",
        *kept,
    ]


def _postgresql() -> list[str]:
    statements = [
        "CREATE FUNCTION ortoo_rule_before_seal() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {SEALED} THEN RAISE EXCEPTION '{LATE}' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$",
        "CREATE TRIGGER rule_before_seal BEFORE INSERT ON ortoo_rule"
        " FOR EACH ROW EXECUTE FUNCTION ortoo_rule_before_seal()",
    ]
    for table, sentence in TABLES.items():
        statements += [
            f"CREATE FUNCTION {table}_kept() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'check_violation'; END $$",
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {table}_kept()",
        ]
    return statements
