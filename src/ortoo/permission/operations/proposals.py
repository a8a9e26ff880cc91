"""The ten and the reserve order, as the rubric's rule gives them from the corrected scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.canonical import canonical
from ortoo.messages import operations as messages
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.access import check_may_call
from ortoo.permission.models import Call, Proposal, ProposalPlace
from ortoo.permission.operations.rubrics import check_not_called
from ortoo.permission.operations.signing import holders_of
from ortoo.permission.queries.calls import held_call, latest_proposal, state
from ortoo.permission.queries.panel import given_sheets, unscored
from ortoo.permission.queries.proposals import Entrant, entrants, table_of
from ortoo.permission.rules.markers import doubts
from ortoo.permission.rules.proposal import Proposed, check_connected, in_list_order, pool_of
from ortoo.permission.rules.proposal import propose as proposed_by
from ortoo.permission.rules.severity import Correction, Scored, correct
from ortoo.permission.rules.states import SIGNERS, Act, SignStep, State, check_may_follow
from ortoo.selection.rules.explain import Explained
from ortoo.selection.rules.rule import rule_from_toml


@transaction.atomic
def propose(*, call: Call, by: User, at: datetime) -> Proposal:
    """Corrects the markers, applies the rule of the rubric, and keeps the proposal only if every promise holds.

    Refused with sheets open, where sheets leave parts that cannot be compared, and where the rule allows no list, with
    the clauses that conflict. After a proposal was sent back, the next version stands beside it.
    """
    check_may_call(grants_at(by, at))
    call = held_call(call.pk)
    standing = state(call)
    if standing in (State.SCORING, State.SENT_BACK) and (open_ones := unscored(call, call.rubric)):
        raise Refusal("permission.sheets_open", count=len(open_ones))
    check_may_follow(standing, Act.PROPOSE)
    check_not_called(call, by)
    sheets = given_sheets(call)
    correction = correct(sheets)
    check_connected(correction)
    rule = rule_from_toml(call.rubric.rule).with_lot_seed(call.round.lot.seed)
    people = entrants(call)
    candidates = [one.candidate for one in people]
    pool = pool_of(rule, candidates, correction)
    found = proposed_by(rule, pool)
    able = {one.candidate.number for one in people if not one.candidate.barred}
    model = {"model": "additive", **asdict(correction), "doubts": [asdict(one) for one in doubts(sheets, able)]}
    return _keep(call, found, correction, model, people, sha256(table_of(rule, pool)).hexdigest(), by, at)


def _keep(
    call: Call, found: Proposed, correction: Correction, model: dict[str, Any], people: list[Entrant], table: str,
    by: User, at: datetime,
) -> Proposal:  # fmt: skip
    before = latest_proposal(call)
    decision = found.decision.as_json({"dossiers.csv": table})
    kept = Proposal.objects.create(
        call=call,
        version=before.version + 1 if before else 1,
        decision=decision,
        correction=model,
        alternatives=[asdict(one) for one in found.alternatives],
        sha256=ledger.store_blob(content=canonical(decision)),
        made_by=by,
        made_at=at,
    )
    _write_places(kept, found, correction, {one.candidate.id: one for one in people})
    messages.tell(
        kind="permission.waits_for_you", to=holders_of(SIGNERS[SignStep.ACADEMY], at),
        values={"visit": call.visit["title"]}, address=f"permission/{call.round.code}/way/", by=by, at=at,
    )  # fmt: skip
    body = {
        "round": call.round.code,
        "version": kept.version,
        "rule_sha256": found.decision.rule_sha256,
        "decision_blob": kept.sha256,
        "decision_sha256": kept.sha256,
        "chosen": list(found.decision.chosen),
        "reserve": list(found.decision.reserve),
        "seats": found.decision.seats,
    }
    ledger.record(kind="panel.proposed", body=body, by=by, at=at)
    return kept


def _write_places(proposal: Proposal, found: Proposed, correction: Correction, people: Mapping[str, Entrant]) -> None:
    scored = {one.dossier: one for one in correction.dossiers}
    ProposalPlace.objects.everything(because="writes, and reads none").bulk_create(
        _place(proposal, place, one, people[one.id], scored.get(people[one.id].candidate.number))
        for place, one in enumerate(in_list_order(found), start=1)
    )


def _place(proposal: Proposal, place: int, one: Explained, entrant: Entrant, its: Scored | None) -> ProposalPlace:
    row = ProposalPlace(
        proposal=proposal, dossier_id=entrant.dossier, place=place, status=one.status, reasons=_reasons(one, entrant)
    )
    if its is not None:
        row.corrected, row.mean, row.median, row.low, row.high = its.corrected, its.mean, its.median, its.low, its.high
    return row


def _reasons(one: Explained, entrant: Entrant) -> list[dict[str, object]]:
    """Codes of `select.reason`; of who cannot be proposed, the code of why (`rules.proposal.Candidate.barred`)."""
    if entrant.candidate.barred:
        return [{"code": entrant.candidate.barred, "values": {}}]
    return [{"code": reason.code, "values": dict(reason.values)} for reason in one.reasons]
