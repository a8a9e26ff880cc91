"""New tables laid together: Django renders the models that are related to them once, not once a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import migrations
from django.db.migrations.operations.base import Operation


class NewTables(Operation):
    """The tables that one migration makes, in one step (ADR 0110)."""

    def __init__(self, tables: Sequence[migrations.CreateModel]) -> None:
        self.tables = tables

    def state_forwards(self, app_label: str, state: Any) -> None:
        """What was rendered before is dropped, or every table would have all its relations rendered anew."""
        state.__dict__.pop("apps", None)
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.tables)} tables"


class Migration(migrations.Migration):
    """Its steps are written one by one, as `makemigrations` writes them. They are done as few."""

    def __init__(self, name: str, app_label: str) -> None:
        super().__init__(name, app_label)
        self.operations = _together(self.operations)  # type: ignore[misc]  # as Django does itself


def _together(steps: Sequence[Operation]) -> list[Operation]:
    """First all new tables, each with the columns and constraints that a later step adds to it; then what is left."""
    tables = {step.name_lower: _copy(step) for step in steps if isinstance(step, migrations.CreateModel)}
    left = [step for step in steps if not isinstance(step, migrations.CreateModel) and not _taken_in(step, tables)]
    return [NewTables(list(tables.values())), *left]


def _copy(table: migrations.CreateModel) -> migrations.CreateModel:
    constraints = list(table.options.get("constraints", ()))
    options = {**table.options, "constraints": constraints}
    return migrations.CreateModel(table.name, list(table.fields), options, table.bases, table.managers)


def _taken_in(step: Operation, tables: dict[str, migrations.CreateModel]) -> bool:
    """Whether `step` only adds to a new table; it is in its making then."""
    if isinstance(step, migrations.AddField) and step.preserve_default and step.model_name_lower in tables:
        tables[step.model_name_lower].fields.append((step.name, step.field))
        return True
    if isinstance(step, migrations.AddConstraint) and step.model_name_lower in tables:
        tables[step.model_name_lower].options["constraints"].append(step.constraint)
        return True
    return False
