"""What the database itself refuses: what was called, handed over, consented, weighed, scored and decided stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.ledger import guards
from ortoo.ledger.guards import Guard, never_changed

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CALL = "a call stays as it was opened"
DOSSIER = "a dossier keeps its call, person and number, and a withdrawal is never taken back"
PAPER = "a paper stays as it was given: a later one stands beside it"
CONSENT = "a consent stays as it was spoken: a later one stands beside it"
WEIGHED = "a weighed flag stays as it was weighed: a later weighing stands beside it"
LIMIT = "an age limit stays as it was set: a later one holds from its own day"


def _distinct(*columns: str) -> str:
    return " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in columns)


GUARDS = [
    # ---- calls and dossiers
    *never_changed("ortoo_call", CALL),
    *never_changed("ortoo_dossierpaper", PAPER),
    *never_changed("ortoo_sendingconsent", CONSENT),
    *never_changed("ortoo_weighedflag", WEIGHED),
    *never_changed("ortoo_agelimit", LIMIT),
    Guard(
        "ortoo_dossier_kept",
        "ortoo_dossier",
        "UPDATE",
        DOSSIER,
        f"({_distinct('call_id', 'official_id', 'place_id', 'number')})"
        " OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)",
    ),
    Guard("ortoo_dossier_kept_whole", "ortoo_dossier", "DELETE", DOSSIER),
]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
