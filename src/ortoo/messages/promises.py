"""What the database itself refuses of messages: other words than were told, and a telling or its way undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.ledger import guards
from ortoo.ledger.guards import Guard

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TOLD = "a message stays as it was told: a later one says what is new"
GONE = "that a message was seen, sent or handed over is never taken back"

WORDS = ("id", "to_id", "kind", "language", "subject", "text", "values", "address", "once", "by_id", "at", "mail_to")
WAYS = ("seen_at", "sent_at", "handed_on", "handed_at", "handed_by_id")

GUARDS = [
    Guard(
        "ortoo_message_kept",
        "ortoo_message",
        "UPDATE",
        TOLD,
        " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in WORDS),
    ),
    Guard(
        "ortoo_message_way_kept",
        "ortoo_message",
        "UPDATE",
        GONE,
        " OR ".join(f"(OLD.{way} IS NOT NULL AND NEW.{way} IS DISTINCT FROM OLD.{way})" for way in WAYS),
    ),
    Guard("ortoo_message_kept_whole", "ortoo_message", "DELETE", TOLD),
    # INSERT OR REPLACE of SQLite deletes without asking the guards of DELETE, so the insertion itself is refused.
    Guard("ortoo_message_replaced", "ortoo_message", "INSERT", TOLD,
          "EXISTS (SELECT 1 FROM ortoo_message WHERE id = NEW.id)"),
]  # fmt: skip


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
