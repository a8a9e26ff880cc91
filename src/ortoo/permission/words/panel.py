"""Columns of a proposal, sheets, places and reasons as a page names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy, pgettext_lazy

from ortoo.multilingual.numbers import thousandths_text
from ortoo.multilingual.refusals import registry, sentence
from ortoo.pages.components import Tag
from ortoo.permission.rules.rubric import CORRECTED, GOAL, RAW, goals_of
from ortoo.permission.rules.visit import VisitPlan
from ortoo.selection.naming import Naming
from ortoo.selection.reasons import FIGURES
from ortoo.selection.rules.rule import Quota, Rule
from ortoo.selection.rules.thousandths import thousandths
from ortoo.selection.words import ATTRIBUTES, STATUSES

UNFINISHED = Tag("half", pgettext_lazy("sheet", "Saved, unfinished"))
UNTOUCHED = Tag("waits", pgettext_lazy("sheet", "Waits for your scores"))
HANDED_IN = Tag("done", pgettext_lazy("sheet", "Handed in"))
VOID = Tag("late", pgettext_lazy("sheet", "Does not count: conflict of interest"))
OPEN = Tag("waits", pgettext_lazy("sheet", "Open"))

DECIDES: dict[str, Promise] = {
    CORRECTED: gettext_lazy("The score corrected for harsh and lenient members"),
    RAW: gettext_lazy("The mean of the sheets as they were given; the correction only informs"),
}

PLACES: dict[str, Tag] = {
    **STATUSES,
    "chosen": Tag("waits", pgettext_lazy("place", "Proposed"), quiet=True),
    "not-chosen": Tag("none", pgettext_lazy("place", "Not proposed")),
    "ineligible": Tag("none", pgettext_lazy("place", "Cannot be proposed")),
}

BARRED: dict[str, Promise] = {
    "withdrawn": gettext_lazy("Withdrawn"),
    "not_listed": gettext_lazy("No longer on the final list"),
    "not_handed_in": gettext_lazy("Not handed in"),
    "no_consent": gettext_lazy("The sending body has not consented"),
}


def columns(visit: VisitPlan) -> list[tuple[str, str | Promise]]:
    """What a quota may be on."""
    goals = [
        (f"{GOAL}{goal}", gettext("Serves goal %(goal)s of the plan") % {"goal": goal}) for goal in goals_of(visit)
    ]
    return [("topic", gettext_lazy("Topic of the visit")), *ATTRIBUTES.items(), *goals]


def clauses(rule: Rule, visit: VisitPlan, names: Naming) -> list[str]:
    """The quotas of a rubric's rule, a sentence each."""
    known = dict(columns(visit))
    return [said for quota in rule.quotas for said in _said(quota, known, visit, names)]


def said_of(quota: Quota, visit: VisitPlan, names: Naming) -> str:
    """One bound of one value, as a sentence."""
    return "; ".join(_said(quota, dict(columns(visit)), visit, names))


def _said(quota: Quota, known: Mapping[str, str | Promise], visit: VisitPlan, names: Naming) -> list[str]:
    cell, each = _cell(quota, known, visit, names), quota.value is None
    found = []
    if quota.at_least is not None:
        floor = gettext("%(cell)s: at least %(count)s of each") if each else gettext("%(cell)s: at least %(count)s")
        found.append(floor % {"cell": cell, "count": quota.at_least})
    if quota.at_most is not None:
        ceiling = gettext("%(cell)s: at most %(count)s of each") if each else gettext("%(cell)s: at most %(count)s")
        found.append(ceiling % {"cell": cell, "count": quota.at_most})
    return found


def _cell(quota: Quota, known: Mapping[str, str | Promise], visit: VisitPlan, names: Naming) -> str:
    column = str(known[quota.attribute])
    if quota.value is None or quota.attribute.startswith(GOAL):
        return column
    if quota.attribute == "topic":
        topic = visit.topic(quota.value)
        value = topic.names[get_language() or "en"] if topic else quota.value
    else:
        value = names.value(quota.attribute, quota.value)
    return gettext("%(column)s, %(value)s") % {"column": column, "value": value}


def reason(reasons: Sequence[Mapping[str, Any]], visit: VisitPlan, names: Naming) -> str:
    """Why somebody stands where they stand, in the language of the page."""
    return " ".join(_reason(one["code"], dict(one["values"]), visit, names) for one in reasons)


def _reason(code: str, values: dict[str, Any], visit: VisitPlan, names: Naming) -> str:
    if code in BARRED:
        return str(BARRED[code])
    language = get_language() or "en"
    for key in FIGURES:
        if key in values:
            values[key] = thousandths_text(thousandths(values[key]), language)
    if "named" in values:
        quotas = [Quota(column, value, **{bound: limit}) for column, value, bound, limit in values["named"]]
        values["clauses"] = "; ".join(said_of(quota, visit, names) for quota in quotas)
    own = f"permission.reason.{code}"
    return sentence(own if own in registry() else f"select.reason.{code}", language, values)
