"""The marks of a sitting leave: once, from one scoring, with what each of them rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_release
from ortoo.exams.models import Mark, Measurement, Release, Scoring, Sitting
from ortoo.exams.queries.analyses import analyses_of
from ortoo.exams.queries.equatings import equatings_of
from ortoo.exams.queries.releases import FormMarks, check_ready, marks_to_be, standing_of
from ortoo.exams.queries.sat import Sat
from ortoo.exams.rules.forms.values import EQUATED
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import official_of

BATCH = 3_000
"""Rows in one insertion: SQLite takes 32,766 values in a statement."""
WRITES = "writes, and reads none"


@transaction.atomic
def release_marks(*, scoring: Scoring, by: User, at: datetime, progress: Progress = silent) -> Release:
    """Writes a mark for everybody who sat, and beside it raw and equated marks with their errors.

    Refused: a scoring that is not the latest or out of date, scorers that differ, what is not analysed, not equated
    where equated marks decide, or held back by the gate; marks that are there; a sealed sitting; whoever sat it.
    """
    check_may_release(grants_at(by, at))
    sitting = Sitting.objects.select_for_update().get(pk=scoring.plan.sitting_id)
    _check(scoring, sitting)
    forms = list(marks_to_be(scoring))
    _check_not_own(forms, by)
    release = Release.objects.create(plan=scoring.plan, scoring=scoring, released_by=by, released_at=at)
    done, total = 0, sum(len(form.worth) for form in forms)
    for form in forms:
        progress(done, total)
        _write(form, release, sitting, by, at)
        done += len(form.worth)
    ledger.record(kind="marks.released", body=_body(scoring, sitting, forms), by=by, at=at)
    return release


def _check(scoring: Scoring, sitting: Sitting) -> None:
    ready = check_ready(standing_of(scoring.plan))
    if ready.pk != scoring.pk:
        raise Refusal("items.scored_again", sitting=sitting.code)
    if sitting.sealed_at:
        raise Refusal("exams.release_sealed", sitting=sitting.code)


def _check_not_own(forms: Iterable[FormMarks], by: User) -> None:
    own = official_of(by.pk)
    if own is not None and any(sheet.official == own for form in forms for sheet, _ in form.worth):
        raise Refusal("exams.own_mark_released")


def _write(form: FormMarks, release: Release, sitting: Sitting, by: User, at: datetime) -> None:
    source = f"{sitting.code}/{form.letter}"
    marks = Mark.objects.everything(because=WRITES).bulk_create(
        (
            Mark(
                sitting=sitting,
                official_id=sheet.official,
                thousandths=worth.raw if worth.equated is None else worth.equated,
                entered_by=by,
                entered_at=at,
                source=source,
            )
            for sheet, worth in form.worth
        ),
        batch_size=BATCH,
    )
    Measurement.objects.everything(because=WRITES).bulk_create(
        (
            Measurement(
                mark=mark,
                release=release,
                raw=worth.raw,
                equated=worth.equated,
                own=worth.own,
                table_error=worth.table_error,
                table=form.table,
            )
            for mark, (_, worth) in zip(marks, form.worth, strict=True)
        ),
        batch_size=BATCH,
    )


def _body(scoring: Scoring, sitting: Sitting, forms: Sequence[FormMarks]) -> dict[str, object]:
    """Means in thousandths of a mark; the marks themselves under one hash, each by the pseudonym of its official."""
    plan = scoring.plan
    return {
        "sitting": sitting.code,
        "marks": sum(len(form.worth) for form in forms),
        "decides": plan.decides,
        "method": plan.method,
        "forms": {
            form.letter: {"marks": len(form.worth), "mean_raw": form.mean_raw, "mean_equated": form.mean_equated}
            for form in forms
        },
        "scoring_sha256": scoring.by_python,
        "analyses_sha256": {one.form.letter: _hash(one.body) for one in analyses_of(scoring)},
        "tables_sha256": {one.form.letter: _hash(one.body) for one in equatings_of(scoring)}
        if plan.decides == EQUATED
        else {},
        "gate_sha256": _hash(scoring.gate.body),
        "marks_sha256": _hash_of_marks(forms),
    }


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _hash_of_marks(forms: Iterable[FormMarks]) -> str:
    """Of one line a mark, sorted: pseudonym, raw, equated, own error, error of the table, parted by blanks."""
    rows: list[tuple[Sat, str]] = [
        (sheet, f"{worth.raw} {'-' if worth.equated is None else worth.equated} {worth.own} {worth.table_error}")
        for form in forms
        for sheet, worth in form.worth
    ]
    names = ledger.subjects(kind="official", keys=[sheet.official for sheet, _ in rows])
    return _hash("\n".join(sorted(f"{names[str(sheet.official)]} {told}" for sheet, told in rows)))
