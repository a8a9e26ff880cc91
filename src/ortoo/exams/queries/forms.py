"""The forms of a sitting: their plan, what they are made from, and what stands on them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet

from ortoo.exams.models import ExamForm, FormItem, FormPlan, Item, ItemReview, ItemVersion, Sitting
from ortoo.exams.queries.items import approved_versions, bank_items, enemies_of_bank, question_of
from ortoo.exams.rules.forms.check import Violation, check
from ortoo.exams.rules.forms.kept import blueprint_read
from ortoo.exams.rules.forms.papers import PrintedForm
from ortoo.exams.rules.forms.values import BankItem, Blueprint, Enemies, Form
from ortoo.exams.rules.scoring.forms import Placed
from ortoo.multilingual.refusals import LANGUAGES


def form_plans() -> QuerySet[FormPlan]:
    return FormPlan.objects.select_related("sitting", "reference__plan__sitting", "planned_by", "sealed_by")


def form_plan_of(sitting: Sitting) -> FormPlan | None:
    return form_plans().filter(sitting=sitting).first()


def sittings_before_their_seal(today: date) -> list[tuple[Sitting, FormPlan | None]]:
    """Sittings of today or later whose forms are not sealed, with the plan where there is one, the earliest first.

    Those without a plan only where the bank has an approved item: an academy without a bank has nothing to plan.
    """
    ahead = Sitting.objects.filter(held_on__gte=today).exclude(form_plan__sealed_at__isnull=False)
    if not ItemReview.objects.filter(approved=True).exists():
        ahead = ahead.filter(form_plan__isnull=False)
    rows = ahead.select_related("form_plan").order_by("held_on", "code")
    return [(sitting, getattr(sitting, "form_plan", None)) for sitting in rows]


def forms_of(plan: FormPlan) -> list[ExamForm]:
    """A, B, C …, each with its items by place."""
    placed = FormItem.objects.select_related("version__item").defer("version__body").order_by("place")
    rows = ExamForm.objects.filter(plan=plan).order_by("letter")
    return list(rows.prefetch_related(Prefetch("items", queryset=placed, to_attr="placed")))


def form_items(form: ExamForm) -> list[FormItem]:
    """With version and item, by place."""
    return list(form.items.select_related("version__item").order_by("place"))


def placed_on(form: ExamForm) -> tuple[Placed, ...]:
    """Every item of the form as it is asked, scored or tried out, by place."""
    return tuple(Placed(one.version.item.code, question_of(one.version)) for one in form_items(form))


def printed_form(form: ExamForm) -> PrintedForm:
    """The form as its papers are set from it."""
    sitting = form.plan.sitting
    names = {language: sitting.names[language] or str(sitting.name) for language in LANGUAGES}
    return PrintedForm(names, sitting.code, form.letter, sitting.held_on, [one.question for one in placed_on(form)])


def references_for(sitting: Sitting) -> QuerySet[ExamForm]:
    """Sealed forms of sittings before this one, the latest first."""
    before = ExamForm.objects.filter(plan__sealed_at__isnull=False, plan__sitting__held_on__lt=sitting.held_on)
    return before.select_related("plan__sitting").order_by("-plan__sitting__held_on", "plan__sitting__code", "letter")


@dataclass(frozen=True)
class Pool:
    """What forms are made from. versions: code -> the version that would be placed."""

    items: Sequence[BankItem]
    enemies: Sequence[Enemies]
    versions: Mapping[str, ItemVersion]

    @property
    def bank(self) -> dict[str, BankItem]:
        return {item.code: item for item in self.items}


def pool_for(plan: FormPlan) -> Pool:
    """Approved items of the goals of the blueprint; nothing else is approved than what is answered, has a cell and is
    told in all languages. Those that stand on the reference form in the very version are its anchors.
    """
    goals = blueprint_of(plan).goals
    versions = {one.item.code: one for one in approved_versions().defer("body") if one.goal in goals}
    shared = set(plan.reference.items.values_list("version", flat=True)) if plan.reference else set()
    items = [replace(item, anchor=versions[item.code].pk in shared) for item in bank_items() if item.code in versions]
    enemies = [group for group in enemies_of_bank() if group <= versions.keys()]
    return Pool(items, enemies, versions)


def blueprint_of(plan: FormPlan) -> Blueprint:
    return blueprint_read(plan.blueprint)


def violations(pool: Pool, blueprint: Blueprint, forms: Sequence[Form]) -> list[Violation]:
    """What the forms break. Of an item that the bank holds and that may not stand on a form, that is said."""
    found = check(pool.items, blueprint, pool.enemies, forms)
    unknown = {str(dict(one.values)["item"]) for one in found if one.code == "forms.item_unknown"}
    held = set(Item.objects.filter(code__in=unknown).values_list("code", flat=True))
    return [_named(one, held) for one in found]


def _named(violation: Violation, held: set[str]) -> Violation:
    if violation.code == "forms.item_unknown" and dict(violation.values)["item"] in held:
        return replace(violation, code="forms.item_not_ready")
    return violation


def as_placed(form: ExamForm) -> Form:
    """A form from `forms_of` as the rules have it."""
    placed: list[FormItem] = form.placed  # type: ignore[attr-defined]
    return Form(
        tuple(one.version.item.code for one in placed if one.scored),
        tuple(one.version.item.code for one in placed if not one.scored),
    )


def is_released(plan: FormPlan) -> bool:
    return hasattr(plan, "release")


def manifests(plan: FormPlan) -> bytes:
    """JSON of the sealed forms: letters and hashes; once the marks are released, with manifests as text and salts.

    The SHA-256 of a manifest in UTF-8 is the hash that stands in the ledger.
    """
    told = ("letter", "sha256", "manifest", "salt") if is_released(plan) else ("letter", "sha256")
    forms = list(plan.forms.order_by("letter").values(*told))
    body = {"sitting": plan.sitting.code, "decides": plan.decides, "method": plan.method, "forms": forms}
    return json.dumps(body, ensure_ascii=False, indent=2).encode()
