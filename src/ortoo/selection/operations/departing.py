"""Somebody leaves a final list, and the first of the reserve with whom every promise is kept moves up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.record.queries import candidates
from ortoo.selection.access import check_may_select
from ortoo.selection.models import Departure, FinalList, Place
from ortoo.selection.operations.telling import tell_of_moving_up
from ortoo.selection.queries import departures_of, drawn_rule, final_list, held_round, members_of_list, state
from ortoo.selection.rules.candidates import pool_of_rows
from ortoo.selection.rules.states import Act, check_may_follow
from ortoo.selection.rules.successor import first_successor

WHY = "moves somebody up on a list, and shows no row"
SHORTEST_REASON = 10


@transaction.atomic
def leave_list(*, place: Place, reason: str, by: User, at: datetime) -> Departure:
    """The official at `place` leaves the final list: by the selection officer, or by themselves.

    Refused for who is not on it (any more), while an order reopens it, and without a reason. The reason stays outside
    of the ledger.
    """
    if place.official.account_id != by.pk:
        check_may_select(grants_at(by, at))
    round = held_round(place.run.round_id)
    check_may_follow(state(round, at), Act.LEAVE)
    listed = final_list(round)
    assert listed is not None
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal("selection.departure_without_reason", least=SHORTEST_REASON, field="reason")
    return _leave(listed, place, reason.strip(), by, at)


def carry_departures(before: FinalList, listed: FinalList, *, by: User, at: datetime) -> None:
    """Who left the version `before` leaves `listed` too: a re-run does not call back who went."""
    left = {one.place.official_id: one.reason for one in departures_of(before)}
    for place in members_of_list(listed):
        if place.official_id in left:
            _leave(listed, place, left[place.official_id], by, at)


def _leave(listed: FinalList, place: Place, reason: str, by: User, at: datetime) -> Departure:
    members = members_of_list(listed)
    if place.pk not in {member.pk for member in members}:
        raise Refusal("selection.not_on_final_list")
    successor = _successor(listed, place, members)
    made = Departure.objects.everything(because=WHY).create(
        final_list=listed, place=place, successor=successor, reason=reason, recorded_by=by, recorded_at=at
    )
    if successor is not None:
        tell_of_moving_up(successor, by=by, at=at)
    body = {
        "round": listed.round.code,
        "version": listed.version,
        "left": place.pseudonym,
        "moved_up": successor.pseudonym if successor else None,
    }
    ledger.record(kind="list.left", body=body, by=by, at=at)
    return made


def _successor(listed: FinalList, place: Place, members: list[Place]) -> Place | None:
    run = listed.run
    rule = drawn_rule(run.rule, listed.round)
    pool = pool_of_rows(rule, (person.row for person in candidates(run.seal)))
    gone = {one.place.pseudonym for one in departures_of(listed)}
    named = [member.pseudonym for member in members]
    waiting = [one for one in run.decision["reserve"] if one not in gone and one not in named]
    name = first_successor(rule, pool, named, waiting, place.pseudonym)
    whole = Place.objects.everything(because=WHY).select_related("official", "run__round")
    return None if name is None else whole.get(run=run, pseudonym=name)
