"""What the forms of a sitting should hold, and how their marks will be read, is stated before the exam."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_keep_items
from ortoo.exams.models import ExamForm, FormPlan, Sitting
from ortoo.exams.queries import how_many_marks
from ortoo.exams.queries.forms import form_plans, references_for
from ortoo.exams.rules.forms.kept import blueprint_body, blueprint_text
from ortoo.exams.rules.forms.stating import stated
from ortoo.exams.rules.forms.values import Blueprint
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal


@transaction.atomic
def plan_forms(
    *,
    sitting: Sitting,
    blueprint: Blueprint,
    seed: str,
    decides: str,
    method: str = "",
    reference: ExamForm | None = None,
    essay_gap: int = 250,
    by: User,
    at: datetime,
) -> FormPlan:
    """States the plan of `sitting`, or another one before the seal: then forms of the one before are taken away.

    With a reference form the blueprint gets as many anchors as its scores need. The same plan again changes nothing.
    Refused: behind the seal, after the day of the sitting, where it has marks, and what contradicts itself.
    """
    check_may_keep_items(grants_at(by, at))
    held = Sitting.objects.select_for_update().get(pk=sitting.pk)
    _refuse_late(held, at)
    if not seed:
        raise Refusal("forms.seed_missing")
    _refuse_strange_reference(held, reference)
    asked = stated(blueprint, decides, method, reference=reference is not None, essay_gap=essay_gap)
    said = {
        "blueprint": blueprint_text(asked),
        "seed": seed,
        "decides": decides,
        "method": method,
        "reference": reference,
        "essay_gap": essay_gap,
    }
    before = FormPlan.objects.select_for_update().filter(sitting=held).first()
    if before and all(getattr(before, name) == value for name, value in said.items()):
        return before
    plan = _planned(held, before, said, by, at)
    _record(plan, asked, by, at)
    return plan


def _planned(held: Sitting, before: FormPlan | None, said: Mapping[str, object], by: User, at: datetime) -> FormPlan:
    if before is None:
        return FormPlan.objects.create(sitting=held, planned_by=by, planned_at=at, **said)
    refuse_sealed(before)
    before.forms.all().delete()
    for name, value in {**said, "assembled_at": None, "found": ""}.items():
        setattr(before, name, value)
    before.save(update_fields=[*said, "assembled_at", "found"])
    return before


def _record(plan: FormPlan, blueprint: Blueprint, by: User, at: datetime) -> None:
    body = {
        "sitting": plan.sitting.code,
        "blueprint": blueprint_body(blueprint),
        "seed": plan.seed,
        "decides": plan.decides,
        "method": plan.method,
        "reference": reference_code(plan),
        "essay_gap": plan.essay_gap,
    }
    ledger.record(kind="forms.planned", body=body, by=by, at=at)


def _refuse_late(sitting: Sitting, at: datetime) -> None:
    if localdate(at) > sitting.held_on:
        raise Refusal("forms.planned_too_late", sitting=sitting.code, day=sitting.held_on.isoformat())
    if how_many_marks(sitting):
        raise Refusal("forms.marks_there", sitting=sitting.code)


def _refuse_strange_reference(sitting: Sitting, reference: ExamForm | None) -> None:
    if reference is not None and not references_for(sitting).filter(pk=reference.pk).exists():
        raise Refusal("forms.reference_not_before", form=reference.letter, field="reference")


def reference_code(plan: FormPlan) -> str | None:
    """As the ledger names it: sitting and letter."""
    return form_code(plan.reference) if plan.reference else None


def form_code(form: ExamForm) -> str:
    return f"{form.plan.sitting.code}/{form.letter}"


def refuse_sealed(plan: FormPlan) -> None:
    if plan.sealed_at:
        day = localdate(plan.sealed_at).isoformat()
        raise Refusal("forms.sealed_already", sitting=plan.sitting.code, day=day)


def held_plan(pk: int) -> FormPlan:
    """Locked, and not sealed: whoever writes now waits for the one before."""
    plan = form_plans().select_for_update(of=("self",)).get(pk=pk)
    refuse_sealed(plan)
    return plan
