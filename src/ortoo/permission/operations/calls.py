"""A call is opened to those on a final list: each gets a dossier, numbered in an order that says nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.canonical import canonical
from ortoo.messages import operations as messages
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.access import check_may_call
from ortoo.permission.models import Call, Dossier
from ortoo.permission.queries.calls import call_of, held_call, state, uncalled
from ortoo.permission.rules.states import Act, State, check_may_follow
from ortoo.permission.rules.visit import VisitPlan, visit_as_json, visit_from_json
from ortoo.selection.queries import final_members, held_round

if TYPE_CHECKING:
    from ortoo.selection.models import Place, Round

WHY = "makes the dossiers of a call, and shows none"


@transaction.atomic
def open_call(*, round: Round, visit: VisitPlan, dossiers_until: datetime, by: User, at: datetime) -> Call:
    """A call to everybody on the published final list of `round`, each with an open dossier.

    Refused without such a list, a second time, for a visit with a half value, and for a last moment of handing in that
    is over or lies after the visit's first day. Everybody called is told.
    """
    check_may_call(grants_at(by, at))
    round = held_round(round.pk)
    if call_of(round) is not None:
        raise Refusal("permission.call_opened_already", round=round.code)
    members = final_members(round)
    if not members:
        raise Refusal("permission.no_final_list", round=round.code)
    whole = visit_from_json(visit_as_json(visit))
    _check_until(dossiers_until, whole, at)
    call = Call.objects.create(
        round=round, visit=visit_as_json(whole), dossiers_until=dossiers_until, opened_by=by, opened_at=at
    )
    _open_dossiers(call, members)
    _tell(call, by, at, of={place.official_id for place in members})
    body = {
        "round": round.code,
        "visit_blob": ledger.store_blob(content=canonical(call.visit)),
        "dossiers_until": timezone.localtime(dossiers_until).isoformat(),
        "count": len(members),
    }
    ledger.record(kind="programme.call-opened", body=body, by=by, at=at)
    return call


@transaction.atomic
def call_further(*, call: Call, by: User, at: datetime) -> int:
    """Dossiers for those who moved up on the list after the call was opened; how many. The others keep theirs.

    Refused where nobody is without one, and once the panel has its sheets.
    """
    check_may_call(grants_at(by, at))
    call = held_call(call.pk)
    standing = state(call)
    if standing is not State.CALLED:
        check_may_follow(standing, Act.HAND_IN)
    further = uncalled(call)
    if not further:
        raise Refusal("permission.nobody_to_call", round=call.round.code)
    _open_dossiers(call, further, after=call.dossiers.everything(because=WHY).count())
    _tell(call, by, at, of={place.official_id for place in further})
    body = {"round": call.round.code, "count": len(further)}
    ledger.record(kind="programme.call-extended", body=body, by=by, at=at)
    return len(further)


def _check_until(until: datetime, visit: VisitPlan, at: datetime) -> None:
    if until <= at:
        raise Refusal("permission.until_over", field="dossiers_until")
    if timezone.localdate(until) >= visit.begins:
        raise Refusal("permission.until_too_late", field="dossiers_until", begins=visit.begins.isoformat())


def _open_dossiers(call: Call, members: list[Place], after: int = 0) -> None:
    seed = call.round.lot.seed
    ordered = sorted(members, key=lambda place: hashlib.sha256(f"{seed}|{place.pseudonym}".encode()).hexdigest())
    Dossier.objects.everything(because=WHY).bulk_create(
        Dossier(call=call, official_id=place.official_id, place=place, number=number)
        for number, place in enumerate(ordered, start=after + 1)
    )


def _tell(call: Call, by: User, at: datetime, of: Collection[int]) -> None:
    rows = Dossier.objects.everything(because=WHY)
    accounts = rows.filter(call=call, official__in=of, official__account__isnull=False)
    messages.tell(
        kind="permission.call_opened",
        to=list(accounts.values_list("official__account_id", flat=True)),
        values={"visit": call.visit["title"], "until": call.dossiers_until},
        address="permission/mine/",
        by=by,
        at=at,
    )
