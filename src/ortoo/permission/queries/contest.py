"""A proposal as its decider has it, as a value for the rules, and the lines of the orders on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ortoo.permission.models import Call, Dossier, Order, PermissionDecision, Proposal, ProposalPlace
from ortoo.permission.queries.calls import visit_of
from ortoo.permission.queries.flags import flags_of
from ortoo.permission.rules.order_of_merit import Line, Proposed
from ortoo.permission.rules.proposal import goal_columns
from ortoo.permission.rules.rubric import goals_of
from ortoo.permission.rules.states import Outcome
from ortoo.permission.rules.visit import VisitPlan
from ortoo.record.rules.sealed_rows import ATTRIBUTES
from ortoo.selection.queries import final_members
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.quotas import question
from ortoo.selection.rules.rule import Rule, rule_from_toml

WHY = "decides on all who are proposed, whatever grants reach"
EXPIRED = "paper-expired"
ANY_LOT = "the order is the proposal's"
"""Ties were settled when the proposal was made; who may follow whom does not depend on them."""


def places_of_proposal(proposal: Proposal) -> list[ProposalPlace]:
    """All of them in the order of merit, for who has the proposal before them."""
    whole = ProposalPlace.objects.everything(because=WHY).filter(proposal=proposal)
    rows = whole.select_related("proposal", "dossier__place__record", "dossier__official", "dossier__call__round")
    return list(rows.order_by("place"))


def contest_of(proposal: Proposal, places: list[ProposalPlace], on: date) -> Proposed:
    """People are named by the key of their dossier; `barred` as of the day `on`."""
    call = proposal.call
    rule = rule_from_toml(call.rubric.rule).with_lot_seed(ANY_LOT)
    able = [place for place in places if place.status != "ineligible"]
    asked = question(rule, _pool(rule, able, visit_of(call)))
    names = [key_of(place.dossier) for place in able]
    return Proposed(
        asked,
        tuple(names[row] for row in asked.rows),
        tuple(key_of(place.dossier) for place in places if place.status == "chosen"),
        tuple(key_of(place.dossier) for place in places if place.status == "reserve"),
        barred([place.dossier for place in places if place.status in ("chosen", "reserve")], call, on),
    )


def key_of(dossier: Dossier) -> str:
    return str(dossier.pk)


def _pool(rule: Rule, places: list[ProposalPlace], visit: VisitPlan) -> Pool:
    columns = [_attributes(place, visit) for place in places]
    return Pool(
        ids=tuple(place.dossier.place.pseudonym for place in places),
        merit=tuple(place.corrected or 0 for place in places),
        then=tuple(tuple(place.dossier.place.merit or 0 for place in places) for _ in rule.then),
        attributes={name: tuple(column[name] for column in columns) for name in rule.attributes},
    )


def _attributes(place: ProposalPlace, visit: VisitPlan) -> dict[str, str]:
    """The columns of a proposal (`permission.rules.rubric.columns_for`) for one dossier."""
    topic, facts = visit.topic(place.dossier.topic), place.dossier.place.facts
    served = topic.goals if topic else ()
    sealed = {name: facts.get(name, "") for name in ATTRIBUTES}
    return {"topic": place.dossier.topic or "none", **sealed, **goal_columns(goals_of(visit), served)}


def listed_in(call: Call) -> set[int]:
    """Officials (keys) on the final list in force."""
    return {place.official_id for place in final_members(call.round)}


def barred(dossiers: Iterable[Dossier], call: Call, on: date) -> dict[str, str]:
    """Who must not be permitted, and the code of why, as of the day `on`. `dossiers` with their officials."""
    those = list(dossiers)
    listed, flags = listed_in(call), flags_of(those, day_of_flags(call, on))
    found = {}
    for one in those:
        if one.withdrawn_at is not None:
            found[key_of(one)] = "withdrawn"
        elif one.official_id not in listed:
            found[key_of(one)] = "not-listed"
        elif any(flag.code == EXPIRED for flag in flags[one.pk]):
            found[key_of(one)] = "expired"
    return found


def day_of_flags(call: Call, on: date) -> date:
    """Of a visit that is over, flags are those of its last day: what expired since says nothing about it."""
    return min(on, visit_of(call).ends)


def orders_of(call: Call) -> list[Order]:
    """Every version, the latest first."""
    return list(call.orders.select_related("decided_by", "deputy_of", "proposal").order_by("-version"))


def order_in_force(call: Call) -> Order | None:
    return call.orders.select_related("decided_by", "deputy_of", "proposal").order_by("-version").first()


def decisions_of(order: Order) -> list[PermissionDecision]:
    """In the order of merit, for who has the order before them."""
    whole = PermissionDecision.objects.everything(because=WHY).filter(order=order)
    return list(whole.select_related("dossier__official", "dossier__place", "dossier__call__round").order_by("place"))


def lines_of(decisions: Iterable[PermissionDecision]) -> tuple[Line, ...]:
    return tuple(
        Line(
            str(one.dossier_id), one.place, Outcome(one.outcome), one.reason,
            str(one.follows_id) if one.follows_id else None,
        )
        for one in decisions
    )  # fmt: skip


def pseudonyms(places: Iterable[ProposalPlace]) -> Mapping[str, str]:
    """Key of the dossier -> the pseudonym of the list."""
    return {key_of(place.dossier): place.dossier.place.pseudonym for place in places}
