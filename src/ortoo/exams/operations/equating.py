"""The forms of a sitting are equated to the reference form, by the method that was stated before the exam."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.access import check_may_release
from ortoo.exams.models import Equating, ExamForm, Scoring, Sitting
from ortoo.exams.operations.latest import check_latest
from ortoo.exams.queries.answered import earned_of
from ortoo.exams.queries.equatings import parameters_of, reference_of, scoring_of_reference
from ortoo.exams.queries.forms import form_items
from ortoo.exams.queries.sat import Sat, by_form, names_of_items, sat, taken_back, taken_forms
from ortoo.jobs.progress import Progress, silent
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal, Worded

if TYPE_CHECKING:
    from ortoo.exams.rules.equating.of_forms import Group


class Because(Worded):
    """The sentence of another refusal, within one that says of which form it is."""

    __slots__ = ("refusal",)
    refusal: Refusal

    @classmethod
    def of(cls, refusal: Refusal) -> Because:
        made = cls(refusal.code)
        made.refusal = refusal
        return made

    def words(self, language: str) -> str:
        return self.refusal.sentence(language)


@dataclass(frozen=True)
class Taken:
    """A form as it was taken: version of each item that counts and whose key stands -> its place, and the sheets."""

    form: ExamForm
    places: Mapping[int, int]
    names: Mapping[int, str]
    sheets: Sequence[Sat]


def equate_forms(*, scoring: Scoring, by: User, at: datetime, progress: Progress = silent) -> list[Equating]:
    """A table for each form but the reference: the first of the sitting, or the one of an earlier sitting that the plan
    names.

    Refused: where raw marks decide, a scoring that is not the latest, not analysed or equated already, and a form with
    its reason: too few people, an anchor of fewer than three items, groups that leave no line.
    """
    check_may_release(grants_at(by, at))
    _check(scoring)
    reference = reference_of(scoring.plan)
    sheets = by_form(sat(scoring))
    forms = [form for form in taken_forms(scoring) if form.pk != reference.pk]
    if not forms:
        raise Refusal("equating.one_form", form=reference.letter)
    old = _old(scoring, reference, sheets)
    bodies: list[tuple[ExamForm, dict[str, Any]]] = []
    for done, form in enumerate(forms):
        progress(done, len(forms))
        bodies.append((form, _body(scoring, taken(form, sheets.get(form.pk, [])), old)))
    progress(len(forms), len(forms))
    return _write(scoring, reference, bodies, by=by, at=at)


def _check(scoring: Scoring) -> None:
    plan, code = scoring.plan, scoring.plan.sitting.code
    if not plan.method:
        raise Refusal("equating.raw_decides", sitting=code)
    check_latest(scoring)
    if not scoring.analyses.exists():
        raise Refusal("equating.not_analysed", sitting=code)
    if Equating.objects.filter(scoring=scoring).exists():
        raise Refusal("equating.equated_already", sitting=code)


def _old(scoring: Scoring, reference: ExamForm, sheets: Mapping[int, list[Sat]]) -> Taken:
    if reference.plan_id == scoring.plan_id:
        return taken(reference, sheets.get(reference.pk, []))
    earlier = scoring_of_reference(reference)
    if earlier is None:
        raise Refusal("equating.reference_unscored", form=reference.letter, sitting=reference.plan.sitting.code)
    return taken(reference, by_form(sat(earlier)).get(reference.pk, []))


def taken(form: ExamForm, sheets: Sequence[Sat]) -> Taken:
    if not sheets:
        raise Refusal("items.form_untaken", form=form.letter, sheets=0)
    back, placed = taken_back(form), form_items(form)
    counted = [one for one in placed if one.place not in back and sheets[0].earned[one.place - 1] is not None]
    return Taken(form, {one.version_id: one.place for one in counted}, names_of_items(counted), sheets)


def _body(scoring: Scoring, new: Taken, old: Taken) -> dict[str, Any]:
    from ortoo.exams.rules.equating.equate import WITH_ANCHOR
    from ortoo.exams.rules.equating.of_forms import equate_group

    method = scoring.plan.method
    common = [version for version in new.places if version in old.places] if method in WITH_ANCHOR else []
    names = [new.names[version] for version in common]
    try:
        found = equate_group(_group(new, common), _group(old, common), method, names)
    except Refusal as refusal:
        why = Because.of(refusal)
        raise Refusal("equating.form_refused", form=new.form.letter, reference=old.form.letter, why=why) from None
    return {**found, "by_model": _by_model(new, old, names)}


def _group(of: Taken, common: Sequence[int]) -> Group:
    from ortoo.exams.rules.equating.of_forms import Group
    from ortoo.exams.rules.items.answered import SOLVED_FROM

    earned = earned_of(of.sheets, [of.places[version] - 1 for version in common])
    solved = (earned >= 1000 * SOLVED_FROM).astype(earned.dtype)
    return Group([one.points for one in of.sheets], of.sheets[0].most, solved)


def _by_model(new: Taken, old: Taken, common: Sequence[str]) -> list[int] | None:
    from ortoo.exams.rules.equating.by_model import worth_by_model

    ours, theirs = (parameters_of(one.form, one.names) for one in (new, old))
    if ours is None or theirs is None:
        return None
    return worth_by_model(ours, theirs, common)


@transaction.atomic
def _write(
    scoring: Scoring, reference: ExamForm, bodies: Sequence[tuple[ExamForm, dict[str, Any]]], *, by: User, at: datetime
) -> list[Equating]:
    Sitting.objects.select_for_update().get(pk=scoring.plan.sitting_id)
    _check(scoring)
    made, hashes = [], {}
    for form, body in bodies:
        text = json.dumps(body, sort_keys=True)
        hashes[form.letter] = sha256(text.encode()).hexdigest()
        made.append(
            Equating.objects.create(
                scoring=scoring, form=form, reference=reference, method=scoring.plan.method, body=text, equated_by=by,
                equated_at=at,
            )
        )  # fmt: skip
    said = {
        "sitting": scoring.plan.sitting.code, "method": scoring.plan.method, "reference": reference.letter,
        "reference_sitting": reference.plan.sitting.code, "tables_sha256": hashes,
    }  # fmt: skip
    ledger.record(kind="forms.equated", body=said, by=by, at=at)
    return made
