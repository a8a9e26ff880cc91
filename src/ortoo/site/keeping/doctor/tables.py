"""Tables, constraints and guards as this edition declares them."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

import ortoo
from ortoo.ledger.guards import Guard, not_standing
from ortoo.ledger.promises import KEPT_WHOLE
from ortoo.site.keeping.doctor.finding import Finding, some, watch, well, wrong

CONSTRAINT = re.compile(r'CONSTRAINT "(\w+)"')


def migrations(at: datetime) -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    pending = [name for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()) for name in [step.name]]
    applied = executor.loader.applied_migrations
    unknown = sorted(name for app, name in applied if app == "ortoo" and (app, name) not in executor.loader.graph.nodes)
    if unknown:
        yield wrong("doctor.migrations_unknown", names=some(unknown))
    if pending:
        yield wrong("doctor.migrations_pending", count=len(pending), names=some(pending))
    if not unknown and not pending:
        yield well("doctor.migrations", count=len(applied))


def tables(at: datetime) -> Iterator[Finding]:
    there = set(connection.introspection.table_names())
    missing = sorted(model._meta.db_table for model in _models() if model._meta.db_table not in there)
    if missing:
        yield wrong("doctor.tables_missing", names=some(missing))


def constraints(at: datetime) -> Iterator[Finding]:
    declared = [constraint.name for model in _models() for constraint in model._meta.constraints]
    there = _constraints_there()
    if missing := [name for name in declared if name not in there]:
        yield wrong("doctor.constraints_missing", count=len(missing), names=some(missing))
    else:
        yield well("doctor.constraints", count=len(declared))


def _constraints_there() -> set[str]:
    """Names of constraints and of the indexes that stand for some of them."""
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes")
            return {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'index')")
        rows = cursor.fetchall()
    inside = {name for kind, _, sql in rows if kind == "table" for name in CONSTRAINT.findall(sql)}
    return inside | {name for kind, name, _ in rows if kind == "index"}


def guards(at: datetime) -> Iterator[Finding]:
    """Every guard that a station promises: there, in its words, and switched on."""
    promised = all_guards()
    lacking = [guard.name for guard in not_standing(promised, connection)] + _truncation_allowed()
    if lacking:
        yield wrong("doctor.guards_missing", count=len(lacking), names=some(lacking))
    else:
        yield well("doctor.guards", count=len(promised))
    if off := _switched_off():
        yield watch("doctor.triggers_off", role=off)


def all_guards() -> list[Guard]:
    """Those of every folder of the house that has promises."""
    found: list[Guard] = []
    for folder in pkgutil.iter_modules(ortoo.__path__, "ortoo."):
        if folder.ispkg and any(part.name == "promises" for part in pkgutil.iter_modules(_path(folder.name))):
            found += import_module(f"{folder.name}.promises").GUARDS
    return found


def _path(package: str) -> list[str]:
    return list(import_module(package).__path__)


def _models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.managed and not model._meta.proxy]


def _truncation_allowed() -> list[str]:
    """On PostgreSQL the tables of the ledger also refuse TRUNCATE."""
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled = 'O' AND (tgtype & 32) = 32")
        there = {name for (name,) in cursor.fetchall()}
    return [f"{table}_not_emptied" for table in KEPT_WHOLE if f"{table}_not_emptied" not in there]


def _switched_off() -> str:
    """How this database asks for its guards to be passed over, if it does."""
    if connection.vendor == "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        role = str(cursor.fetchone()[0])
    return "" if role == "origin" else role
