"""The plan's own words on a page: units, directions, comparators."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, pgettext_lazy

from ortoo.multilingual.languages import language_data
from ortoo.plan.models import Indicator, Plan, Target

UNITS: dict[str, Promise] = {
    "count": pgettext_lazy("unit", "number"),
    "percent": pgettext_lazy("unit", "percent"),
    "per_1000": pgettext_lazy("unit", "per 1,000 people"),
    "index_0_1": pgettext_lazy("unit", "index from 0 to 1"),
    "percentile_rank": pgettext_lazy("unit", "percentile rank"),
}
"""A unit that is not here is shown as the file has it."""

DIRECTIONS: dict[str, Promise] = {
    "higher": pgettext_lazy("direction of an indicator", "higher is better"),
    "lower": pgettext_lazy("direction of an indicator", "lower is better"),
    "": pgettext_lazy("direction of an indicator", "not known"),
}


def unit_of(indicator: Indicator) -> str:
    return str(UNITS.get(indicator.unit, indicator.unit))


def figure(value: str) -> str:
    """A printed figure with the decimal sign of the page's language, and every digit that the plan prints."""
    return value.replace(".", language_data(get_language() or "en")["numbers"]["decimal"])


def target_in_words(target: Target) -> str:
    if target.comparator == ">=":
        return gettext("at least %(value)s") % {"value": figure(target.value)}
    if target.comparator == "<=":
        return gettext("at most %(value)s") % {"value": figure(target.value)}
    return figure(target.value)


def basis_of_name(plan: Plan | None) -> str:
    """The basis of the plan's title in the page's language; our translations are inference."""
    if plan is None:
        return "S"
    return {"mn": plan.mn_basis, "ko": "I"}.get(get_language() or "en", plan.basis)
