"""A formula is adopted, in its next version, and stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.exams.queries import sittings
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.canonical import canonical
from ortoo.multilingual.refusals import Refusal
from ortoo.record.access import check_may_adopt
from ortoo.record.models import Formula, FormulaComponent
from ortoo.record.rules.adoption import CODE, check_components, described, formula_sha256
from ortoo.record.rules.formula import Component, WhenMissing

if TYPE_CHECKING:
    from ortoo.exams.models import Sitting


@dataclass(frozen=True)
class NewComponent:
    """A sitting by its code, its weight in thousandths of the whole, and a least mark in thousandths of its scale."""

    sitting: str
    weight: int
    when_missing: WhenMissing = WhenMissing.INELIGIBLE
    at_least: int | None = None


@transaction.atomic
def adopt_formula(
    *,
    code: str,
    names: Mapping[str, str],
    components: Sequence[NewComponent],
    legal_basis: str,
    by: User,
    at: datetime,
) -> Formula:
    """Adopts the next version of the formula `code`. Its components count in the order they are given in.

    Refused: weights that do not make 1000, a sitting twice or unknown, a least mark off the scale, no legal basis.
    """
    check_may_adopt(grants_at(by, at))
    if not CODE.fullmatch(code):
        raise Refusal("record.code_shape", code=code, field="code")
    if not legal_basis.strip():
        raise Refusal("record.no_legal_basis", field="legal_basis")
    known = _known_sittings(components)
    scaled = [_scaled(part, known[part.sitting]) for part in components]
    check_components(scaled)
    version = (Formula.objects.filter(code=code).aggregate(latest=Max("version"))["latest"] or 0) + 1
    description = described(code=code, version=version, legal_basis=legal_basis.strip(), components=scaled)
    formula = Formula.objects.create(
        code=code,
        version=version,
        legal_basis=legal_basis.strip(),
        sha256=formula_sha256(description),
        adopted_by=by,
        adopted_at=at,
        **{f"name_{language}": name for language, name in names.items()},
    )
    _write_components(formula, components, known)
    body = {
        "code": code,
        "version": version,
        "formula_sha256": formula.sha256,
        "formula_blob": ledger.store_blob(content=canonical(description)),
    }
    ledger.record(kind="record.formula-adopted", body=body, by=by, at=at)
    return formula


def _known_sittings(components: Sequence[NewComponent]) -> dict[str, Sitting]:
    known = {sitting.code: sitting for sitting in sittings().filter(code__in=[part.sitting for part in components])}
    for part in components:
        if part.sitting not in known:
            raise Refusal("record.unknown_sitting", sitting=part.sitting)
    return known


def _scaled(part: NewComponent, sitting: Sitting) -> Component:
    return Component(
        sitting=part.sitting,
        weight=part.weight,
        low=sitting.scale_low,
        high=sitting.scale_high,
        when_missing=part.when_missing,
        at_least=part.at_least,
    )


def _write_components(formula: Formula, components: Sequence[NewComponent], known: dict[str, Sitting]) -> None:
    FormulaComponent.objects.bulk_create(
        FormulaComponent(
            formula=formula,
            sitting=known[part.sitting],
            place=place,
            weight=part.weight,
            at_least=part.at_least,
            when_missing=part.when_missing,
        )
        for place, part in enumerate(components, start=1)
    )
