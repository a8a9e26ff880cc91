"""A file of kinds of documents is taken in, whole or not at all; and from which day on which age ends a service."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.access import check_may_keep_kinds
from ortoo.permission.models import AgeLimit, DocumentKind
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import Row, RowProblem, repeated

NAMES = ("name_mn", "name_en", "name_ko")
FIELDS = (
    *NAMES, "phase", "produced_by", "signed_by", "due_anchor", "due_days", "due_months", "needed_for",
    "personal_data", "in_dossier", "expires", "clears", "basis", "source",
)  # fmt: skip
EMPTY: dict[str, Any] = {"due_days": None, "in_dossier": False, "expires": False, "clears": False}
MONTHS = re.compile(r"-?[0-9]{1,3}( -?[0-9]{1,3})*")
YOUNGEST, OLDEST = 18, 120


@transaction.atomic
def import_kinds(
    *,
    rows: Sequence[Row],
    source: Source,
    dry_run: bool = False,
    by: User,
    at: datetime,
    progress: Progress = silent,
) -> ImportReport:
    """Takes in rows of `permission.layouts.DOCUMENTS`. A column that is not in the file leaves what is there.

    All or nothing; the same file again changes nothing and writes no ledger entry.
    """
    check_may_keep_kinds(grants_at(by, at))
    progress(0, len(rows))
    there = {kind.code: kind for kind in DocumentKind.objects.select_for_update()}
    new = [row for row in rows if row["code"] not in there]
    changed = [row for row in rows if row["code"] in there and _differs(row, there[row["code"]])]
    problems = (*repeated(rows, "code"), *_half(rows, there))
    report = ImportReport(len(new), len(changed), len(rows) - len(new) - len(changed), problems)
    if report.writes and not dry_run:
        DocumentKind.objects.bulk_create(DocumentKind(code=row["code"], **_stated(row)) for row in new)
        for row in changed:
            DocumentKind.objects.filter(pk=there[row["code"]].pk).update(**_stated(row))
        body = {"register": "documents", "file_sha256": source.sha256, "new": report.new, "changed": report.changed}
        ledger.record(kind="programme.register-imported", body=body, by=by, at=at)
    progress(len(rows), len(rows))
    return report


@transaction.atomic
def set_age_limit(
    *, valid_from: date, women: int, men: int, years_left: int, legal_basis: str, by: User, at: datetime
) -> AgeLimit:
    """The ages (years) that end a service from the day `valid_from` on. Refused for a day that has one already."""
    check_may_keep_kinds(grants_at(by, at))
    for field, age in (("women", women), ("men", men)):
        if not YOUNGEST <= age <= OLDEST:
            raise Refusal("permission.age_off_scale", field=field, age=age, least=YOUNGEST, most=OLDEST)
    if not legal_basis.strip():
        raise Refusal("permission.no_legal_basis", field="legal_basis")
    if AgeLimit.objects.filter(valid_from=valid_from).exists():
        raise Refusal("permission.age_limit_taken", field="valid_from", day=valid_from.isoformat())
    made = AgeLimit.objects.create(
        valid_from=valid_from, women=women, men=men, years_left=years_left, legal_basis=legal_basis.strip(),
        set_by=by, set_at=at,
    )  # fmt: skip
    body = {
        "valid_from": valid_from.isoformat(), "women": women, "men": men, "years_left": years_left,
        "legal_basis": made.legal_basis,
    }  # fmt: skip
    ledger.record(kind="programme.age-limit-set", body=body, by=by, at=at)
    return made


def _stated(row: Row) -> dict[str, Any]:
    """The values of the columns that are in the file."""
    return {name: EMPTY.get(name, "") if row[name] is None else row[name] for name in FIELDS if name in row.headings}


def _differs(row: Row, kind: DocumentKind) -> bool:
    return any(getattr(kind, name) != value for name, value in _stated(row).items())


def _half(rows: Sequence[Row], there: dict[str, DocumentKind]) -> list[RowProblem]:
    """Rows that name nothing, and days or months without what they are counted from, or both of them."""
    problems = []
    for row in rows:
        known = there.get(row["code"], DocumentKind())
        whole = {name: getattr(known, name) for name in FIELDS} | _stated(row)
        if not any(whole[name] for name in NAMES):
            problems.append(row.problem("code", "permission.kind_without_name"))
        if whole["due_months"] and not MONTHS.fullmatch(whole["due_months"]):
            problems.append(row.problem("due_months", "permission.kind_months"))
        if (whole["due_days"] is not None) + bool(whole["due_months"]) != bool(whole["due_anchor"]):
            problems.append(row.problem("due_days", "permission.kind_half_due"))
    return problems
