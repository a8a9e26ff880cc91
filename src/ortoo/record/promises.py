"""What the database itself refuses of formulas, seals and records: change, deletion, additions. Both engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.ledger import guards
from ortoo.ledger.guards import Guard, never_changed

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FORMULA = "an adopted formula stays as it is: the next version follows it"
SEAL = "a seal stays as it is: a new seal names the one it replaces"
RECORD = "a sealed record stays as it is"

GUARDS = [
    *never_changed("ortoo_formula", FORMULA),
    *never_changed("ortoo_formulacomponent", FORMULA),
    *never_changed("ortoo_seal", SEAL),
    *never_changed("ortoo_record", RECORD),
    # The weights of an adopted formula make 1000 already, so one more component never fits.
    Guard(
        "ortoo_formulacomponent_added",
        "ortoo_formulacomponent",
        "INSERT",
        FORMULA,
        "(SELECT coalesce(sum(weight), 0) FROM ortoo_formulacomponent WHERE formula_id = NEW.formula_id)"
        " + NEW.weight > 1000",
    ),
    # Places 1 to count are all taken once a seal is made, so one more record never fits.
    Guard(
        "ortoo_record_added",
        "ortoo_record",
        "INSERT",
        RECORD,
        "NEW.place < 1 OR NEW.place > (SELECT count FROM ortoo_seal WHERE id = NEW.seal_id)",
    ),
]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
