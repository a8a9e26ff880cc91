"""A file of marks is taken in, whole or not at all: first everything is sorted, then everything is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_keep_marks
from ortoo.exams.models import Mark, Sitting
from ortoo.exams.queries import Standing, known_marks, scale_of, sitting_with_code, standing
from ortoo.exams.rules.incoming import Incoming, sort_out
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import numbers_in_reach, official_of
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import MOST_PROBLEMS, Row

BATCH = 4_000
"""Rows in one insertion: SQLite takes 32,766 values in a statement."""


def import_marks(
    *,
    sitting: str,
    rows: Sequence[Row],
    source: Source,
    dry_run: bool = False,
    by: User,
    at: datetime,
    progress: Progress = silent,
) -> ImportReport:
    """Takes in `rows` with "number" and "mark" (thousandths or a letter) for the sitting with that code.

    All or nothing; the same file again changes nothing and writes no entry; a mark that is there is never changed.
    Refused as a whole: an unknown sitting, a sealed one to which the file brings a new mark, marks that came meanwhile.
    """
    grants = grants_at(by, at)
    check_may_keep_marks(grants)
    exam = sitting_with_code(sitting)
    seen = standing([sitting])
    progress(0, len(rows))
    incoming = sort_out(rows, scale_of(exam), numbers_in_reach(grants), known_marks(exam), own=official_of(by.pk))
    problems = incoming.problems[:MOST_PROBLEMS]
    report = ImportReport(new=len(incoming.new), unchanged=incoming.unchanged, problems=problems)
    if incoming.new:
        _check_open(exam)
    if report.writes and not dry_run:
        _write(exam, seen, incoming, source, by=by, at=at)
    progress(len(rows), len(rows))
    return report


@transaction.atomic
def _write(exam: Sitting, seen: Standing, incoming: Incoming, source: Source, *, by: User, at: datetime) -> None:
    # The sitting is held first: a seal or another file that begins now waits, or has been written and is seen.
    held = Sitting.objects.select_for_update().get(pk=exam.pk)
    _check_open(held)
    if standing([held.code]) != seen:
        raise Refusal("exams.changed_meanwhile", sitting=held.code)
    Mark.objects.everything(because="writes, and reads none").bulk_create(
        (
            Mark(
                sitting=held,
                official_id=official,
                thousandths=thousandths,
                entered_by=by,
                entered_at=at,
                source=source.filename[-200:],
            )
            for official, thousandths in incoming.new
        ),
        batch_size=BATCH,
    )
    body = {
        "sitting": held.code,
        "file_sha256": source.sha256,
        "new": len(incoming.new),
        "unchanged": incoming.unchanged,
    }
    ledger.record(kind="programme.marks-imported", body=body, by=by, at=at)


def _check_open(sitting: Sitting) -> None:
    if sitting.sealed_at:
        raise Refusal("exams.sitting_sealed", sitting=sitting.code, day=localdate(sitting.sealed_at).isoformat())
