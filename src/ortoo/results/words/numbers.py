"""Figures as a page writes them: as many decimals as plan and source have together, and never more than they know."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from ortoo.multilingual.languages import language_data
from ortoo.multilingual.numbers import MINUS, whole
from ortoo.plan.words import figure
from ortoo.results.queries import Picture

if TYPE_CHECKING:
    from ortoo.plan.models import Target

COARSE, FINE = 1, 3
"""Decimals at most of an observed figure: of one that runs to hundreds, and of an index from 0 to 1."""
LONG = 20


def places_of(picture: Picture) -> int:
    """The decimals that plan and edition both bear: the plan's own, or of the edition's up to COARSE or FINE."""
    plan = [picture.indicator.base_value, *(one.value for one in picture.indicator.targets.all())]
    observed = [one.value for one in picture.edition.observations.all()] if picture.edition else []
    long = max(abs(one.value) for one in picture.judged.targets) >= LONG
    return max(_decimals(plan), min(_decimals(observed), COARSE if long else FINE))


def _decimals(values: list[str]) -> int:
    return max((len(value.partition(".")[2]) for value in values), default=0)


def target_text(target: Target) -> str:
    """As the plan prints it, with its sign where it is no plain figure: "≥ 150"."""
    sign = {">=": "≥ ", "<=": "≤ "}.get(target.comparator, "")
    return f"{sign}{figure(target.value)}"


def written(value: Fraction | float, places: int, *, signed: bool = False) -> str:
    """Rounded half away from zero; with a true minus, and with a plus where it is a change."""
    exact = Fraction(value) if isinstance(value, Fraction) else Fraction(str(value))
    rounded = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(
        Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP
    )
    language = get_language() or "en"
    digits, _, decimals = f"{abs(rounded):f}".partition(".")
    text = whole(int(digits), language)
    if decimals:
        text = f"{text}{language_data(language)['numbers']['decimal']}{decimals}"
    if not rounded:
        return text
    return f"{MINUS}{text}" if rounded < 0 else f"+{text}" if signed else text
