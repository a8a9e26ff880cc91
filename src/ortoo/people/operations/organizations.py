"""A file of organizations, with their validity and successors, is taken in, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.people.access import check_may_change_register
from ortoo.people.models import Appointment, Organization, Region, Succession
from ortoo.people.operations.stating import NAMES, dangling, in_a_circle, nameless, stated
from ortoo.people.rules.validity import Body
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import Row, RowProblem, repeated

FIELDS = (
    *NAMES, "abbreviation", "kind", "valid_from", "valid_to", "basis", "mn_basis", "ko_basis", "source", "note",
)  # fmt: skip
EMPTY: dict[str, Any] = {"valid_from": None, "valid_to": None}


@dataclass(frozen=True)
class _Register:
    """What is there: organizations with parent and region, the codes of their successors, regions by code."""

    bodies: dict[str, Organization]
    successors: dict[str, tuple[str, ...]]
    regions: dict[str, Region]


@transaction.atomic
def import_organizations(
    *,
    rows: Sequence[Row],
    source: Source,
    dry_run: bool = False,
    by: User,
    at: datetime,
    progress: Progress = silent,
) -> ImportReport:
    """Takes in rows of `people.layouts.ORGANIZATIONS`. A column that is not in the file leaves what the register holds.

    All or nothing; the same file again changes nothing and writes no ledger entry. Refused: successors without an end,
    and dates that would leave appointments on days without the organization.
    """
    check_may_change_register(grants_at(by, at))
    progress(0, len(rows))
    register = _register()
    problems = _problems(rows, register)
    new = [row for row in rows if row["code"] not in register.bodies]
    changed = [row for row in rows if row["code"] in register.bodies and _differs(row, register)]
    report = ImportReport(len(new), len(changed), len(rows) - len(new) - len(changed), tuple(problems))
    if report.writes and not dry_run:
        _write(new, changed, register)
        body = {"register": "organizations", "file_sha256": source.sha256, "new": report.new, "changed": report.changed}
        ledger.record(kind="programme.register-imported", body=body, by=by, at=at)
    progress(len(rows), len(rows))
    return report


def _register() -> _Register:
    bodies = {body.code: body for body in Organization.objects.select_related("parent", "region")}
    successors: dict[str, tuple[str, ...]] = {}
    rows = Succession.objects.order_by("place").values_list("organization__code", "successor__code")
    for code, successor in rows:
        successors[code] = (*successors.get(code, ()), successor)
    return _Register(bodies, successors, {region.code: region for region in Region.objects.all()})


def _problems(rows: Sequence[Row], register: _Register) -> list[RowProblem]:
    parents = {code: (body.parent.code,) for code, body in register.bodies.items() if body.parent}
    known = set(register.bodies)
    return [
        *repeated(rows, "code"),
        *nameless(rows, {code for code, body in register.bodies.items() if body.name}),
        *(
            row.problem("region", "people.unknown_region")
            for row in rows
            if row["region"] not in {None, *register.regions}
        ),
        *dangling(rows, "parent", known, "people.unknown_parent"),
        *dangling(rows, "successors", known, "people.unknown_successor"),
        *in_a_circle(rows, "parent", parents),
        *in_a_circle(rows, "successors", register.successors),
        *(problem for row in rows for problem in _problems_of_dates(row, register)),
    ]


def _problems_of_dates(row: Row, register: _Register) -> list[RowProblem]:
    begins, ends, successors = _dates(row, register)
    if begins and ends and ends <= begins:
        return [row.problem("valid_to", "people.ends_before_it_begins", begins=begins)]
    if successors and not ends:
        return [row.problem("successors", "people.succeeded_without_end", "; ".join(successors))]
    held = register.bodies.get(row["code"])
    if held is None or (held.valid_from, held.valid_to) == (begins, ends):
        return []
    body = Body(held.code, begins, ends)
    why = "counts appointments that new dates would leave in the air; names nobody"
    starts = Appointment.objects.everything(because=why).filter(organization=held).values_list("valid_from", flat=True)
    outside = sum(not body.holds_on(start) for start in starts)
    return [row.problem("code", "people.appointments_outside", count=outside)] if outside else []


def _dates(row: Row, register: _Register) -> tuple[date | None, date | None, tuple[str, ...]]:
    """Validity and successors as they will be: from the file, or the register where the file has no such column."""
    held = register.bodies.get(row["code"])
    begins = row["valid_from"] if "valid_from" in row.headings or held is None else held.valid_from
    ends = row["valid_to"] if "valid_to" in row.headings or held is None else held.valid_to
    kept = register.successors.get(row["code"], ())
    return begins, ends, (row["successors"] or ()) if "successors" in row.headings else kept


def _differs(row: Row, register: _Register) -> bool:
    held = register.bodies[row["code"]]
    links = {
        "parent": held.parent.code if held.parent else None,
        "region": held.region.code if held.region else None,
        "successors": register.successors.get(held.code) or None,
    }
    return any(getattr(held, name) != value for name, value in stated(row, FIELDS, EMPTY).items()) or any(
        name in row.headings and (row[name] or None) != value for name, value in links.items()
    )


def _write(new: list[Row], changed: list[Row], register: _Register) -> None:
    made = Organization.objects.bulk_create(Organization(code=row["code"], **stated(row, FIELDS, EMPTY)) for row in new)
    bodies = register.bodies | {body.code: body for body in made}
    # Links come second: a body may stand in the file before the one above it, or before its successor.
    touched: list[Organization] = []
    for row in (*new, *changed):
        body = bodies[row["code"]]
        values = stated(row, FIELDS, EMPTY)
        if "parent" in row.headings:
            values["parent"] = bodies[row["parent"]] if row["parent"] else None
        if "region" in row.headings:
            values["region"] = register.regions[row["region"]] if row["region"] else None
        for name, value in values.items():
            setattr(body, name, value)
        touched.append(body)
    Organization.objects.bulk_update(touched, (*FIELDS, "parent", "region"), batch_size=40)
    stating = [row for row in (*new, *changed) if "successors" in row.headings]
    Succession.objects.filter(organization__in=[bodies[row["code"]] for row in stating]).delete()
    Succession.objects.bulk_create(
        Succession(organization=bodies[row["code"]], successor=bodies[code], place=place)
        for row in stating
        for place, code in enumerate(row["successors"] or (), start=1)
    )
