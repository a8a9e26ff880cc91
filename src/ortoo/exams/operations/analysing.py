"""The items of a sitting are analysed, form by form: computed first, then written at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_release
from ortoo.exams.models import ExamForm, FormItem, FormPlan, ItemAnalysis, ItemEstimate, Scoring, Sitting
from ortoo.exams.operations.latest import check_latest
from ortoo.exams.queries.analyses import earlier_analyses
from ortoo.exams.queries.answered import answered, tried
from ortoo.exams.queries.forms import form_items
from ortoo.exams.queries.sat import Sat, by_form, names_of_items, sat, taken_back, taken_forms
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import aimag_of_each_region, posts_on

if TYPE_CHECKING:
    from ortoo.exams.rules.items.answered import Answered

BATCH = 2_000


def analyse(
    *, scoring: Scoring, cut: int | None = None, by: User, at: datetime, progress: Progress = silent
) -> list[ItemAnalysis]:
    """One analysis a form, and an estimate of each item's version. `cut`: a mark on the sitting's scale, in
    thousandths, at which the error is told; the middle of the scale where none is given.

    Refused: a scoring that is not the latest or analysed already, a cut off the scale, a form that fewer than two
    persons took.
    """
    check_may_release(grants_at(by, at))
    sitting = scoring.plan.sitting
    share = cut_as_share(sitting, cut)
    _check(scoring)
    forms = taken_forms(scoring)
    everybody = sat(scoring)
    sheets, aimags = by_form(everybody), _aimags(everybody, sitting.held_on)
    bodies: list[tuple[ExamForm, list[FormItem], dict[str, Any]]] = []
    for done, form in enumerate(forms):
        progress(done, len(forms))
        placed = form_items(form)
        own, back = sheets.get(form.pk, []), taken_back(form)
        _check_sheets(form, own)
        read, beside = answered(placed, own, back, aimags), tried(form, placed, own, back)
        bodies.append((form, placed, _body(scoring.plan, placed, read, beside, share)))
    progress(len(forms), len(forms))
    return _write(scoring, bodies, by=by, at=at)


def _aimags(sheets: Sequence[Sat], day: date) -> dict[int, str]:
    """Official -> code of the aimag where they worked that day."""
    aimags = aimag_of_each_region()
    return {
        official: aimags[post.region_id] for official, post in posts_on([one.official for one in sheets], day).items()
    }


def cut_as_share(sitting: Sitting, cut: int | None) -> float:
    """Of the way from the lowest to the highest mark."""
    if cut is None:
        return 0.5
    if not sitting.scale_low <= cut <= sitting.scale_high:
        raise Refusal("items.cut_beyond", sitting=sitting.code, field="cut")
    return (cut - sitting.scale_low) / (sitting.scale_high - sitting.scale_low)


def _check(scoring: Scoring) -> None:
    check_latest(scoring)
    if ItemAnalysis.objects.filter(scoring=scoring).exists():
        raise Refusal("items.analysed_already", sitting=scoring.plan.sitting.code)


def _check_sheets(form: ExamForm, sheets: Sequence[Sat]) -> None:
    if len(sheets) < 2:
        raise Refusal("items.form_untaken", form=form.letter, sheets=len(sheets))


def _body(
    plan: FormPlan, placed: Sequence[FormItem], read: Answered, beside: Answered | None, cut: float
) -> dict[str, Any]:
    from ortoo.exams.rules.items.on_a_form import of_form

    return of_form(read, cut, _moved(plan, placed, read), beside)


def _moved(plan: FormPlan, placed: Sequence[FormItem], read: Answered) -> dict[str, dict[str, Any]]:
    """Item -> how far it moved since the earlier sitting that most items of this form stood in, where three did."""
    from ortoo.exams.rules.items.since import since

    names = names_of_items(placed)
    now = dict(zip((item.item for item in read.items), read.responses().facility.tolist(), strict=True))
    for earlier in earlier_analyses(plan, list(names)):
        before = {names[version]: facility for version, facility in earlier.facility.items()}
        if found := since(before, now):
            where = {"sitting": earlier.sitting, "form": earlier.letter}
            return {item: {**where, **moved} for item, moved in found.items()}
    return {}


@transaction.atomic
def _write(
    scoring: Scoring, bodies: Sequence[tuple[ExamForm, list[FormItem], dict[str, Any]]], *, by: User, at: datetime
) -> list[ItemAnalysis]:
    Sitting.objects.select_for_update().get(pk=scoring.plan.sitting_id)
    _check(scoring)
    made, hashes = [], {}
    for form, placed, body in bodies:
        text = json.dumps(body, sort_keys=True)
        hashes[form.letter] = sha256(text.encode()).hexdigest()
        analysis = ItemAnalysis.objects.create(scoring=scoring, form=form, body=text, analysed_by=by, analysed_at=at)
        ItemEstimate.objects.bulk_create(_estimates(analysis, placed, body), batch_size=BATCH)
        made.append(analysis)
    said = {"sitting": scoring.plan.sitting.code, "sheets": scoring.sheets, "forms_sha256": hashes}
    ledger.record(kind="items.analysed", body=said, by=by, at=at)
    return made


def _estimates(analysis: ItemAnalysis, placed: Sequence[FormItem], body: dict[str, Any]) -> list[ItemEstimate]:
    """Of those whose key stands: of others the answers tell nothing."""
    version_of = {one.place: one.version_id for one in placed}
    return [
        ItemEstimate(
            analysis=analysis,
            version_id=version_of[item["place"]],
            facility=item["facility"],
            discrimination=item["discrimination"],
            difficulty=item["difficulty"],
            error=item["error"],
        )
        for item in (*body["items"], *body["tried"])
        if not item["taken_back"] and item["facility"] is not None
    ]
