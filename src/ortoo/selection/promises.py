"""What the database itself refuses: a rule after the seal, a lot before it, and any change to what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.ledger import guards
from ortoo.ledger.guards import Guard, never_changed

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LATE = "a rule is adopted before the records of its round are sealed"
EARLY = "a lot is drawn after the records of its round are sealed"
RULE = "an adopted rule stays as it was adopted"
LOT = "a lot stays as it was drawn"
RUN = "a run stays as it was decided: a later one stands beside it"
PLACE = "a place stays as it was decided: a later run gives another"
SEALED = "EXISTS (SELECT 1 FROM ortoo_round WHERE id = NEW.round_id AND seal_id IS NOT NULL)"

GUARDS = [
    Guard("ortoo_rule_before_seal", "ortoo_rule", "INSERT", LATE, SEALED),
    Guard("ortoo_lot_after_seal", "ortoo_lot", "INSERT", EARLY, f"NOT {SEALED}"),
    *never_changed("ortoo_rule", RULE),
    *never_changed("ortoo_lot", LOT),
    *never_changed("ortoo_run", RUN),
    *never_changed("ortoo_place", PLACE),
    # INSERT OR REPLACE of SQLite deletes without asking the guards of DELETE, so the insertion itself is refused.
    Guard(
        "ortoo_rule_replaced",
        "ortoo_rule",
        "INSERT",
        RULE,
        "EXISTS (SELECT 1 FROM ortoo_rule WHERE id = NEW.id OR (round_id = NEW.round_id AND version = NEW.version))",
    ),
    Guard(
        "ortoo_lot_replaced",
        "ortoo_lot",
        "INSERT",
        LOT,
        "EXISTS (SELECT 1 FROM ortoo_lot WHERE id = NEW.id OR round_id = NEW.round_id)",
    ),
    Guard("ortoo_run_replaced", "ortoo_run", "INSERT", RUN, "EXISTS (SELECT 1 FROM ortoo_run WHERE id = NEW.id)"),
    Guard(
        "ortoo_place_replaced",
        "ortoo_place",
        "INSERT",
        PLACE,
        "EXISTS (SELECT 1 FROM ortoo_place WHERE id = NEW.id OR (run_id = NEW.run_id"
        " AND (official_id = NEW.official_id OR place = NEW.place)))",
    ),
]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
