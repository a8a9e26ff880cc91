"""The gate looks at every item in every form and centre before marks leave; a second person answers what it found."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_release
from ortoo.exams.models import FormItem, Gate, GateAnswer, Release, Scoring, Sitting
from ortoo.exams.operations.correcting import check_reason
from ortoo.exams.operations.latest import check_latest
from ortoo.exams.queries.forms import form_items
from ortoo.exams.queries.gates import gate_of
from ortoo.exams.queries.sat import Sat, by_form, sat, taken_back, taken_forms
from ortoo.exams.queries.scoring import latest_scoring
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal

if TYPE_CHECKING:
    from ortoo.exams.rules.gate.values import Sheets

FAMILY_ERROR = 0.001
"""The chance that a sitting without any fault is held back."""


def look_at_gate(*, scoring: Scoring, by: User, at: datetime, progress: Progress = silent) -> Gate:
    """Looks, and keeps what it finds. Refused: a scoring that is not the latest or was looked at already."""
    from ortoo.exams.rules.gate.gate import look

    check_may_release(grants_at(by, at))
    _check(scoring)
    progress(0, 1)
    sheets, versions = sheets_for(scoring)
    found = look(sheets, FAMILY_ERROR)
    findings = [
        {
            "kind": one.kind, "group": one.group, "item": versions[one.item].version.item.code,
            "version": versions[one.item].version.number, "persons": one.persons,
            "expected": round(one.expected, 6), "seen": one.seen, "tail": one.tail,
        }
        for one in found.findings
    ]  # fmt: skip
    blind = [
        {"kind": one.kind, "group": one.group, "persons": one.persons, "tests": one.tests} for one in found.blind
    ]  # fmt: skip
    body = {
        "family_error": FAMILY_ERROR, "level": found.level, "tests": found.tests, "findings": findings, "blind": blind,
    }  # fmt: skip
    progress(1, 1)
    return _write(scoring, body, by=by, at=at)


def _check(scoring: Scoring) -> None:
    check_latest(scoring)
    if Gate.objects.filter(scoring=scoring).exists():
        raise Refusal("gate.looked_already", sitting=scoring.plan.sitting.code)


@transaction.atomic
def _write(scoring: Scoring, body: dict[str, Any], *, by: User, at: datetime) -> Gate:
    Sitting.objects.select_for_update().get(pk=scoring.plan.sitting_id)
    _check(scoring)
    text = json.dumps(body, sort_keys=True)
    found = len(body["findings"])
    gate = Gate.objects.create(scoring=scoring, body=text, findings=found, looked_by=by, looked_at=at)
    said = {
        "sitting": scoring.plan.sitting.code, "findings": found, "tests": body["tests"], "blind": len(body["blind"]),
        "gate_sha256": sha256(text.encode()).hexdigest(),
    }  # fmt: skip
    ledger.record(kind="gate.looked", body=said, by=by, at=at)
    return gate


def sheets_for(scoring: Scoring) -> tuple[Sheets, Mapping[str, FormItem]]:
    """The scoring as the gate reads it, and its names of items -> one place of each.

    Out of the comparison: what counts for nobody, and items whose key was taken back.
    """
    import numpy as np

    from ortoo.exams.rules.gate.values import ABSENT, NOT_SOLVED, SOLVED, Sheets
    from ortoo.exams.rules.items.answered import SOLVED_FROM

    sheets = by_form(sat(scoring))
    kept = {form: _kept(form.pk, sheets.get(form.pk, []), form_items(form), taken_back(form))
            for form in taken_forms(scoring)}  # fmt: skip
    versions = {_name(one): one for placed in kept.values() for one in placed}
    columns = {name: column for column, name in enumerate(versions)}
    rows, forms, centres = [], [], []
    for form, placed in kept.items():
        own = sheets.get(form.pk, [])
        right = np.full((len(own), len(columns)), ABSENT, dtype=np.int8)
        for one in placed:
            earned = np.array([sheet.earned[one.place - 1] for sheet in own])
            right[:, columns[_name(one)]] = np.where(earned >= 1000 * SOLVED_FROM, SOLVED, NOT_SOLVED)
        rows.append(right)
        forms += [form.letter] * len(own)
        centres += [sheet.written.centre for sheet in own]
    return Sheets(tuple(columns), tuple(forms), tuple(centres), np.concatenate(rows)), versions


def _kept(form: int, sheets: Sequence[Sat], placed: Sequence[FormItem], back: Mapping[int, str]) -> list[FormItem]:
    if not sheets:
        return []
    return [one for one in placed if one.place not in back and sheets[0].earned[one.place - 1] is not None]


def _name(placed: FormItem) -> str:
    return f"{placed.version.item.code}|{placed.version.number}"


@transaction.atomic
def answer_finding(*, gate: Gate, place: int, reason: str, by: User, at: datetime) -> GateAnswer:
    """Says why the finding in this place (from 1) does not hold the marks back. Never taken back.

    Refused: whoever looked, a place without a finding, one that was answered, no reason, once the marks are released
    or the sheets were scored again.
    """
    check_may_release(grants_at(by, at))
    Sitting.objects.select_for_update().get(pk=gate.scoring.plan.sitting_id)
    check_may_answer(gate, place, by)
    check_reason(reason.strip())
    answer = GateAnswer.objects.create(gate=gate, place=place, reason=reason.strip(), answered_by=by, answered_at=at)
    ledger.record(
        kind="gate.answered",
        body={"sitting": gate.scoring.plan.sitting.code, "place": place, "findings": gate.findings},
        by=by,
        at=at,
    )
    return answer


def check_may_answer(gate: Gate, place: int, by: User) -> None:
    sitting = gate.scoring.plan.sitting
    state = gate_of(gate.scoring)
    assert state is not None
    if not 1 <= place <= len(state.findings):
        raise Refusal("gate.no_such_finding", place=place, findings=len(state.findings))
    if gate.looked_by_id == by.pk:
        raise Refusal("gate.second_person")
    newest = latest_scoring(gate.scoring.plan)
    if newest is None or newest.pk != gate.scoring_id or Release.objects.filter(plan=gate.scoring.plan).exists():
        raise Refusal("gate.past", sitting=sitting.code)
    if state.findings[place - 1].answer is not None:
        raise Refusal("gate.answered_already", place=place)
