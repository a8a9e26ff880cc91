"""Answer sheets come in: by file from two hands or a platform, one by one in the browser, and a third hand settles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.access.rules.grants import Grants
from ortoo.exams.access import can_keep_marks, check_may_enter_again, check_may_keep_marks
from ortoo.exams.models import AnswerSheet, FormPlan, Release
from ortoo.exams.models.sheets import FIRST, PLATFORM, SECOND, SETTLED
from ortoo.exams.operations.correcting import SHORTEST_REASON
from ortoo.exams.queries.forms import form_items, form_plans, forms_of
from ortoo.exams.queries.items import question_of
from ortoo.exams.queries.sheets import readings, readings_of, sheets_of
from ortoo.exams.rules.scoring.incoming import Arrived, Desk, NewSheet, OnForm, There
from ortoo.exams.rules.scoring.written import told
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from ortoo.people.queries import numbers_in_reach, official_of
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import MOST_PROBLEMS, Row, RowProblem

if TYPE_CHECKING:
    from ortoo.people.models import Official

BATCH = 2_000
"""Rows in one insertion: SQLite takes 32,766 values in a statement."""
LONGEST_CENTRE = 60
WRITES = "writes, and reads none"


def take_sheets(
    *,
    plan: FormPlan,
    rows: Sequence[Row],
    entry: int,
    source: Source,
    dry_run: bool = False,
    by: User,
    at: datetime,
    progress: Progress = silent,
    unread: Sequence[RowProblem] = (),
) -> ImportReport:
    """Rows with "number", "form", "centre", "language" and "1", "2" … as readings of `entry`: 0 a platform's, 1, 2.

    All or nothing; the same file again changes nothing; a reading that is there is never changed. Refused as a whole:
    forms that are not sealed, marks that are released, sheets that came meanwhile. `unread`: what stopped earlier.
    """
    grants = grants_at(by, at)
    check_may_enter(grants, entry)
    check_open(plan)
    progress(0, len(rows))
    before = sheets_of(plan).count()
    arrived = desk_for(plan, entry, grants, by).sort_out(rows)
    problems = (*unread, *arrived.problems)[:MOST_PROBLEMS]
    report = ImportReport(new=len(arrived.new), unchanged=arrived.unchanged, problems=problems)
    if report.writes and not dry_run:
        _take(plan, before, arrived, entry, source, by=by, at=at)
    progress(len(rows), len(rows))
    return report


@transaction.atomic
def enter_sheet(
    *,
    plan: FormPlan,
    number: str,
    form: str,
    centre: str,
    language: str,
    answers: Sequence[str],
    by: User,
    at: datetime,
) -> AnswerSheet:
    """One sheet in the browser: the first reading where there is none, else the second, of another hand.

    `answers` by place, as typed. Refused: an unknown number, form or language, more or fewer answers than items, an
    answer that the item does not take, a third entry, one's own sheet.
    """
    grants = grants_at(by, at)
    check_may_enter_again(grants)
    held = hold_open(plan)
    official = officials_for(held, grants).get(number.strip())
    if official is None:
        raise Refusal("scoring.official_unknown", value=number.strip()[:40], field="number")
    entry = turn_of(held, official, number.strip(), by)
    check_may_enter(grants, entry)
    made = read_sheet(held, official, form, centre, language, answers)
    sheet = _rows(held, [made], entry, "", by, at)[0]
    sheet.save(force_insert=True)
    _record(held, entry, 1, 0, None, by=by, at=at)
    return sheet


@transaction.atomic
def settle_sheet(
    *,
    plan: FormPlan,
    official: Official,
    form: str,
    answers: Sequence[str],
    reason: str,
    centre: str = "",
    language: str = "",
    by: User,
    at: datetime,
) -> AnswerSheet:
    """What stands on the paper where two readings differ, as a third hand sees it. Centre and language are those of
    the first reading where none is given. Refused: a hand of either reading, one's own sheet, what agrees, no reason.
    """
    check_may_enter_again(grants_at(by, at))
    held = hold_open(plan)
    check_may_settle_sheet(held, official, by)
    check_reason(reason)
    there = readings_of(held, official.pk)
    centre, language = centre or there[FIRST].centre, language or there[FIRST].language
    made = read_sheet(held, official.pk, form, centre, language, answers)
    sheet = _rows(held, [made], SETTLED, "", by, at)[0]
    sheet.reason = reason.strip()
    sheet.save(force_insert=True)
    body = {
        "official": ledger.subject(kind="official", key=official.pk),
        "sitting": held.sitting.code,
        "as_first": made.told == there[FIRST].told,
        "as_second": made.told == there[SECOND].told,
    }
    ledger.record(kind="sheets.settled", body=body, by=by, at=at)
    return sheet


def check_may_settle_sheet(plan: FormPlan, official: Official, by: User) -> None:
    """Refuses what does not wait for a third hand, and whoever entered one of the two or is the official."""
    there = readings_of(plan, official.pk)
    waits = {FIRST, SECOND} == there.keys() and there[FIRST].told != there[SECOND].told
    if not waits:
        raise Refusal("scoring.nothing_differs", number=official.number)
    if official.account_id == by.pk:
        raise Refusal("scoring.own_sheet")
    if by.pk in (there[FIRST].entered_by, there[SECOND].entered_by):
        raise Refusal("scoring.third_hand")


def check_may_enter(grants: Grants, entry: int) -> None:
    """Exam officers bring platforms' files and first readings; second ones also those who mark."""
    if entry == SECOND:
        check_may_enter_again(grants)
    else:
        check_may_keep_marks(grants)


def turn_of(plan: FormPlan, official: int, number: str, by: User) -> int:
    """Which reading of this sheet `by` would make now."""
    if official == official_of(by.pk):
        raise Refusal("scoring.own_sheet", field="number")
    there = readings_of(plan, official)
    if PLATFORM in there:
        raise Refusal("scoring.from_platform", number=number, field="number")
    if SECOND in there:
        raise Refusal("scoring.entered_twice", number=number, field="number")
    if FIRST in there and there[FIRST].entered_by == by.pk:
        raise Refusal("scoring.hand_of_first", number=number, field="number")
    return SECOND if FIRST in there else FIRST


def check_open(plan: FormPlan) -> None:
    """Refuses before the seal of the forms, and behind the release of the marks."""
    if plan.sealed_at is None:
        raise Refusal("scoring.not_sealed", sitting=plan.sitting.code)
    if Release.objects.filter(plan=plan).exists():
        raise Refusal("scoring.released", sitting=plan.sitting.code)


def hold_open(plan: FormPlan) -> FormPlan:
    """The plan, locked: another hand, a scoring or a release that begins now waits."""
    held = form_plans().select_for_update(of=("self",)).get(pk=plan.pk)
    check_open(held)
    return held


def check_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal("scoring.reason_missing", least=SHORTEST_REASON, field="reason")


def forms_on_desk(plan: FormPlan) -> dict[str, OnForm]:
    """Letter -> form with its questions."""
    return {
        form.letter: OnForm(form.pk, form.letter, tuple(question_of(one.version) for one in form_items(form)))
        for form in forms_of(plan)
    }


def read_sheet(
    plan: FormPlan, official: int, form: str, centre: str, language: str, answers: Sequence[str]
) -> NewSheet:
    """One sheet as typed, each answer read; the first that is none is refused with its place."""
    forms = forms_on_desk(plan)
    on = forms.get(form.strip().upper())
    if on is None:
        raise Refusal("scoring.letter_of_form", value=form, letters=", ".join(forms), field="form")
    if not 0 < len(centre.strip()) <= LONGEST_CENTRE:
        raise Refusal("scoring.centre_missing", field="centre")
    if language not in LANGUAGES:
        raise Refusal("scoring.language_unknown", value=language, field="language")
    if len(answers) != len(on.questions):
        raise Refusal("scoring.how_many", form=on.letter, found=len(answers), needed=len(on.questions))
    read = [_read(on, place, written) for place, written in enumerate(answers, start=1)]
    return NewSheet(official, on.key, centre.strip(), language, tuple(read))


def officials_for(plan: FormPlan, grants: Grants) -> dict[str, int]:
    """Personnel number -> official: all in reach of who enters first, and those whose sheet waits for a second hand."""
    waiting = dict(sheets_of(plan).filter(entry=FIRST).values_list("official__number", "official"))
    return {**numbers_in_reach(grants), **waiting} if can_keep_marks(grants) else waiting


def desk_for(plan: FormPlan, entry: int, grants: Grants, by: User) -> Desk:
    there: dict[int, list[There]] = {}
    for one in readings(sheets_of(plan)):
        there.setdefault(one.official, []).append(There(one.entry, one.entered_by, one.told))
    return Desk(entry, by.pk, forms_on_desk(plan), officials_for(plan, grants), there, official_of(by.pk))


def _read(form: OnForm, place: int, written: str) -> str:
    try:
        return told(form.questions[place - 1], written)
    except Refusal as refusal:
        told_of = {"form": form.letter, "takes": refusal.values["takes"], "field": field_of(place)}
        raise Refusal("scoring.answer_of_place", place=place, value=written[:60], **told_of) from None


def field_of(place: int) -> str:
    """The field of a form that holds this answer: ten stand in a line."""
    return f"line_{(place - 1) // 10 + 1}"


@transaction.atomic
def _take(plan: FormPlan, before: int, arrived: Arrived, entry: int, source: Source, *, by: User, at: datetime) -> None:
    held = hold_open(plan)
    if sheets_of(held).count() != before:
        raise Refusal("scoring.changed_meanwhile", sitting=held.sitting.code)
    made = _rows(held, arrived.new, entry, source.filename[-200:], by, at)
    AnswerSheet.objects.everything(because=WRITES).bulk_create(made, batch_size=BATCH)
    _record(held, entry, len(made), arrived.unchanged, source.sha256, by=by, at=at)


def _rows(
    plan: FormPlan, sheets: Sequence[NewSheet], entry: int, source: str, by: User, at: datetime
) -> list[AnswerSheet]:
    return [
        AnswerSheet(
            plan=plan,
            form_id=one.form,
            official_id=one.official,
            entry=entry,
            centre=one.centre,
            language=one.language,
            answers=json.dumps(one.answers, ensure_ascii=False, separators=(",", ":")),
            entered_by=by,
            entered_at=at,
            source=source,
        )
        for one in sheets
    ]


def _record(
    plan: FormPlan, entry: int, new: int, unchanged: int, sha256: str | None, *, by: User, at: datetime
) -> None:
    body = {
        "sitting": plan.sitting.code,
        "entry": entry,
        "new": new,
        "unchanged": unchanged,
        "file_sha256": sha256,
    }
    ledger.record(kind="sheets.entered", body=body, by=by, at=at)
