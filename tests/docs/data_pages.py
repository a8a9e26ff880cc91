"""docs/reference/data: every table with its fields, and what the database itself refuses, one page a folder."""

from __future__ import annotations

import inspect
from importlib import import_module
from itertools import groupby
from typing import Any

from django.apps import apps
from django.db.models import CheckConstraint, Model, UniqueConstraint

from ortoo.relay import STATIONS
from tests.house.sources import PACKAGE

HEAD = """# Tables

Every table with its fields, and what the database itself refuses: constraints, and guards on both engines. Written by
`make docs` from the models; a test compares. Names of people's tables are read only through a scope
([decision 0050](../../decisions/0050-one-app-stations-as-folders.md)).

| folder | tables |
|---|---|
"""


def pages() -> dict[str, str]:
    """Name of the file below docs/reference/data -> its text."""
    order = [station.name for station in STATIONS]
    models = sorted(
        apps.get_app_config("ortoo").get_models(), key=lambda one: (place(folder_of(one), order), one.__name__)
    )
    groups = {folder: list(found) for folder, found in groupby(models, folder_of)}
    index = HEAD + "".join(
        f"| [{folder}]({folder}.md) | {', '.join(one.__name__ for one in found)} |\n"
        for folder, found in groups.items()
    )
    return {"README.md": index, **{f"{folder}.md": page(folder, found) for folder, found in groups.items()}}


def place(folder: str, order: list[str]) -> tuple[int, str]:
    return (order.index(folder) if folder in order else len(order), folder)


def folder_of(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


def page(folder: str, models: list[type[Model]]) -> str:
    parts = [f"# Tables of {folder}", "[All tables](README.md)."]
    for model in models:
        parts += [f"## {model.__name__}", *described(model)]
    if rows := guards_of(folder):
        parts += ["## What the database refuses", "| table | on | promise |\n|---|---|---|\n" + "\n".join(rows)]
    return "\n\n".join(parts) + "\n"


def described(model: type[Model]) -> list[str]:
    document = inspect.getdoc(model) or ""
    said = [] if document.startswith(f"{model.__name__}(") else [document]
    rows = [row(field) for field in model._meta.get_fields() if getattr(field, "concrete", False)]
    said.append(f"Table `{model._meta.db_table}`.")
    said.append("| field | kind | empty | says |\n|---|---|---|---|\n" + "\n".join(rows))
    if constraints := [constraint(one) for one in model._meta.constraints]:
        said.append("\n".join(f"- {one}" for one in constraints))
    return said


def row(field: Any) -> str:
    kind = field.get_internal_type().removesuffix("Field")
    if field.is_relation:
        kind = f"{kind} to {field.related_model.__name__}"
    elif getattr(field, "max_length", None):
        kind = f"{kind}, {field.max_length}"
    values = [str(code) for code, _label in field.flatchoices if code != ""]
    said = ", ".join(f"`{value}`" for value in values)
    unique = "unique" if field.unique and not field.primary_key else ""
    empty = "may be" if field.null or (field.blank and not field.primary_key) else ""
    return f"| `{field.name}` | {kind} | {empty} | {said or unique} |"


def constraint(one: Any) -> str:
    if isinstance(one, UniqueConstraint):
        of = ", ".join(f"`{name}`" for name in one.fields) or "an expression"
        return f"`{one.name}`: one row for {of}{', under a condition' if one.condition else ''}"
    assert isinstance(one, CheckConstraint)
    return f"`{one.name}`: checked on every row"


def guards_of(folder: str) -> list[str]:
    if not (PACKAGE / folder / "promises.py").is_file():
        return []
    guards = import_module(f"ortoo.{folder}.promises").GUARDS
    return [
        f"| `{one.table}` | {one.event} | {one.says}{' (under a condition)' if one.when else ''} |" for one in guards
    ]
