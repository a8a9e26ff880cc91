"""Deputies: the holder of a signing or deciding role names who acts while they are absent, and ends it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from ortoo.access.access import require
from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.access.queries import overlapping as grants_between
from ortoo.access.rules.roles import Role, clashing
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.models import Deputy
from ortoo.permission.queries.acting import is_called, overlapping, today_of
from ortoo.permission.queries.calls import calls, state
from ortoo.permission.rules.states import SIGNERS, State

ROLES = tuple(SIGNERS.values())
"""The roles that sign or decide; for no other is there a deputy."""


@transaction.atomic
def name_deputy(
    *, role: Role, deputy: User, valid_from: date, valid_to: date, legal_basis: str, by: User, at: datetime
) -> Deputy:
    """`deputy` acts in `role` for `by` from `valid_from` to before `valid_to`.

    Refused: a role that neither signs nor decides or that `by` does not hold; oneself; somebody with a duty that must
    stay apart, of their own or as another's deputy, on any of these days; somebody who is called; days in the past;
    no legal basis; a second deputy on the same days.
    """
    if role not in ROLES:
        raise Refusal("permission.deputy_role", field="role")
    require(grants_at(by, at), role)
    if deputy.pk == by.pk or not deputy.is_active:
        raise Refusal("permission.deputy_oneself", field="deputy")
    if valid_to <= valid_from or valid_to <= today_of(at):
        raise Refusal("permission.deputy_days", field="valid_to")
    if not legal_basis.strip():
        raise Refusal("permission.deputy_legal_basis", field="legal_basis")
    # The row of the holder is held, so that two deputies named at once see each other; and the deputy's.
    list(User.objects.select_for_update().filter(pk__in=[by.pk, deputy.pk]).order_by("pk"))
    if overlapping(valid_from, valid_to).filter(holder=by, role=role).exists():
        raise Refusal("permission.deputy_twice", field="valid_from")
    _check_apart(deputy, role, valid_from, valid_to)
    _check_not_called(deputy)
    made = Deputy.objects.create(
        holder=by, deputy=deputy, role=role, valid_from=valid_from, valid_to=valid_to,
        legal_basis=legal_basis.strip(), named_at=at,
    )  # fmt: skip
    ledger.record(kind="deputy.named", body=_body(made), by=by, at=at)
    return made


@transaction.atomic
def end_deputy(*, deputy: Deputy, by: User, at: datetime) -> Deputy:
    """Ends it before its day. Refused for another's, and once it is over."""
    held = Deputy.objects.select_for_update().get(pk=deputy.pk)
    if held.holder_id != by.pk or held.ended_at is not None or held.valid_to <= today_of(at):
        raise Refusal("permission.deputy_not_yours")
    held.ended_at = at
    held.save(update_fields=["ended_at"])
    ledger.record(kind="deputy.ended", body=_body(held), by=by, at=at)
    return held


def _check_apart(deputy: User, role: Role, begin: date, end: date) -> None:
    own = grants_between(begin, end).filter(user=deputy).values_list("role", flat=True)
    for_others = overlapping(begin, end).filter(deputy=deputy).values_list("role", flat=True)
    clash = clashing(frozenset(Role(one) for one in (*own, *for_others)), role)
    if clash:
        raise Refusal("permission.deputy_apart", name=deputy.shown_name, other=clash[0].value, field="deputy")


def _check_not_called(deputy: User) -> None:
    """In no call that is still under way."""
    for call in calls():
        if is_called(deputy, call) and state(call) is not State.CLOSED:
            raise Refusal("permission.deputy_own_case", name=deputy.shown_name, field="deputy")


def _body(made: Deputy) -> dict[str, object]:
    return {
        "holder": ledger.subject(kind="user", key=made.holder_id),
        "deputy": ledger.subject(kind="user", key=made.deputy_id),
        "role": made.role,
        "from": made.valid_from.isoformat(),
        "to": made.valid_to.isoformat(),
        "legal_basis": made.legal_basis,
    }
