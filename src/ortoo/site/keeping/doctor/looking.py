"""All checks in order: what the later ones build on comes first, and where that fails they are not asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import Error, OperationalError

from ortoo.site.keeping.doctor import engine, ledger, machine, rows, tables, work
from ortoo.site.keeping.doctor.finding import Finding, wrong

Check = Callable[[datetime], Iterator[Finding]]
FIRST: tuple[Check, ...] = (tables.migrations, tables.tables)
THEN: tuple[Check, ...] = (
    tables.constraints, tables.guards, engine.integrity, engine.durability, ledger.entries, ledger.checkpoints,
    rows.paired, rows.seals, machine.keys, machine.disk, machine.clock, work.jobs, work.mails,
)  # fmt: skip


def look(at: datetime) -> Iterator[Finding]:
    """What every check finds. A check that the database itself refuses is a finding, not an end."""
    for check in FIRST:
        found = list(_found(check, at))
        yield from found
        if any(finding.state == "wrong" for finding in found):
            return
    for check in THEN:
        yield from _found(check, at)


def _found(check: Check, at: datetime) -> Iterator[Finding]:
    try:
        yield from check(at)
    except OperationalError as error:
        yield wrong("doctor.database_away", said=str(error))
    except Error as error:
        yield wrong("doctor.database_damaged", said=str(error))
