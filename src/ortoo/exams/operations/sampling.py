"""A sample is drawn for a second entry, entered by another hand, and compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_enter_again, check_may_keep_marks
from ortoo.exams.models import Mark, Sample, SampledMark, SecondEntry, Sitting
from ortoo.exams.operations.correcting import check_on_scale
from ortoo.exams.queries import known_marks, scale_of, sitting_with_code
from ortoo.exams.queries.second_entries import entries_of, first_hands, sampled_marks, second_state
from ortoo.exams.rules.second_entry import Found, draw
from ortoo.exams.rules.second_file import sort_out_again
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import MOST_PROBLEMS, Row

BATCH = 4_000
"""Rows in one insertion: SQLite takes 32,766 values in a statement."""


@transaction.atomic
def draw_sample(*, sitting: Sitting, share: int, seed: str, by: User, at: datetime) -> Sample:
    """Draws `share` per cent of the marks that are there, at least one, by sha256 of "seed|personnel number".

    `seed` is random and made by nobody's choice; the ledger gets it. Refused: a sealed sitting, no marks, a share off
    1 to 100, a second sample.
    """
    check_may_keep_marks(grants_at(by, at))
    held = hold(sitting.code)
    if not 1 <= share <= 100:
        raise Refusal("exams.share_range", share=share, field="share")
    if drawn := Sample.objects.filter(sitting=held).first():
        raise Refusal("exams.sample_drawn", sitting=held.code, day=localdate(drawn.drawn_at).isoformat())
    marks = Mark.objects.everything(because="a sample is drawn from all").filter(sitting=held)
    numbered = dict(marks.values_list("official__number", "pk"))
    if not numbered:
        raise Refusal("exams.nothing_to_sample", sitting=held.code)
    chosen = draw(numbered.keys(), share, seed)
    sample = Sample.objects.create(
        sitting=held, share=share, seed=seed, marks=len(numbered), drawn_by=by, drawn_at=at
    )  # fmt: skip
    SampledMark.objects.everything(because="writes, and reads none").bulk_create(
        (
            SampledMark(sample=sample, mark_id=numbered[number], place=place)
            for place, number in enumerate(chosen, start=1)
        ),
        batch_size=BATCH,
    )
    body = {"sitting": held.code, "share": share, "seed": seed, "marks": len(numbered), "drawn": len(chosen)}
    ledger.record(kind="marks.sample-drawn", body=body, by=by, at=at)
    return sample


@transaction.atomic
def enter_again(*, sitting: Sitting, marks: Mapping[int, int], by: User, at: datetime) -> Found | None:
    """Second entries by form: {sampled mark: thousandths}. The last one compares the sample: what it found is returned.

    Refused: who entered or corrected a first mark of the sitting, nothing entered, one's own mark, off the scale, what
    somebody entered meanwhile, a sealed sitting.
    """
    held = hold(sitting.code)
    sample = _open_sample(held, by, at)
    if not marks:
        raise Refusal("exams.nothing_entered")
    drawn = {one.pk: one.mark.official.account_id for one in sampled_marks(sample)}
    there = entries_of(sample)
    for sampled, thousandths in marks.items():
        if sampled not in drawn or sampled in there:
            raise Refusal("exams.entered_meanwhile")
        if drawn[sampled] == by.pk:
            raise Refusal("exams.own_mark")
        check_on_scale(held, thousandths)
    return _write(held, sample, list(marks.items()), None, by=by, at=at)


@transaction.atomic
def import_second_entries(
    *,
    sitting: str,
    rows: Sequence[Row],
    source: Source,
    dry_run: bool = False,
    by: User,
    at: datetime,
    progress: Progress = silent,
) -> ImportReport:
    """Second entries by file, all or nothing; the same file again changes nothing. Refused as a whole as `enter_again`.

    No row is held against a first mark: the answer tells nobody whether it agrees.
    """
    held = hold(sitting_with_code(sitting).code)
    sample = _open_sample(held, by, at)
    progress(0, len(rows))
    sampled = {one.mark.official.number: one for one in sampled_marks(sample)}
    own = next((number for number, one in sampled.items() if one.mark.official.account_id == by.pk), "")
    keys = {number: one.pk for number, one in sampled.items()}
    incoming = sort_out_again(rows, scale_of(held), keys, entries_of(sample), own)
    problems = incoming.problems[:MOST_PROBLEMS]
    report = ImportReport(new=len(incoming.new), unchanged=incoming.unchanged, problems=problems)
    if report.writes and not dry_run:
        _write(held, sample, incoming.new, source, by=by, at=at)
    progress(len(rows), len(rows))
    return report


@transaction.atomic
def compare_entries(*, sitting: Sitting, by: User, at: datetime) -> Found:
    """Ends the second entry although some are missing, and shows what it found.

    Refused: who entered or corrected a first mark of the sitting, no second entry at all, a sealed sitting.
    """
    held = hold(sitting.code)
    sample = _open_sample(held, by, at)
    if not entries_of(sample):
        raise Refusal("exams.nothing_to_compare", sitting=held.code)
    return _compare(held, sample, by=by, at=at)


def hold(code: str) -> Sitting:
    """The sitting, locked: a seal or another hand that begins now waits. Refused behind a seal."""
    held = Sitting.objects.select_for_update().get(code=code)
    if held.sealed_at:
        raise Refusal("exams.second_entry_sealed", sitting=held.code, day=localdate(held.sealed_at).isoformat())
    return held


def _open_sample(held: Sitting, by: User, at: datetime) -> Sample:
    """The sample that `by` may go on with."""
    check_may_enter_again(grants_at(by, at))
    sample = Sample.objects.filter(sitting=held).first()
    if sample is None:
        raise Refusal("exams.no_sample", sitting=held.code)
    if sample.compared_at is not None:
        raise Refusal("exams.compared_already", sitting=held.code, day=localdate(sample.compared_at).isoformat())
    if by.pk in first_hands(held):
        raise Refusal("exams.second_hand_needed", sitting=held.code)
    return sample


def _write(
    held: Sitting,
    sample: Sample,
    values: Sequence[tuple[int, int]],
    source: Source | None,
    *,
    by: User,
    at: datetime,
) -> Found | None:
    official_of = dict(sampled_marks(sample).values_list("pk", "mark__official"))
    first = known_marks(held)
    SecondEntry.objects.everything(because="writes, and reads none").bulk_create(
        (
            SecondEntry(
                sampled_id=sampled,
                first=first[official_of[sampled]].counts,
                thousandths=thousandths,
                entered_by=by,
                entered_at=at,
                source=source.filename[-200:] if source else "",
            )
            for sampled, thousandths in values
        ),
        batch_size=BATCH,
    )
    body = {"sitting": held.code, "new": len(values), "file_sha256": source.sha256 if source else None}
    ledger.record(kind="marks.entered-again", body=body, by=by, at=at)
    if len(entries_of(sample)) < len(official_of):
        return None
    return _compare(held, sample, by=by, at=at)


def _compare(held: Sitting, sample: Sample, *, by: User, at: datetime) -> Found:
    sample.compared_by, sample.compared_at = by, at
    sample.save(update_fields=["compared_by", "compared_at"])
    found = second_state(held).found
    assert found is not None
    body = {"sitting": held.code, "agree": found.agree, "differ": found.differ, "missing": found.missing}
    ledger.record(kind="marks.compared", body=body, by=by, at=at)
    return found
