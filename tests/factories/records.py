"""Formulas and seals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ortoo.access.models import User
from ortoo.record.models import Formula, Record, Seal
from ortoo.record.operations import NewComponent, adopt_formula, seal
from ortoo.record.rules.formula import WhenMissing
from tests.cast import AT

AS_OF = date(2026, 1, 1)
NAMES = {"mn": "Дүнгийн томьёо", "en": "The formula", "ko": "산식"}


def part(sitting: str, weight: int, at_least: int | None = None, *, zero: bool = False) -> NewComponent:
    return NewComponent(sitting, weight, WhenMissing.ZERO if zero else WhenMissing.INELIGIBLE, at_least)


def formula(components: Sequence[NewComponent], by: User, code: str = "F") -> Formula:
    return adopt_formula(code=code, names=NAMES, components=components, legal_basis="Order 7", by=by, at=AT)


def sealed(formula: Formula, by: User, round_code: str = "R1", **changed: Any) -> Seal:
    return seal(formula=formula, by=by, round_code=round_code, **{"as_of": AS_OF, "at": AT, **changed})


def record(seal: Seal, number: str) -> Record:
    return Record.objects.everything(because="a test looks").get(seal=seal, official__number=number)
