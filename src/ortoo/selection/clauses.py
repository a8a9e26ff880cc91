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


def gives_way(one: Mapping[str, Any]) -> str:
    """How far a clause of a conflict must give way: for the whole rule, else for the other clauses of the conflict."""
    enough = one["in_rule"] if one["in_rule"] is not None else one["enough"]
    if enough is None:
        return gettext("No other figure is enough: the clauses beside it allow nobody at all.")
    if "at_least" in one:
        return gettext("At least %(count)s could be met.") % {"count": enough}
    if "at_most" in one:
        return gettext("At most %(count)s would be enough.") % {"count": enough}
    return ngettext("%(count)s seat could be filled.", "%(count)s seats could be filled.", enough) % {"count": enough}


def loosened(decision: Mapping[str, Any], names: Naming) -> list[dict[str, str]]:
    """The clauses of the conflict of a decision as it is stored, each with how far it must give way.

    Decisions of before have no relaxations: what would be enough is then empty.
    """
    clauses = conflict(decision["conflict"] or [], names)
    ways = [gives_way(one) for one in decision.get("relaxations") or []] or [""] * len(clauses)
    return [{"clause": clause, "enough": way} for clause, way in zip(clauses, ways, strict=True)]


def one_is_not_enough(decision: Mapping[str, Any]) -> bool:
    """Whether the rule holds another conflict, which no change of a single clause of this one ends."""
    stated = decision.get("relaxations") or []
    return any(one["enough"] is not None for one in stated) and all(one["in_rule"] is None for one in stated)


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
