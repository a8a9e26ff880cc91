"""What the database itself refuses in actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.ledger import guards
from ortoo.ledger.guards import Guard

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GUARDS: list[Guard] = []


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
