"""What the database itself refuses: a promise keeps its due date, and what was done or reported stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.ledger import guards
from ortoo.ledger.guards import Guard, changed, never_changed

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MEASURE = "a measure stays as it was proposed: its parts and commitments stand beside it"
PART = "a part stays as it was given, and is ended once"
COMMITMENT = "a commitment stays as it was proposed, its due date least of all: another day stands beside it"
WAITS = "what a commitment waits for stays"
ACT = "an act stays as it was done: the next one stands beside it"
EXPECTED = "an expected day stays as it was said: a later one stands beside it"
REPORT = "a report stays as it was handed in: a later one stands beside it"
COST = "a cost line stays as it was planned, and is settled once"
OVERLAP = "exactly one body leads a measure on any day"


GUARDS: list[Guard] = [
    *never_changed("ortoo_measure", MEASURE),
    *never_changed("ortoo_measure_lessons", MEASURE),
    *never_changed("ortoo_measure_indicators", MEASURE),
    *never_changed("ortoo_commitment", COMMITMENT),
    *never_changed("ortoo_dependency", WAITS),
    *never_changed("ortoo_commitmentact", ACT),
    *never_changed("ortoo_expectedday", EXPECTED),
    *never_changed("ortoo_progressreport", REPORT),
    Guard(
        "ortoo_measurerole_kept",
        "ortoo_measurerole",
        "UPDATE",
        PART,
        "OLD.valid_to IS NOT NULL OR " + changed("measure_id", "organization_id", "part", "valid_from", "by_id", "at"),
    ),
    Guard("ortoo_measurerole_kept_whole", "ortoo_measurerole", "DELETE", PART),
    Guard(
        "ortoo_measurerole_one_lead",
        "ortoo_measurerole",
        "INSERT",
        OVERLAP,
        "NEW.part = 'lead' AND EXISTS (SELECT 1 FROM ortoo_measurerole WHERE measure_id = NEW.measure_id"
        " AND part = 'lead' AND (valid_to IS NULL OR valid_to > NEW.valid_from))",
    ),
    Guard(
        "ortoo_measurecost_kept",
        "ortoo_measurecost",
        "UPDATE",
        COST,
        f"OLD.actual IS NOT NULL OR {changed('measure_id', 'payer_id', 'currency', 'planned', 'by_id', 'at')}",
    ),
    Guard("ortoo_measurecost_kept_whole", "ortoo_measurecost", "DELETE", COST),
]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
