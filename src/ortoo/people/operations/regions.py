"""A file of regions is taken in, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.people.access import check_may_change_register
from ortoo.people.models import Region
from ortoo.people.operations.stating import NAMES, dangling, in_a_circle, nameless, stated
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import Row, RowProblem, repeated

FIELDS = (*NAMES, "kind", "group", "units", "time_zone", "group_basis", "units_basis", "source")
EMPTY = {"units": None}


@transaction.atomic
def import_regions(
    *,
    rows: Sequence[Row],
    source: Source,
    dry_run: bool = False,
    by: User,
    at: datetime,
    progress: Progress = silent,
) -> ImportReport:
    """Takes in rows of `people.layouts.REGIONS`. A column that is not in the file leaves what the register holds.

    All or nothing; the same file again changes nothing and writes no ledger entry.
    """
    check_may_change_register(grants_at(by, at))
    progress(0, len(rows))
    register = {region.code: region for region in Region.objects.select_related("parent")}
    problems = _problems(rows, register)
    new = [row for row in rows if row["code"] not in register]
    changed = [row for row in rows if row["code"] in register and _differs(row, register[row["code"]])]
    report = ImportReport(len(new), len(changed), len(rows) - len(new) - len(changed), tuple(problems))
    if report.writes and not dry_run:
        _write(new, changed, register)
        body = {"register": "regions", "file_sha256": source.sha256, "new": report.new, "changed": report.changed}
        ledger.record(kind="programme.register-imported", body=body, by=by, at=at)
    progress(len(rows), len(rows))
    return report


def _problems(rows: Sequence[Row], register: dict[str, Region]) -> list[RowProblem]:
    parents = {code: (region.parent.code,) for code, region in register.items() if region.parent}
    return [
        *repeated(rows, "code"),
        *nameless(rows, {code for code, region in register.items() if region.name}),
        *dangling(rows, "parent", set(register), "people.unknown_parent"),
        *in_a_circle(rows, "parent", parents),
    ]


def _differs(row: Row, region: Region) -> bool:
    values = stated(row, FIELDS, EMPTY)
    parent = region.parent.code if region.parent else None
    return any(getattr(region, name) != value for name, value in values.items()) or (
        "parent" in row.headings and row["parent"] != parent
    )


def _write(new: list[Row], changed: list[Row], register: dict[str, Region]) -> None:
    made = Region.objects.bulk_create(Region(code=row["code"], **stated(row, FIELDS, EMPTY)) for row in new)
    register = register | {region.code: region for region in made}
    # Parents come second: a region may stand in the file before the one it lies in.
    touched: list[Region] = []
    for row in (*new, *changed):
        region = register[row["code"]]
        values: dict[str, Any] = stated(row, FIELDS, EMPTY)
        if "parent" in row.headings:
            values["parent"] = register[row["parent"]] if row["parent"] else None
        for name, value in values.items():
            setattr(region, name, value)
        touched.append(region)
    Region.objects.bulk_update(touched, (*FIELDS, "parent"), batch_size=40)
