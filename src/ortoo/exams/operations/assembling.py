"""Forms come into being: found by the rules outside of any transaction, or set from a file; kept in one short one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from time import monotonic
from typing import TypeVar

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_keep_items
from ortoo.exams.models import ExamForm, FormItem, FormPlan
from ortoo.exams.operations.forms import held_plan, refuse_sealed
from ortoo.exams.queries.forms import Pool, blueprint_of, form_plans, pool_for, violations
from ortoo.exams.rules.bank.question import letter
from ortoo.exams.rules.forms.assembly import Assembled, assemble
from ortoo.exams.rules.forms.measures import Spreads, expected_scores, informations, spreads
from ortoo.exams.rules.forms.nearness import Nearness, nearness_text
from ortoo.exams.rules.forms.printing import mixed
from ortoo.exams.rules.forms.random_forms import compare
from ortoo.exams.rules.forms.values import Blueprint, Form
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal

SECONDS = 60
"""So long it takes at most; the bar shows how much of it is spent."""
BEAT = 0.3
DRAWINGS = 101
"""Drawings by chance that forms are set beside."""

Made = TypeVar("Made")


def assemble_forms(*, plan: FormPlan, by: User, at: datetime, progress: Progress = silent) -> Assembled:
    """Forms within the plan's limits, kept instead of those before, with how near they came to one another.

    Refused: behind the seal, what the bank does not give (the sentence names cells or enemies), a plan that was changed
    meanwhile.
    """
    check_may_keep_items(grants_at(by, at))
    plan = form_plans().get(pk=plan.pk)
    refuse_sealed(plan)
    pool, blueprint = pool_for(plan), blueprint_of(plan)
    made, found = _beside(lambda: _searched(pool, blueprint, plan.seed), progress)
    _keep(plan, pool, made.forms, found, by=by, at=at)
    return made


def set_forms(*, plan: FormPlan, forms: Sequence[Form], by: User, at: datetime) -> FormPlan:
    """Forms that somebody chose, held to the same promises. Refused with the first that they break."""
    check_may_keep_items(grants_at(by, at))
    plan = form_plans().get(pk=plan.pk)
    refuse_sealed(plan)
    pool, blueprint = pool_for(plan), blueprint_of(plan)
    refuse_broken(pool, blueprint, forms)
    return _keep(plan, pool, forms, _measured(pool, blueprint, forms, plan.seed), by=by, at=at)


def refuse_broken(pool: Pool, blueprint: Blueprint, forms: Sequence[Form]) -> None:
    for one in violations(pool, blueprint, forms):
        raise Refusal(one.code, form=one.form, **dict(one.values))


def _searched(pool: Pool, blueprint: Blueprint, seed: str) -> tuple[Assembled, Nearness]:
    made = assemble(pool.items, blueprint, pool.enemies, seed=seed)
    drawn = _drawn(pool, blueprint, made.forms, seed)
    found = Nearness(
        made.expected, made.information, made.estimated, made.spreads, drawn, made.exposure, made.least, searched=True
    )
    return made, found


def _measured(pool: Pool, blueprint: Blueprint, forms: Sequence[Form], seed: str) -> Nearness:
    bank = pool.bank
    return Nearness(
        expected_scores(forms, bank),
        informations(forms, bank, blueprint),
        tuple(sum(bank[code].estimated for code in form.items) for form in forms),
        spreads(forms, bank, blueprint),
        _drawn(pool, blueprint, forms, seed),
        sum(bank[code].exposure for form in forms for code in (*form.items, *form.pretest)),
        least=False,
        searched=False,
    )


def _drawn(pool: Pool, blueprint: Blueprint, forms: Sequence[Form], seed: str) -> Spreads | None:
    """What chance gives; None where it finds no way between enemies."""
    try:
        return compare(forms, pool.items, blueprint, pool.enemies, seed=f"{seed}|by chance", drawings=DRAWINGS).drawn
    except Refusal as refusal:
        if refusal.code != "forms.drawing_in_vain":
            raise
        return None


def _beside(work: Callable[[], Made], progress: Progress) -> Made:
    """The work in a thread of its own, which reads no rows, so that the bar moves and the job shows that it lives.

    Who cancels leaves it to its end: it writes nothing.
    """
    began = monotonic()
    beside = ThreadPoolExecutor(max_workers=1)
    try:
        search = beside.submit(work)
        while True:
            try:
                return search.result(timeout=BEAT)
            except TimeoutError:
                progress(min(int(monotonic() - began), SECONDS - 1), SECONDS)
    finally:
        beside.shutdown(wait=False)


@transaction.atomic
def _keep(plan: FormPlan, pool: Pool, forms: Sequence[Form], found: Nearness, *, by: User, at: datetime) -> FormPlan:
    held = held_plan(plan.pk)
    if (held.blueprint, held.seed, held.reference_id) != (plan.blueprint, plan.seed, plan.reference_id):
        raise Refusal("forms.changed_meanwhile", sitting=held.sitting.code)
    held.forms.all().delete()
    for place, form in enumerate(forms):
        _place(ExamForm.objects.create(plan=held, letter=letter(place)), form, pool, blueprint_of(held), held.seed)
    held.assembled_at, held.found = at, nearness_text(found)
    held.save(update_fields=["assembled_at", "found"])
    _record(held, forms, found, by, at)
    return held


def _place(row: ExamForm, form: Form, pool: Pool, blueprint: Blueprint, seed: str) -> None:
    scored = frozenset(form.items)
    FormItem.objects.bulk_create(
        FormItem(form=row, place=place, version=pool.versions[code], scored=code in scored)
        for place, code in enumerate(mixed(form, pool.bank, blueprint, f"{seed}|{row.letter}"), start=1)
    )


def _record(plan: FormPlan, forms: Sequence[Form], found: Nearness, by: User, at: datetime) -> None:
    body = {
        "sitting": plan.sitting.code,
        "forms": len(forms),
        "items": sum(len(form.items) + len(form.pretest) for form in forms),
        "expected_spread": round(1000 * found.spreads.expected),
        "information_spread": [round(1000 * share) for share in found.spreads.information],
    }
    kind = "forms.assembled" if found.searched else "forms.set"
    ledger.record(kind=kind, body=body, by=by, at=at)
