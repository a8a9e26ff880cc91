"""What everybody sealed, the listed and the proposed are, counted: for pictures that name nobody."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ortoo.people.queries import organizations_on
from ortoo.permission.models import Call, Dossier, ProposalPlace
from ortoo.permission.queries.calls import visit_of
from ortoo.permission.queries.sending import day_of
from ortoo.permission.rules.shares import Share, shares
from ortoo.permission.rules.visit import VisitPlan
from ortoo.selection.queries import places_of

FACTS = ("region_group", "sex", "kind", "ministry")
"""`kind` is that of the ministry or governor's office."""


@dataclass(frozen=True)
class Wholes:
    """Shares by attribute, and how many people each whole has."""

    everybody: int
    listed: int
    proposed: int
    by: Mapping[str, tuple[Share, ...]]


def wholes_of(call: Call, places: Sequence[ProposalPlace], permitted: Collection[int] | None = None) -> Wholes:
    """`places` of the proposal; the chosen are the proposed. Goals are known of dossiers only.

    `permitted`: dossiers (keys) that an order permits, who then stand for the proposed.
    """
    chosen = [
        place.dossier
        for place in places
        if (place.status == "chosen" if permitted is None else place.dossier_id in permitted)
    ]
    kinds = dict(organizations_on(day_of(places[0].proposal)).values_list("code", "kind"))
    run = places[0].dossier.place.run_id
    whole = places_of(call.round.runs.get(pk=run), None).values_list("record__row", flat=True)
    everybody = [_facts(json.loads(row), kinds) for row in whole.iterator(5000)]
    listed = list(Dossier.objects.everything(because="counts those who are called").filter(call=call)
                  .select_related("place__record"))  # fmt: skip
    of_listed = [_facts(one.place.facts, kinds) for one in listed]
    of_chosen = [_facts(one.place.facts, kinds) for one in chosen]
    by = {
        name: shares(
            Counter(one[name] for one in everybody), [one[name] for one in of_listed], [one[name] for one in of_chosen]
        )
        for name in FACTS
    }
    visit = visit_of(call)
    by["goal"] = shares({}, _goals(listed, visit), _goals(chosen, visit))
    return Wholes(len(everybody), len(listed), len(chosen), by)


def _facts(sealed: Mapping[str, str], kinds: Mapping[str, str]) -> dict[str, str]:
    return {
        "region_group": sealed["region_group"],
        "sex": sealed["sex"],
        "ministry": sealed["ministry"],
        "kind": kinds.get(sealed["ministry"], sealed["ministry"]),
    }


def _goals(dossiers: Sequence[Dossier], visit: VisitPlan) -> list[str]:
    return [goal for one in dossiers if (topic := visit.topic(one.topic)) for goal in topic.goals]
