"""A file of marks is taken in, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_of
from ortoo.exams.access import check_may_keep_marks
from ortoo.exams.models import Mark, Sitting
from ortoo.exams.queries import known_marks, scale_of
from ortoo.exams.rules.incoming import Incoming, sort_out
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import numbers_in_reach, official_of
from ortoo.spreadsheets.rows import Row, RowProblem

BATCH = 4_000
"""Rows in one insertion: SQLite takes 32,766 values in a statement."""


@dataclass(frozen=True)
class ImportReport:
    """What a file of marks does, or would do. Where there are `problems` nothing was written."""

    new: int
    unchanged: int
    problems: tuple[RowProblem, ...]
    written: bool


@transaction.atomic
def import_marks(
    *,
    sitting: Sitting,
    rows: Sequence[Row],
    source: str,
    dry_run: bool,
    by: User,
    at: datetime,
    progress: Progress = silent,
) -> ImportReport:
    """Takes in `rows` with "number" and "mark" (thousandths or a letter); `source` names the file.

    All or nothing; the same file again changes nothing; a mark that is there is never changed. Refused as a whole where
    the sitting is sealed and the file brings a new mark.
    """
    grants = grants_of(by, at.date())
    check_may_keep_marks(grants)
    sitting = Sitting.objects.select_for_update().get(pk=sitting.pk)
    progress(0, len(rows))
    incoming = sort_out(
        rows, scale_of(sitting), numbers_in_reach(grants), known_marks(sitting), own=official_of(by.pk)
    )
    if incoming.new and sitting.sealed_at:
        raise Refusal("exams.sitting_sealed", sitting=sitting.code, day=localdate(sitting.sealed_at).isoformat())
    written = not dry_run and not incoming.problems
    if written and incoming.new:
        _write(sitting, incoming, source, by=by, at=at)
    progress(len(rows), len(rows))
    return ImportReport(len(incoming.new), incoming.unchanged, incoming.problems, written)


def _write(sitting: Sitting, incoming: Incoming, source: str, *, by: User, at: datetime) -> None:
    Mark.objects.bulk_create(
        (
            Mark(
                sitting=sitting,
                official_id=official,
                thousandths=thousandths,
                entered_by=by,
                entered_at=at,
                source=source[-200:],
            )
            for official, thousandths in incoming.new
        ),
        batch_size=BATCH,
    )
    body = {"sitting": sitting.code, "marks": len(incoming.new), "unchanged": incoming.unchanged}
    ledger.record(kind="programme.marks-imported", body=body, by=by, at=at)
