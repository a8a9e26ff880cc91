"""The way of a proposal to the Prime Minister's office: each step signed, or sent back to the academy with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import in_force
from ortoo.access.rules.confirming import check_confirmed
from ortoo.access.rules.roles import Role
from ortoo.ledger import operations as ledger
from ortoo.messages import operations as messages
from ortoo.multilingual.refusals import OutOfReach, Refusal
from ortoo.permission.models import Call, Proposal, Sheet, SignOff
from ortoo.permission.queries.acting import Acting, acting, is_called, today_of
from ortoo.permission.queries.calls import held_call, latest_proposal, state
from ortoo.permission.queries.sending import day_of, senders, within_reach
from ortoo.permission.rules.states import SIGNERS, STEP_OF, Act, SignStep, check_may_follow


@transaction.atomic
def sign(
    *, proposal: Proposal, step: SignStep, organization: str = "", by: User, at: datetime, confirmed_at: datetime | None
) -> SignOff:
    """Signs one step; `organization` is the code of the sending body at the step of the ministries.

    Refused out of turn, for another's body, a second time, to whoever made the proposal, scored for it, signed another
    step or is called, and without a confirmation of the last five minutes.
    """
    check_confirmed(confirmed_at, at)
    found, call = _speak(proposal, step, organization, Act.SIGN, signed=True, reason="", by=by, at=at)
    _tell_next(call, step, by, at)
    ledger.record(kind="proposal.signed", body=_body(found, call), by=by, at=at)
    return found


@transaction.atomic
def send_back(
    *, proposal: Proposal, step: SignStep, organization: str = "", reason: str, by: User, at: datetime
) -> SignOff:
    """Sends the proposal back to the academy, which makes a new version. Refused as `sign`, and without a reason."""
    if not reason.strip():
        raise Refusal("permission.send_back_reason", field="reason")
    found, call = _speak(proposal, step, organization, Act.SEND_BACK, signed=False, reason=reason.strip(), by=by, at=at)
    _tell(call, "permission.sent_back", [found.proposal.made_by_id], by, at)
    ledger.record(kind="proposal.sent-back", body=_body(found, call) | {"because": found.reason}, by=by, at=at)
    return found


def check_hands(proposal: Proposal, step: SignStep, by: User) -> None:
    """Refuses whoever is called themselves, made the proposal, scored for it, or signed another step of it."""
    if is_called(by, proposal.call):
        raise Refusal("permission.own_case")
    scored = Sheet.objects.everything(because="asks who must stay apart, and shows no row")
    signed = proposal.sign_offs.filter(by=by, signed=True).exclude(step=step)
    if (
        proposal.made_by_id == by.pk
        or signed.exists()
        or scored.filter(member=by, dossier__call=proposal.call).exists()
    ):
        raise Refusal("permission.another_step")


def check_latest(call: Call, proposal: Proposal) -> None:
    latest = latest_proposal(call)
    assert latest is not None
    if latest.pk != proposal.pk:
        raise Refusal("permission.not_latest_proposal", version=latest.version)


def _speak(
    proposal: Proposal,
    step: SignStep,
    organization: str,
    act: Act,
    *,
    signed: bool,
    reason: str,
    by: User,
    at: datetime,
) -> tuple[SignOff, Call]:
    ways = acting(by, SIGNERS[step], at)
    call = held_call(proposal.call_id)
    _check_turn(call, proposal, step, organization, act)
    check_hands(proposal, step, by)
    way = way_of(proposal, step, organization, ways)
    made = SignOff.objects.create(
        proposal=proposal, step=step, organization=organization, signed=signed, reason=reason,
        by=by, deputy_of=way.deputy_of, at=at,
    )  # fmt: skip
    return made, call


def _check_turn(call: Call, proposal: Proposal, step: SignStep, organization: str, act: Act) -> None:
    check_latest(call, proposal)
    if proposal.sign_offs.filter(step=step, organization=organization).exists():
        raise Refusal("permission.already_signed")
    there = state(call)
    check_may_follow(there, act)
    if STEP_OF[there] is not step:
        raise Refusal("permission.wrong_step", step=STEP_OF[there].value)


def check_body(proposal: Proposal, step: SignStep, organization: str, by: User, at: datetime) -> None:
    """Refuses who may not speak at this step, or for another body than this one."""
    way_of(proposal, step, organization, acting(by, SIGNERS[step], at))


def way_of(proposal: Proposal, step: SignStep, organization: str, ways: list[Acting]) -> Acting:
    """At the step of the ministries the way whose reach includes the body; elsewhere the first."""
    if step is not SignStep.MINISTRIES:
        return ways[0]
    if organization not in senders(proposal):
        raise Refusal("permission.body_not_asked", body=organization)
    for way in ways:
        if within_reach(way.held, [organization], day_of(proposal)):
            return way
    raise OutOfReach("permission.not_your_body", body=organization)


def _body(found: SignOff, call: Call) -> dict[str, object]:
    body: dict[str, object] = {
        "round": call.round.code,
        "proposal": found.proposal.version,
        "step": found.step,
        "organization": found.organization,
    }
    if found.deputy_of_id:
        body["deputy_of"] = ledger.subject(kind="user", key=found.deputy_of_id)
    return body


def _tell_next(call: Call, step: SignStep, by: User, at: datetime) -> None:
    """Who comes next is told, once the step is whole."""
    coming = STEP_OF.get(state(call))
    if coming is not None and coming is not step:
        _tell(call, "permission.waits_for_you", holders_of(SIGNERS[coming], at), by, at)


def holders_of(role: Role, at: datetime) -> list[int]:
    """Accounts (keys) that hold `role` on that day."""
    return list(in_force(today_of(at)).filter(role=role).order_by("user").values_list("user", flat=True).distinct())


def _tell(call: Call, kind: str, to: list[int], by: User, at: datetime) -> None:
    address = f"permission/{call.round.code}/way/"
    messages.tell(kind=kind, to=to, values={"visit": call.visit["title"]}, address=address, by=by, at=at)
