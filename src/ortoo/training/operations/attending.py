"""Attendance is taken: by a list of names, by the code on the wall, by a file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import numbers_in_reach, official_of
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import MOST_PROBLEMS, Row
from ortoo.training.access import check_may_keep_training
from ortoo.training.models import Attendance, ClassSitting, Enrolment
from ortoo.training.operations.settling import settle
from ortoo.training.queries import attendance_taken, enrolment_of_each, own_enrolment, present_at, sitting_numbered
from ortoo.training.rules.incoming import sort_attendance

BATCH = 5_000
"""Rows in one insertion: SQLite takes 32,766 values in a statement."""

WHY = "writes attendance, and shows no row"


@transaction.atomic
def take_attendance(
    *, sitting: ClassSitting, asked: Collection[int], present: Collection[int], by: User, at: datetime
) -> int:
    """Of the enrolments `asked` (a page of the list), those in `present` were there, the others not. How many changed.

    Where nothing was taken yet and nobody came, that is written too: otherwise the list would be asked for ever.
    Refused: before the day of the class, an enrolment of another cohort or out of reach, marking oneself present.
    """
    grants = grants_at(by, at)
    check_may_keep_training(grants)
    sitting = _held(sitting, at)
    reached = Enrolment.objects.visible_to(grants).filter(cohort=sitting.cohort)
    if not set(reached.values_list("pk", flat=True)).issuperset(asked) or not set(asked).issuperset(present):
        raise Refusal("training.not_of_this_cohort", cohort=sitting.cohort.code)
    there = present_at(sitting)
    come = set(present) - there
    gone = (set(asked) - set(present)) & there
    own = own_enrolment(sitting.cohort, by.pk)
    if own and own.pk in come:
        raise Refusal("training.own_attendance")
    absent = set() if come or gone or attendance_taken(sitting) else set(asked)
    changed = come | gone | absent
    if not changed:
        return 0
    _mark(sitting, come, True, "list", by=by, at=at)
    _mark(sitting, gone | absent, False, "list", by=by, at=at)
    settle(cohort=sitting.cohort, at=at, enrolments=changed)
    body = {"how": "list", "present": len(come), "taken_back": len(gone)}
    _record(sitting, body, by=by, at=at)
    return len(changed)


@transaction.atomic
def mark_present(*, sitting: ClassSitting, by: User, at: datetime) -> bool:
    """`by`, who opened the code on the wall, is at the class. False where that was known already.

    The caller has read the code, which says that it is fresh. Refused: who is not enrolled, another day.
    """
    sitting = _held(sitting, at)
    enrolment = own_enrolment(sitting.cohort, by.pk)
    if enrolment is None:
        raise Refusal("training.not_enrolled", cohort=sitting.cohort.code)
    if localdate(sitting.starts_at) != localdate(at):
        raise Refusal("training.code_of_another_day", day=localdate(sitting.starts_at).isoformat())
    if enrolment.pk in present_at(sitting):
        return False
    _mark(sitting, [enrolment.pk], True, "code", by=by, at=at)
    settle(cohort=sitting.cohort, at=at, enrolments=[enrolment.pk])
    official = ledger.subject(kind="official", key=enrolment.official_id)
    _record(sitting, {"how": "code", "official": official}, by=by, at=at)
    return True


def import_attendance(
    *, sitting: str, rows: Sequence[Row], source: Source, dry_run: bool = False, by: User, at: datetime,
    progress: Progress = silent,
) -> ImportReport:  # fmt: skip
    """Rows with the "number" of who was there, for the class with that key; whole or not at all."""
    grants = grants_at(by, at)
    check_may_keep_training(grants)
    held = sitting_numbered(sitting)
    _check_day(held, at)
    progress(0, len(rows))
    sorted_out = sort_attendance(
        rows, numbers_in_reach(grants), enrolment_of_each(held.cohort), present_at(held), own=official_of(by.pk)
    )
    problems = sorted_out.problems[:MOST_PROBLEMS]
    report = ImportReport(new=len(sorted_out.new), unchanged=sorted_out.unchanged, problems=problems)
    if report.writes and not dry_run:
        with transaction.atomic():
            locked = _held(held, at)
            _mark(locked, sorted_out.new, True, "file", by=by, at=at)
            settle(cohort=locked.cohort, at=at)
            _record(locked, {"how": "file", "present": report.new, "file_sha256": source.sha256}, by=by, at=at)
    progress(len(rows), len(rows))
    return report


def _held(sitting: ClassSitting, at: datetime) -> ClassSitting:
    """Locked: two who take attendance at once queue."""
    rows = ClassSitting.objects.select_for_update(of=("self",)).select_related("cohort__rule", "cohort__course")
    held = rows.get(pk=sitting.pk)
    _check_day(held, at)
    return held


def _check_day(sitting: ClassSitting, at: datetime) -> None:
    if localdate(at) < localdate(sitting.starts_at):
        raise Refusal("training.class_not_yet", day=localdate(sitting.starts_at).isoformat())


def _mark(
    sitting: ClassSitting, enrolments: Collection[int], present: bool, how: str, *, by: User, at: datetime
) -> None:
    Attendance.objects.everything(because=WHY).bulk_create(
        [
            Attendance(sitting=sitting, enrolment_id=pk, present=present, how=how, taken_by=by, taken_at=at)
            for pk in sorted(enrolments)
        ],
        update_conflicts=True,
        unique_fields=["sitting", "enrolment"],
        update_fields=["present", "how", "taken_by", "taken_at"],
        batch_size=BATCH,
    )


def _record(sitting: ClassSitting, body: dict[str, object], *, by: User, at: datetime) -> None:
    said = {"cohort": sitting.cohort.code, "class": sitting.pk, "part": sitting.part, **body}
    ledger.record(kind="programme.attendance-taken", body=said, by=by, at=at)
