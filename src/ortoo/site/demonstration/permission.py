"""The way of a proposal in the demonstration: signed by every step, decided with one replaced, the delegation closed.

All through the operations that their people would use. The orders and their numbers are invented.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from ortoo.access.models import User
from ortoo.multilingual.refusals import Refusal
from ortoo.permission import operations as permission
from ortoo.permission.models import Call, Delegation, Order, Proposal
from ortoo.permission.queries.calls import latest_proposal
from ortoo.permission.queries.contest import key_of, places_of_proposal
from ortoo.permission.queries.sending import senders
from ortoo.permission.rules.states import Outcome, SignStep
from ortoo.site.demonstration.story import Story

REASON = "Өмнө ижил сэдвээр хоёр удаа гадаадад суралцсан; энэ удаа бусдад боломж олгов."
REPLACED = 3
"""Place in the order of merit of the one who is replaced by the reserve, or of the next whom the quotas let replace."""


def signed_to_the_office(story: Story, call: Call, begin: datetime) -> Proposal:
    """Signed by the academy, each sending ministry and the Cabinet Secretariat, so that it waits for the office."""
    proposal = latest_proposal(call)
    assert proposal is not None
    staff = story.staff
    _sign(proposal, SignStep.ACADEMY, staff.head, begin)
    for hour, body in enumerate(senders(proposal)):
        # The Ministry of Finance has an account of its own; who reaches every body signs for the others.
        by = staff.finance if body == "MOF" else staff.ministries
        _sign(proposal, SignStep.MINISTRIES, by, begin + timedelta(days=1, minutes=20 * hour), body)
    _sign(proposal, SignStep.SECRETARIAT, staff.secretariat, begin + timedelta(days=2))
    return proposal


def decided(story: Story, proposal: Proposal, at: datetime, number: str = "Жишээ-118") -> Order:
    """One order on all: everybody permitted but one, whom the next of the reserve follows as the rule says."""
    chosen = [place for place in places_of_proposal(proposal) if place.status == "chosen"]
    for replaced in chosen[REPLACED - 1 :]:
        said = {
            int(key_of(place.dossier)): (Outcome.REPLACE, REASON) if place == replaced else (Outcome.PERMIT, "")
            for place in chosen
        }
        try:
            return permission.decide(
                proposal=proposal, decisions=said, number=number, dated=timezone.localdate(at),
                by=story.staff.office, at=at, confirmed_at=at,
            )  # fmt: skip
        except Refusal as refusal:
            if refusal.code != "permission.nobody_follows":
                raise
    raise Refusal("permission.nobody_follows", place=REPLACED, about="")


def permitted(story: Story, call: Call, begin: datetime) -> Delegation:
    """The whole way: signed from `begin` on, decided four days later, closed the day after."""
    proposal = signed_to_the_office(story, call, begin)
    decided(story, proposal, begin + timedelta(days=4))
    return permission.close_delegation(call=call, by=story.staff.secretariat, at=begin + timedelta(days=5))


def _sign(proposal: Proposal, step: SignStep, by: User, at: datetime, body: str = "") -> None:
    permission.sign(proposal=proposal, step=step, organization=body, by=by, at=at, confirmed_at=at)
