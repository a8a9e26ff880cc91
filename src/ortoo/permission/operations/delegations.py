"""The delegation: those whom the order in force permits, closed by the Cabinet Secretariat for the next station."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.access import CLOSERS
from ortoo.permission.models import Call, Delegate, Delegation
from ortoo.permission.queries.acting import acting, is_called, today_of
from ortoo.permission.queries.calls import held_call, state
from ortoo.permission.queries.contest import barred, decisions_of, order_in_force
from ortoo.permission.rules.states import Act, Outcome, check_may_follow


@transaction.atomic
def close_delegation(*, call: Call, by: User, at: datetime) -> Delegation:
    """Who travels, in the order of merit. Refused before an order, a second time under the same order, where nobody is
    permitted, where somebody permitted cannot travel any more, and to whoever is called themselves.
    """
    acting(by, CLOSERS[0], at)
    call = held_call(call.pk)
    check_may_follow(state(call), Act.CLOSE)
    if is_called(by, call):
        raise Refusal("permission.own_case")
    order = order_in_force(call)
    assert order is not None
    permitted = [one for one in decisions_of(order) if one.outcome == Outcome.PERMIT]
    if not permitted:
        raise Refusal("permission.nobody_permitted")
    gone = barred([one.dossier for one in permitted], call, today_of(at))
    if gone:
        raise Refusal("permission.gone_since_decided", count=len(gone))
    made = Delegation.objects.create(order=order, closed_by=by, closed_at=at)
    Delegate.objects.everything(because="writes, and reads none").bulk_create(
        Delegate(delegation=made, official_id=one.dossier.official_id, dossier_id=one.dossier_id, place=place)
        for place, one in enumerate(permitted, start=1)
    )
    body = {
        "round": call.round.code,
        "version": order.version,
        "delegates": [one.dossier.place.pseudonym for one in permitted],
    }
    ledger.record(kind="delegation.closed", body=body, by=by, at=at)
    return made
