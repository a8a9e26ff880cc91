"""What the database itself refuses: a mark after its first migration, ready sign-ins outside the demonstration, a
code taken twice, a decided reset or a closing that changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from ortoo.ledger import guards
from ortoo.ledger.guards import Guard, changed, never_changed

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MARKED = "a database is marked by its first migration or never"
READY = "ready sign-ins exist only in a demonstration database"
ONCE = "a code is good once"
DECIDED = "a reset that was decided stays as it was decided"
CLOSED = "what an account was closed for stays, and an account that was opened again is closed anew"
MARK = "INSERT INTO ortoo_databasemark (mark, made_at) VALUES ('demonstration', CURRENT_TIMESTAMP)"

GUARDS = [
    Guard("ortoo_databasemark_late", "ortoo_databasemark", "INSERT", MARKED),
    *never_changed("ortoo_databasemark", MARKED),
    Guard(
        "ortoo_readysignin_only_in_the_demonstration",
        "ortoo_readysignin",
        "INSERT",
        READY,
        "NOT EXISTS (SELECT 1 FROM ortoo_databasemark WHERE mark = 'demonstration')",
    ),
    Guard("ortoo_secondfactor_forward", "ortoo_secondfactor", "UPDATE", ONCE, "NEW.last_step <= OLD.last_step"),
    Guard(
        "ortoo_recoverycode_once",
        "ortoo_recoverycode",
        "UPDATE",
        ONCE,
        f"OLD.used_at IS NOT NULL OR {changed('user_id', 'hash')}",
    ),
    Guard(
        "ortoo_accountreset_as_proposed",
        "ortoo_accountreset",
        "UPDATE",
        DECIDED,
        f"OLD.decided_at IS NOT NULL OR {changed('user_id', 'what', 'proposed_by_id', 'proposed_at')}",
    ),
    Guard("ortoo_accountreset_kept", "ortoo_accountreset", "DELETE", DECIDED),
    Guard(
        "ortoo_accountclosing_as_closed",
        "ortoo_accountclosing",
        "UPDATE",
        CLOSED,
        f"OLD.reopened_at IS NOT NULL OR {changed('user_id', 'reason', 'closed_by_id', 'closed_at')}",
    ),
    Guard("ortoo_accountclosing_kept", "ortoo_accountclosing", "DELETE", CLOSED),
]


def mark(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Writes the mark where the settings ask for it; once, by an early migration, before the table is closed."""
    if settings.DEMONSTRATION:
        schema_editor.execute(MARK, None)


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
