"""A dossier from its first word to its handing in: saved at any time, taken back until the end, withdrawn for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ortoo.access.models import User
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.models import Call, Dossier
from ortoo.permission.queries.calls import state, visit_of
from ortoo.permission.queries.dossiers import asked_of, gaps_of, held_dossier, papers_of, state_of
from ortoo.permission.rules.dossiers import DossierAct, Trip, Written, check_may_follow
from ortoo.permission.rules.states import NEXT, Act, State
from ortoo.permission.rules.states import check_may_follow as check_call

LONGEST = 4_000
"""Characters of one text."""


@transaction.atomic
def save_dossier(*, dossier: Dossier, written: Written, seen: datetime | None, by: User, at: datetime) -> Dossier:
    """Saves the texts as they are, unfinished or not. No ledger entry: nothing is decided by a draft.

    `seen` is when it had been saved last as its owner saw it: refused where another window saved in the meantime.
    Refused for another's dossier, for one that is handed in or withdrawn, after the last moment, for an unknown topic.
    """
    held = own_held(dossier, by)
    check_may_follow(state_of(held), DossierAct.SAVE)
    check_in_time(held.call, at)
    if held.saved_at != seen:
        raise Refusal("permission.saved_elsewhere")
    _check_texts(held.call, written)
    held.topic, held.problem = written.topic, written.problem
    held.learning, held.plan_at_home = written.learning, written.plan_at_home
    held.earlier_trips = None if written.trips is None else _kept(written.trips)
    held.saved_at = at
    held.save(update_fields=["topic", "problem", "learning", "plan_at_home", "earlier_trips", "saved_at"])
    return held


@transaction.atomic
def hand_in(*, dossier: Dossier, by: User, at: datetime) -> Dossier:
    """Before the panel. Refused while anything is missing or expired, before a rubric is adopted, after the end."""
    held = own_held(dossier, by)
    check_may_follow(state_of(held), DossierAct.HAND_IN)
    check_in_time(held.call, at)
    check_call(state(held.call), Act.HAND_IN)
    papers = papers_of([held.pk]).get(held.pk, {})
    gaps = gaps_of(held, asked_of(held.call), papers)
    if gaps:
        raise Refusal("permission.dossier_unfinished", count=len(gaps))
    held.handed_in_at = at
    held.save(update_fields=["handed_in_at"])
    _record("dossier.handed-in", held, by, at)
    return held


@transaction.atomic
def take_back(*, dossier: Dossier, by: User, at: datetime) -> Dossier:
    """To change it and hand it in again; as long as dossiers are taken."""
    held = own_held(dossier, by)
    check_may_follow(state_of(held), DossierAct.TAKE_BACK)
    check_in_time(held.call, at)
    check_call(state(held.call), Act.HAND_IN)
    held.handed_in_at = None
    held.save(update_fields=["handed_in_at"])
    _record("dossier.taken-back", held, by, at)
    return held


@transaction.atomic
def withdraw(*, dossier: Dossier, reason: str, by: User, at: datetime) -> Dossier:
    """For good, at any time until the order. Nothing is deleted. Refused without a reason and after the decision."""
    held = own_held(dossier, by)
    check_may_follow(state_of(held), DossierAct.WITHDRAW)
    if not reason.strip():
        raise Refusal("permission.withdrawal_without_reason", field="reason")
    # The row of the call queues this with the Prime Minister's decision.
    Call.objects.select_for_update(of=("self",)).get(pk=held.call_id)
    if held.call.orders.exists():
        raise Refusal("permission.withdraw_decided")
    held.withdrawn_at, held.withdrawal_reason = at, reason.strip()
    held.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    _record("dossier.withdrawn", held, by, at)
    return held


def may_still_change(call: Call, there: State, at: datetime) -> bool:
    """Whether a dossier that was handed in may be taken back at `at`; `there`: the state of its call."""
    return at <= call.dossiers_until and (there, Act.HAND_IN) in NEXT


def check_in_time(call: Call, at: datetime) -> None:
    if at > call.dossiers_until:
        until = timezone.localtime(call.dossiers_until)
        raise Refusal("permission.dossiers_closed", until=f"{until:%Y-%m-%d %H:%M}")


def own_held(dossier: Dossier, by: User) -> Dossier:
    """The row of one's own dossier, locked."""
    held = held_dossier(dossier.pk)
    if held.official.account_id != by.pk:
        raise Refusal("permission.not_own_dossier")
    return held


def _check_texts(call: Call, written: Written) -> None:
    if written.topic and visit_of(call).topic(written.topic) is None:
        raise Refusal("permission.topic_unknown", field="topic", topic=written.topic)
    for name in ("problem", "learning", "plan_at_home"):
        length = len(getattr(written, name))
        if length > LONGEST:
            raise Refusal("permission.text_too_long", field=name, most=LONGEST, length=length)


def _kept(trips: Sequence[Trip]) -> list[dict[str, object]]:
    return [{"year": trip.year, "country": trip.country, "subject": trip.subject} for trip in trips]


def _record(kind: str, dossier: Dossier, by: User, at: datetime) -> None:
    """Who, in the words of a pseudonym, and nothing of what the dossier says."""
    subject = ledger.subject(kind="official", key=dossier.official_id)
    ledger.record(kind=kind, body={"round": dossier.call.round.code, "subject": subject}, by=by, at=at)
