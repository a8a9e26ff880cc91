"""The Prime Minister's decision: every one of the proposed in one act, and the delegation that comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.rules.confirming import check_confirmed
from ortoo.ledger import operations as ledger
from ortoo.messages import operations as messages
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.access import DECIDERS
from ortoo.permission.models import Call, Order, PermissionDecision, Proposal, ProposalPlace
from ortoo.permission.operations.signing import check_hands, check_latest
from ortoo.permission.queries.acting import acting, today_of
from ortoo.permission.queries.calls import held_call, state
from ortoo.permission.queries.contest import (
    contest_of,
    decisions_of,
    lines_of,
    listed_in,
    order_in_force,
    places_of_proposal,
    pseudonyms,
)
from ortoo.permission.rules.order_of_merit import Line, Proposed, Said, order
from ortoo.permission.rules.states import Act, Outcome, SignStep, check_may_follow
from ortoo.permission.rules.verify import verify
from ortoo.permission.rules.versions import differences

LONGEST = 500


@dataclass(frozen=True)
class Paper:
    """What the order is called on paper; `because` says of a later version why a new decision came."""

    number: str
    dated: date
    because: str = ""


@transaction.atomic
def decide(
    *,
    proposal: Proposal,
    decisions: Mapping[int, tuple[Outcome, str]],
    number: str,
    dated: date,
    because: str = "",
    by: User,
    at: datetime,
    confirmed_at: datetime | None,
) -> Order:
    """One order on everybody who is proposed. `decisions`: dossier (key) -> outcome and reason.

    A second call makes the next version, with `because`: it decides on those whom the order in force permits, and what
    was refused stands. Refused, with nothing stored: somebody undecided, not asked about or decided without a reason;
    a yes to who withdrew, left the final list or has an expired paper; a replacement whom the rule does not give; a
    decider who is called, proposed, scored or signed; a proposal decided meanwhile; an old confirmation.
    """
    check_confirmed(confirmed_at, at)
    way = acting(by, DECIDERS[0], at)[0]
    call = held_call(proposal.call_id)
    check_latest(call, proposal)
    check_may_follow(state(call), Act.DECIDE)
    check_hands(proposal, SignStep.OFFICE, by)
    before = order_in_force(call)
    paper = Paper(number.strip(), dated, because.strip())
    _check_paper(paper, before, call, proposal, at)
    places = places_of_proposal(proposal)
    contest = contest_of(proposal, places, today_of(at))
    earlier = lines_of(decisions_of(before)) if before else ()
    lines = order(contest, {str(key): Said(*said) for key, said in decisions.items()}, earlier)
    _check_lines(contest, lines, earlier, before, call, places)
    made = Order.objects.create(
        call=call, proposal=proposal, version=before.version + 1 if before else 1, number=paper.number,
        dated=dated, because=paper.because if before else "", decided_by=by, deputy_of=way.deputy_of, decided_at=at,
    )  # fmt: skip
    _keep(made, lines)
    _tell(made, lines, earlier, places, by, at)
    if before is None:
        _tell_the_others(made, places, by, at)
    ledger.record(kind="permission.decided", body=_body(made, lines, pseudonyms(places)), by=by, at=at)
    return made


def _check_paper(paper: Paper, before: Order | None, call: Call, proposal: Proposal, at: datetime) -> None:
    if before is not None and not paper.because:
        raise Refusal("permission.already_decided", number=before.number, dated=before.dated.isoformat())
    if not paper.number:
        raise Refusal("permission.order_number", field="number")
    if call.orders.filter(number=paper.number).exists():
        raise Refusal("permission.order_number_taken", number=paper.number, field="number")
    signed = proposal.sign_offs.order_by("-at").first()
    since = max(today_of(signed.at) if signed else date.min, before.dated if before else date.min)
    if not since <= paper.dated <= today_of(at):
        raise Refusal(
            "permission.order_dated", dated=paper.dated.isoformat(), since=since.isoformat(),
            until=today_of(at).isoformat(), field="dated",
        )  # fmt: skip


def _check_lines(
    contest: Proposed,
    lines: Sequence[Line],
    earlier: Sequence[Line],
    before: Order | None,
    call: Call,
    places: Sequence[ProposalPlace],
) -> None:
    if before is not None and not differences(earlier, lines):
        raise Refusal("permission.nothing_changes", number=before.number)
    on_the_list = listed_in(call)
    listed = [str(place.dossier_id) for place in places if place.dossier.official_id in on_the_list]
    verify(contest, lines, listed=listed, earlier=earlier)


def _keep(made: Order, lines: Sequence[Line]) -> None:
    PermissionDecision.objects.everything(because="writes, and reads none").bulk_create(
        PermissionDecision(
            order=made, dossier_id=int(line.id), place=line.place, outcome=line.outcome,
            reason=line.reason[:LONGEST], follows_id=int(line.follows) if line.follows else None,
        )
        for line in lines
    )  # fmt: skip


def _tell(
    made: Order, lines: Sequence[Line], earlier: Sequence[Line], places: Sequence[ProposalPlace], by: User, at: datetime
) -> None:
    """Each one for whom this order says something new, if they have an account."""
    accounts = {str(place.dossier_id): place.dossier.official.account_id for place in places}
    was = {line.id: line.permitted for line in earlier}
    fresh = [line for line in lines if was.get(line.id) != line.permitted and accounts[line.id]]
    for permitted, kind in ((True, "permission.permitted"), (False, "permission.not_permitted")):
        messages.tell(
            kind=kind,
            to=[account for line in fresh if line.permitted is permitted and (account := accounts[line.id])],
            values={"visit": made.call.visit["title"], "number": made.number, "dated": made.dated},
            address="permission/mine/",
            once=f"order:{made.pk}",
            by=by,
            at=at,
        )


def _tell_the_others(made: Order, places: Sequence[ProposalPlace], by: User, at: datetime) -> None:
    """Who brought a dossier and was not proposed, and the reserve with the place of each: no order names them."""
    values = {"visit": made.call.visit["title"], "number": made.number, "dated": made.dated}
    reserve = enumerate((place.dossier for place in places if place.status == "reserve"), start=1)
    others = [place.dossier for place in places if place.status in ("not-chosen", "ineligible")]
    messages.tell_each(
        kind="permission.in_reserve",
        to=[
            (account, {**values, "place": at_place})
            for at_place, dossier in reserve
            if dossier.withdrawn_at is None and (account := dossier.official.account_id)
        ],
        address="permission/mine/",
        once=f"order:{made.pk}",
        by=by,
        at=at,
    )
    messages.tell(
        kind="permission.not_proposed",
        to=[
            account
            for dossier in others
            if dossier.handed_in_at and dossier.withdrawn_at is None and (account := dossier.official.account_id)
        ],
        values=values,
        address="permission/mine/",
        once=f"order:{made.pk}",
        by=by,
        at=at,
    )


def _body(made: Order, lines: Sequence[Line], names: Mapping[str, str]) -> dict[str, object]:
    body: dict[str, object] = {
        "round": made.call.round.code,
        "proposal": made.proposal.version,
        "version": made.version,
        "number": made.number,
        "dated": made.dated.isoformat(),
        "permitted": [names[line.id] for line in lines if line.permitted],
        "refused": [names[line.id] for line in lines if line.outcome is Outcome.REFUSE],
        "replaced": [names[line.id] for line in lines if line.outcome is Outcome.REPLACE],
    }
    if made.because:
        body["because"] = made.because
    if made.deputy_of_id:
        body["deputy_of"] = ledger.subject(kind="user", key=made.deputy_of_id)
    return body
