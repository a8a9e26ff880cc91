"""The clauses of a rule, and of a conflict, as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext, ngettext

from ortoo.selection.naming import Naming
from ortoo.selection.rules.rule import Quota, Rule
from ortoo.selection.words import ATTRIBUTES


def clauses(rule: Rule, names: Naming) -> list[str]:
    """The quotas of a rule, a sentence each."""
    return [sentence for quota in rule.quotas for sentence in _sentences(quota, names)]


def conflict(found: Sequence[Mapping[str, Any]], names: Naming) -> list[str]:
    """The clauses of a minimal conflict as a decision holds them, a sentence each."""
    return [sentence for clause in found for sentence in _of_conflict(clause, names)]


def floor(attribute: str, value: str, count: int, names: Naming) -> str:
    return gettext("%(cell)s, at least %(count)s") % {"cell": names.cell(attribute, value), "count": count}


def ceiling(attribute: str, value: str, count: int, names: Naming) -> str:
    return gettext("%(cell)s, at most %(count)s") % {"cell": names.cell(attribute, value), "count": count}


def _sentences(quota: Quota, names: Naming) -> list[str]:
    said = []
    if quota.at_least is not None:
        said.append(_floor(quota, quota.at_least, names))
    if quota.at_most is not None:
        said.append(_ceiling(quota, quota.at_most, names))
    return said


def _floor(quota: Quota, count: int, names: Naming) -> str:
    if quota.value is None:
        return gettext("%(attribute)s: at least %(count)s of each") % _each(quota, count)
    return floor(quota.attribute, quota.value, count, names)


def _ceiling(quota: Quota, count: int, names: Naming) -> str:
    if quota.value is None:
        return gettext("%(attribute)s: at most %(count)s of each") % _each(quota, count)
    return ceiling(quota.attribute, quota.value, count, names)


def _each(quota: Quota, count: int) -> dict[str, object]:
    return {"attribute": ATTRIBUTES[quota.attribute], "count": count}


def _of_conflict(clause: Mapping[str, Any], names: Naming) -> list[str]:
    if "seats" in clause:
        count = clause["seats"]
        return [ngettext("%(count)s seat to be filled", "%(count)s seats to be filled", count) % {"count": count}]
    return _sentences(Quota(clause["attribute"], clause["value"], clause.get("at_least"), clause.get("at_most")), names)
