"""What the database itself refuses of exams: of marks, items, forms, answers and scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.exams.promises import forms, items, marks, scores, sheets
from ortoo.ledger import guards

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GUARDS = [*marks.GUARDS, *items.GUARDS, *forms.GUARDS, *sheets.GUARDS, *scores.GUARDS]


def install(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(GUARDS, schema_editor)


def remove(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(GUARDS, schema_editor)
