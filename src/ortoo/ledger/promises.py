"""What the database itself refuses: gaps, change and deletion of what was recorded, and a head that goes back.

PostgreSQL refuses TRUNCATE as well. Whoever may drop triggers can still forge, and a kept checkpoint tells on him.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.ledger import guards
from ortoo.ledger.guards import Guard, never_changed

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ENTRIES, HEAD, BLOBS, CHECKPOINTS = "ortoo_entry", "ortoo_head", "ortoo_blob", "ortoo_checkpoint"
ENTRY_STAYS = "an entry of the ledger stays as it is"
BLOB_STAYS = "a blob of the ledger stays as it is"
CHECKPOINT_STAYS = "a checkpoint of the ledger stays as it is"
HEAD_STAYS = "the head of the ledger stays"
GAP = "the ledger has no gaps: the next entry has the number after the last"
BACK = "the head of the ledger only goes forward, and counts the entries"

LAST = "(SELECT coalesce(max(seq), 0) FROM ortoo_entry)"
OTHER_BLOB = "EXISTS (SELECT 1 FROM ortoo_blob WHERE sha256 = NEW.sha256 AND content <> NEW.content)"
OTHER_CHECKPOINT = "EXISTS (SELECT 1 FROM ortoo_checkpoint WHERE size = NEW.size)"

GUARDS = [
    *never_changed(ENTRIES, ENTRY_STAYS),
    *never_changed(BLOBS, BLOB_STAYS),
    *never_changed(CHECKPOINTS, CHECKPOINT_STAYS),
    Guard("ortoo_entry_gapless", ENTRIES, "INSERT", GAP, f"NEW.seq <> {LAST} + 1"),
    # SQLite's INSERT OR REPLACE deletes without asking the triggers of DELETE, so the insertion itself is refused.
    Guard("ortoo_blob_replaced", BLOBS, "INSERT", BLOB_STAYS, OTHER_BLOB),
    Guard("ortoo_checkpoint_replaced", CHECKPOINTS, "INSERT", CHECKPOINT_STAYS, OTHER_CHECKPOINT),
    Guard("ortoo_head_replaced", HEAD, "INSERT", HEAD_STAYS, "EXISTS (SELECT 1 FROM ortoo_head)"),
    Guard("ortoo_head_forward", HEAD, "UPDATE", BACK, f"NEW.size <= OLD.size OR NEW.size <> {LAST}"),
    Guard("ortoo_head_kept_whole", HEAD, "DELETE", HEAD_STAYS),
]
KEPT_WHOLE = {ENTRIES: "ortoo_entry_kept_whole", BLOBS: "ortoo_blob_kept_whole",
              CHECKPOINTS: "ortoo_checkpoint_kept_whole", HEAD: "ortoo_head_kept_whole"}  # fmt: skip
"""Table -> the guard of its deletion, whose function also refuses TRUNCATE."""


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Creates every trigger; safe to call again."""
    remove(apps, schema_editor)
    guards.install(GUARDS, schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        for table, guard in KEPT_WHOLE.items():
            schema_editor.execute(
                f"CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {table} EXECUTE FUNCTION ortoo_guard_{guard}()",
                None,
            )


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drops every trigger."""
    if schema_editor.connection.vendor == "postgresql":
        for table in KEPT_WHOLE:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_not_emptied ON {table}", None)
    guards.remove(GUARDS, schema_editor)
