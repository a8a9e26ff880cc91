"""The seal of the forms: hashes of what they hold go into the ledger, and from then on nothing of them changes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_keep_items
from ortoo.exams.models import AnswerSheet, ExamForm, FormItem, FormPlan
from ortoo.exams.operations.assembling import refuse_broken
from ortoo.exams.operations.forms import form_code, held_plan, reference_code
from ortoo.exams.queries.forms import Pool, as_placed, blueprint_of, form_items, forms_of, pool_for, printed_form
from ortoo.exams.queries.items import question_of
from ortoo.exams.rules.forms.manifest import fingerprint, manifest
from ortoo.exams.rules.forms.papers import refuse_unprintable
from ortoo.exams.rules.forms.printed import placed
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal

SALT = 32
"""Bytes."""


@transaction.atomic
def seal_forms(*, plan: FormPlan, by: User, at: datetime) -> FormPlan:
    """Draws a salt for each form, keeps its manifest, and writes the hashes and what decides into the ledger.

    The forms are held once more against the plan and the bank of today. Refused: after the day of the sitting, before
    there are forms, where the bank has moved on from them, a second time.
    """
    check_may_keep_items(grants_at(by, at))
    held = held_plan(plan.pk)
    _refuse_moment(held, at)
    forms = forms_of(held)
    _refuse_outdated(held, forms)
    for form in forms:
        refuse_unprintable(printed_form(form))
    for form in forms:
        _seal_one(form)
    held.sealed_by, held.sealed_at = by, at
    held.save(update_fields=["sealed_by", "sealed_at"])
    _record(held, forms, by, at)
    return held


def _refuse_moment(plan: FormPlan, at: datetime) -> None:
    sitting = plan.sitting
    if localdate(at) > sitting.held_on:
        raise Refusal("forms.sealed_too_late", sitting=sitting.code, day=sitting.held_on.isoformat())
    if plan.assembled_at is None:
        raise Refusal("forms.not_assembled", sitting=sitting.code)
    sheets = AnswerSheet.objects.everything(because="asks whether there is one")
    if sheets.filter(plan=plan).exists():
        raise Refusal("forms.marks_there", sitting=sitting.code)


def _refuse_outdated(plan: FormPlan, forms: Sequence[ExamForm]) -> None:
    pool = pool_for(plan)
    refuse_broken(pool, blueprint_of(plan), [as_placed(form) for form in forms])
    for form in forms:
        _refuse_newer(form, pool)


def _refuse_newer(form: ExamForm, pool: Pool) -> None:
    rows: list[FormItem] = form.placed  # type: ignore[attr-defined]
    for one in rows:
        if pool.versions[one.version.item.code].pk != one.version_id:
            raise Refusal("forms.version_passed", form=form.letter, item=one.version.item.code)


def _seal_one(form: ExamForm) -> None:
    form.salt = secrets.token_hex(SALT)
    listed = [
        placed(form.letter, question_of(one.version), one.version.number, scored=one.scored) for one in form_items(form)
    ]
    written = manifest(form_code(form), listed, form.salt)
    form.manifest, form.sha256 = written.decode(), fingerprint(written)
    form.save(update_fields=["salt", "manifest", "sha256"])


def _record(plan: FormPlan, forms: Sequence[ExamForm], by: User, at: datetime) -> None:
    body = {
        "sitting": plan.sitting.code,
        "held_on": plan.sitting.held_on.isoformat(),
        "forms": [{"form": form.letter, "sha256": form.sha256} for form in forms],
        "decides": plan.decides,
        "method": plan.method,
        "reference": reference_code(plan),
    }
    ledger.record(kind="forms.sealed", body=body, by=by, at=at)
