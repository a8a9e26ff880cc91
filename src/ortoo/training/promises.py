"""What the database itself refuses of training: another rule behind a cohort, other attempts, a judgement undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.ledger import guards
from ortoo.ledger.guards import Guard, changed, never_changed

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

RULE = "a completion rule stays as it was stated: a later version counts for later cohorts"
COHORT = "a cohort keeps its course, its rule, its code and its days"
INTAKE = "an intake stays as it was made"
ENROLMENT = "an enrolment stays"
CLASS = "a class keeps its cohort and its part"
ATTEMPT = "an attempt stays as it was made"
ATTENDANCE = "attendance is taken anew, never taken away"
JUDGEMENT = "a judgement stays as it was given"


GUARDS = [
    *never_changed("ortoo_completionrule", RULE),
    Guard(
        "ortoo_cohort_kept",
        "ortoo_cohort",
        "UPDATE",
        COHORT,
        changed("course_id", "rule_id", "code", "opens_on", "closes_on"),
    ),
    Guard("ortoo_cohort_kept_whole", "ortoo_cohort", "DELETE", COHORT),
    *never_changed("ortoo_intake", INTAKE),
    *never_changed("ortoo_enrolment", ENROLMENT),
    Guard("ortoo_classsitting_kept", "ortoo_classsitting", "UPDATE", CLASS, changed("cohort_id", "part")),
    Guard("ortoo_classsitting_kept_whole", "ortoo_classsitting", "DELETE", CLASS),
    *never_changed("ortoo_attempt", ATTEMPT),
    # INSERT OR REPLACE of SQLite deletes without asking the guards of DELETE, so the insertion itself is refused.
    Guard(
        "ortoo_attempt_replaced",
        "ortoo_attempt",
        "INSERT",
        ATTEMPT,
        "EXISTS (SELECT 1 FROM ortoo_attempt WHERE id = NEW.id"
        " OR (enrolment_id = NEW.enrolment_id AND number = NEW.number))",
    ),
    Guard("ortoo_attendance_kept", "ortoo_attendance", "UPDATE", ATTENDANCE, changed("sitting_id", "enrolment_id")),
    Guard("ortoo_attendance_kept_whole", "ortoo_attendance", "DELETE", ATTENDANCE),
    *never_changed("ortoo_judgement", JUDGEMENT),
    Guard(
        "ortoo_judgement_replaced",
        "ortoo_judgement",
        "INSERT",
        JUDGEMENT,
        "EXISTS (SELECT 1 FROM ortoo_judgement WHERE id = NEW.id OR attempt_id = NEW.attempt_id"
        " OR (enrolment_id = NEW.enrolment_id AND attempt_id IS NULL AND NEW.attempt_id IS NULL))",
    ),
]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
