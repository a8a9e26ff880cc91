"""Attempts at the test of a course come in from a learning platform, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import is_naive, localtime, make_aware

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import numbers_in_reach, official_of
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import MOST_PROBLEMS, Row
from ortoo.training.access import check_may_keep_training
from ortoo.training.models import Attempt, Cohort
from ortoo.training.operations.settling import settle
from ortoo.training.queries import cohort_with_code, enrolment_of_each, known_attempts
from ortoo.training.rules.flags import is_too_fast
from ortoo.training.rules.incoming import Attempted, Window, sort_attempts

BATCH = 3_000
"""Rows in one insertion: SQLite takes 32,766 values in a statement."""


def import_attempts(
    *, cohort: str, rows: Sequence[Row], source: Source, dry_run: bool = False, by: User, at: datetime,
    progress: Progress = silent,
) -> ImportReport:  # fmt: skip
    """Rows with "number", "attempt", "started", "finished", "score" for the cohort with that code.

    The same file again changes nothing; an attempt that is there is never changed. More attempts than the rule allows
    are kept and do not count. Times without an offset are the programme's own.
    """
    grants = grants_at(by, at)
    check_may_keep_training(grants)
    into = cohort_with_code(cohort)
    if not into.rule.attempts:
        raise Refusal("training.course_without_test", course=into.course.code)
    progress(0, len(rows))
    for row in rows:
        row["started"], row["finished"] = _zoned(row["started"]), _zoned(row["finished"])
    window = Window(into.opens_on, into.closes_on, into.rule.stated_at, at)
    known = known_attempts(into)
    sorted_out = sort_attempts(
        rows, numbers_in_reach(grants), enrolment_of_each(into), known, window, own=official_of(by.pk)
    )
    report = ImportReport(
        new=len(sorted_out.new), unchanged=sorted_out.unchanged, problems=sorted_out.problems[:MOST_PROBLEMS]
    )
    if report.writes and not dry_run:
        _write(into, sorted_out.new, source, by=by, at=at)
    progress(len(rows), len(rows))
    return report


@transaction.atomic
def _write(cohort: Cohort, new: Sequence[Attempted], source: Source, *, by: User, at: datetime) -> None:
    held = Cohort.objects.select_for_update(of=("self",)).select_related("rule", "course").get(pk=cohort.pk)
    least = held.course.least_minutes
    made = [
        Attempt(
            enrolment_id=one.enrolment,
            number=one.number,
            started_at=one.started_at,
            finished_at=one.finished_at,
            score=one.score,
            too_fast=is_too_fast(int((one.finished_at - one.started_at).total_seconds()), least),
            source=source.filename[-200:],
            entered_by=by,
            entered_at=at,
        )
        for one in new
    ]
    try:
        with transaction.atomic():
            Attempt.objects.everything(because="writes, and reads none").bulk_create(made, batch_size=BATCH)
    except IntegrityError as error:
        # Another file has brought one of these attempts in the same moment.
        raise Refusal("training.changed_meanwhile") from error
    settle(cohort=held, at=at)
    body = {
        "cohort": held.code,
        "course": held.course.code,
        "file_sha256": source.sha256,
        "new": len(made),
        "too_fast": sum(one.too_fast for one in made),
    }
    ledger.record(kind="programme.attempts-imported", body=body, by=by, at=at)


def _zoned(moment: datetime) -> datetime:
    """In the programme's zone, whose days open and close a cohort."""
    return make_aware(moment) if is_naive(moment) else localtime(moment)
