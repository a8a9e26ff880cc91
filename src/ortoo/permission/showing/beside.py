"""Lists that are nearly as good, side by side with what differs, and what each quota of the proposal costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext

from ortoo.pages.templatetags.ortoo import thousandths as shown
from ortoo.pages.templatetags.ortoo import whole
from ortoo.permission.models import Proposal, ProposalPlace
from ortoo.permission.queries.calls import visit_of
from ortoo.permission.words.panel import said_of
from ortoo.selection.naming import Naming
from ortoo.selection.rules.rule import Quota, rule_from_toml
from ortoo.selection.rules.thousandths import thousandths
from ortoo.selection.words import ATTRIBUTES

COMPARED = ("ministry", "region_group", "sex")


def lists_beside(
    proposal: Proposal, places: Sequence[ProposalPlace], who: Mapping[str, str], names: Naming | None
) -> list[dict[str, Any]]:
    """The other lists, the cheapest first: who instead of whom, total, costs, and what changes in each attribute.

    `who` {pseudonym: how the page calls them}. Without `names` nothing is said of bodies and regions.
    """
    facts = {one.dossier.place.pseudonym: one.dossier.place.facts for one in places}
    return [
        {
            "enters": ", ".join(who[person] for person in other["enters"]),
            "leaves": ", ".join(who[person] for person in other["leaves"]),
            "total": other["total"],
            "costs": other["costs"],
            "changes": [] if names is None else [
                _change(name, proposal.decision["chosen"], other, facts, names) for name in COMPARED
            ],
        }
        for other in proposal.alternatives
    ]  # fmt: skip


def _change(
    name: str, chosen: Sequence[str], other: Mapping[str, Any], facts: Mapping[str, Mapping[str, str]], names: Naming
) -> dict[str, Any]:
    """Heading, and "Ministry of Finance 2 → 1" of each value that has more or fewer on the other list."""
    before = Counter(facts[person][name] for person in chosen)
    after = Counter(before)
    after.subtract(facts[person][name] for person in other["leaves"])
    after.update(facts[person][name] for person in other["enters"])
    moved = [
        f"{names.value(name, value)} {whole(before[value])} → {whole(after[value])}"
        for value in sorted(after, key=lambda value: (after[value] - before[value], value))
        if after[value] != before[value]
    ]
    return {"heading": ATTRIBUTES[name], "said": "; ".join(moved) or gettext("the same")}


def prices_of(proposal: Proposal, names: Naming) -> list[dict[str, Any]]:
    """Each quota that costs something, the dearest first: clause, points lost, how many are replaced by it."""
    visit, rule = visit_of(proposal.call), rule_from_toml(proposal.call.rubric.rule)
    found = []
    for one in sorted(proposal.decision.get("quota_prices") or (), key=lambda one: -thousandths(one["total_lost"])):
        bound: dict[str, Any] = {one["bound"]: _bound(rule.quotas, one)}
        clause = said_of(Quota(one["attribute"], one["value"], **bound), visit, names)
        lost = shown(thousandths(one["total_lost"]))
        found.append({"clause": clause, "points": lost, "replaced": one["replaced"]})
    return found


def _bound(quotas: Sequence[Quota], price: Mapping[str, Any]) -> int:
    """The tightest of what the rule says of that value."""
    stated = [
        count
        for quota in quotas
        if quota.attribute == price["attribute"] and quota.value in (None, price["value"])
        and (count := getattr(quota, price["bound"])) is not None
    ]  # fmt: skip
    return max(stated) if price["bound"] == "at_least" else min(stated)
