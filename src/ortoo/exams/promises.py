"""What the database itself refuses of marks: change, deletion, and behind a seal whatever no ruling orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.ledger import guards
from ortoo.ledger.guards import Guard, never_changed

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MARK = "a mark stays as it was given: a correction goes beside it"
CORRECTION = "a correction stays: a later one goes beside it"
SEALED = "the marks of this sitting are sealed: only a ruling adds or corrects"
SITTING = "a sitting keeps its code, day and scale, and a seal is never taken back"
LETTERS = "a letter keeps its worth and its first day; it may only end, once"


def _distinct(*columns: str) -> str:
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


GUARDS = [
    *never_changed("ortoo_mark", MARK),
    *never_changed("ortoo_markcorrection", CORRECTION),
    # INSERT OR REPLACE of SQLite deletes without asking the guards of DELETE, so the insertion itself is refused.
    Guard(
        "ortoo_mark_replaced",
        "ortoo_mark",
        "INSERT",
        MARK,
        "EXISTS (SELECT 1 FROM ortoo_mark WHERE id = NEW.id"
        " OR (sitting_id = NEW.sitting_id AND official_id = NEW.official_id))",
    ),
    Guard(
        "ortoo_mark_sealed",
        "ortoo_mark",
        "INSERT",
        SEALED,
        "NEW.under = '' AND EXISTS (SELECT 1 FROM ortoo_sitting WHERE id = NEW.sitting_id AND sealed_at IS NOT NULL)",
    ),
    Guard(
        "ortoo_markcorrection_sealed",
        "ortoo_markcorrection",
        "INSERT",
        SEALED,
        "NEW.under = '' AND EXISTS"
        " (SELECT 1 FROM ortoo_mark JOIN ortoo_sitting ON ortoo_sitting.id = ortoo_mark.sitting_id"
        " WHERE ortoo_mark.id = NEW.mark_id AND ortoo_sitting.sealed_at IS NOT NULL)",
    ),
    Guard(
        "ortoo_sitting_kept",
        "ortoo_sitting",
        "UPDATE",
        SITTING,
        f"({_distinct('code', 'held_on', 'scale_low', 'scale_high', 'letters', 'opened_by_id', 'opened_at')})"
        " OR (OLD.sealed_at IS NOT NULL AND NEW.sealed_at IS DISTINCT FROM OLD.sealed_at)",
    ),
    Guard("ortoo_sitting_kept_whole", "ortoo_sitting", "DELETE", SITTING, "OLD.sealed_at IS NOT NULL"),
    Guard(
        "ortoo_letterscale_kept",
        "ortoo_letterscale",
        "UPDATE",
        LETTERS,
        f"({_distinct('code', 'letter', 'thousandths', 'valid_from', 'legal_basis')}) OR OLD.valid_to IS NOT NULL",
    ),
    Guard("ortoo_letterscale_kept_whole", "ortoo_letterscale", "DELETE", LETTERS),
]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
