"""What a proposal is made of, and what there is of proposals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from ortoo.access.rules.grants import Grants
from ortoo.permission.models import Call, Dossier, Proposal, ProposalPlace, SendingConsent
from ortoo.permission.queries.calls import visit_of
from ortoo.permission.rules.proposal import Candidate, goal_columns, pool_of
from ortoo.permission.rules.rubric import GOAL, goals_of
from ortoo.permission.rules.severity import Correction, Scored
from ortoo.permission.rules.shares import Share, shares
from ortoo.permission.rules.visit import VisitPlan
from ortoo.selection.queries import final_members
from ortoo.selection.rules.candidates import csv_of
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Rule, rule_from_toml
from ortoo.selection.rules.thousandths import shown

PROPOSING = "a proposal is made from every dossier; who sees it asks for their own"

SHARED = ("region_group", "sex", "ministry")


@dataclass(frozen=True)
class Entrant:
    """A dossier (key) with what the engine takes of it."""

    dossier: int
    candidate: Candidate


def entrants(call: Call) -> list[Entrant]:
    """Every dossier of the call, by number, with why it cannot be proposed where it cannot."""
    visit = visit_of(call)
    consents = consents_of(call)
    listed = {place.pseudonym for place in final_members(call.round)}
    found = []
    rows = Dossier.objects.everything(because=PROPOSING).filter(call=call)
    for row in rows.select_related("place__record").order_by("number"):
        candidate = Candidate(
            id=row.place.pseudonym,
            number=row.number,
            merit=row.place.merit or 0,
            barred=_barred(row, listed=row.place.pseudonym in listed, consent=consents.get(row.pk, False)),
            attributes=_attributes(row, visit),
        )
        found.append(Entrant(row.pk, candidate))
    return found


def consents_of(call: Call) -> dict[int, bool]:
    """Dossier -> whether the sending ministry's latest word is yes."""
    rows = SendingConsent.objects.everything(because=PROPOSING).filter(dossier__call=call).order_by("at", "pk")
    return dict(rows.values_list("dossier_id", "given"))


def table_of(rule: Rule, pool: Pool) -> bytes:
    """The table that the rule reads, as a file for `ortoo select`."""
    columns: dict[str, Sequence[str]] = {
        rule.id: pool.ids,
        rule.merit: [shown(figure) for figure in pool.merit],
        **{name: [shown(figure) for figure in column] for name, column in zip(rule.then, pool.then, strict=True)},
        **pool.attributes,
        "eligible": ["yes" if able else "no" for able in pool.eligible or ()],
    }
    return csv_of(columns)


def table_of_proposal(proposal: Proposal) -> bytes:
    """The table from which a proposal was made, again from what was kept of it: byte for byte the same."""
    rule, visit = rule_from_toml(proposal.call.rubric.rule), visit_of(proposal.call)
    rows = ProposalPlace.objects.everything(because=PROPOSING).filter(proposal=proposal)
    candidates = [
        Candidate(
            row.dossier.place.pseudonym, row.dossier.number, row.dossier.place.merit or 0,
            barred="" if row.status != "ineligible" else row.reasons[0]["code"],
            attributes=_attributes(row.dossier, visit),
        )
        for row in rows.select_related("dossier__place__record").order_by("dossier__number")
    ]  # fmt: skip
    scored = tuple(Scored(**one) for one in proposal.correction["dossiers"])
    return table_of(rule, pool_of(rule, candidates, Correction((), scored, (), None)))


def _attributes(row: Dossier, visit: VisitPlan) -> dict[str, str]:
    topic = visit.topic(row.topic)
    served = topic.goals if topic else ()
    return {"topic": row.topic or "none", **row.place.facts, **goal_columns(goals_of(visit), served)}


def shares_of(call: Call, places: Sequence[ProposalPlace]) -> dict[str, tuple[Share, ...]]:
    """By attribute (`SHARED`, and "goal"): the shares of the listed and of the proposed, which name nobody."""
    visit = visit_of(call)
    rows = Dossier.objects.everything(because="counts those who are called").filter(call=call)
    listed = [_attributes(row, visit) for row in rows.select_related("place__record")]
    chosen = [_attributes(one.dossier, visit) for one in places if one.status == "chosen"]
    found = {name: shares({}, [one[name] for one in listed], [one[name] for one in chosen]) for name in SHARED}
    return found | {"goal": shares({}, _goals(listed, visit), _goals(chosen, visit))}


def _goals(people: Iterable[Mapping[str, str]], visit: VisitPlan) -> list[str]:
    """Each goal once for everybody whose topic serves it."""
    return [goal for one in people for goal in goals_of(visit) if one[f"{GOAL}{goal}"] == "yes"]


def versions_of(call: Call) -> QuerySet[Proposal]:
    """The latest first."""
    return call.proposals.order_by("-version")


def places_seen(proposal: Proposal, grants: Grants) -> tuple[list[ProposalPlace], set[int]]:
    """Every place in order, and the dossiers (keys) whose people `grants` reach: the others are shown by number."""
    rows = ProposalPlace.objects.everything(because="who is not reached is shown by number")
    places = list(
        rows.filter(proposal=proposal)
        .select_related("proposal__call__round", "dossier__call", "dossier__official", "dossier__place__record")
        .order_by("place")
    )
    reached = Dossier.objects.visible_to(grants).filter(call=proposal.call)
    return places, set(reached.values_list("pk", flat=True))


def _barred(row: Dossier, *, listed: bool, consent: bool) -> str:
    """The first reason, in the order in which one would mend them; "" where there is none."""
    if row.withdrawn_at is not None:
        return "withdrawn"
    if not listed:
        return "not_listed"
    if row.handed_in_at is None:
        return "not_handed_in"
    return "" if consent else "no_consent"
