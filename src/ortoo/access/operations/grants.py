"""Grants: proposed by one person, approved by another, revoked."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from ortoo.access.access import RoleCodes, check_may_approve_grants, check_may_propose_grants
from ortoo.access.models import Grant, User
from ortoo.access.queries import grants_at, overlapping
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role, clashing
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal


@transaction.atomic
def propose_grant(
    *, user: User, held: Held, valid_from: date, valid_to: date | None = None, by: User, at: datetime
) -> Grant:
    """A role for `user` from `valid_from` to before `valid_to`, to be approved by somebody else.

    Refused for oneself, for a closed account, for an end before the beginning, and for duties that must stay apart on
    any of its days.
    """
    check_may_propose_grants(grants_at(by, at))
    return proposed(user, held, valid_from, valid_to, by=by, at=at)


@transaction.atomic
def approve_grant(*, grant: Grant, by: User, at: datetime) -> Grant:
    """Puts a proposed grant in force. Refused for its proposer, its holder, and once decided."""
    check_may_approve_grants(grants_at(by, at))
    grant = Grant.objects.select_for_update().select_related("user").get(pk=grant.pk)
    return approved(grant, by=by, at=at)


@transaction.atomic
def revoke_grant(*, grant: Grant, by: User, at: datetime) -> Grant:
    """Ends a grant, or turns a proposal down. Refused where it is revoked already."""
    check_may_approve_grants(grants_at(by, at))
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    if grant.revoked_by_id:
        raise Refusal("access.grant_decided")
    grant.revoked_by, grant.revoked_at = by, at
    grant.save(update_fields=["revoked_by", "revoked_at"])
    _log("grant.revoked", grant, by=by, at=at)
    return grant


def proposed(user: User, held: Held, valid_from: date, valid_to: date | None, *, by: User, at: datetime) -> Grant:
    if user.pk == by.pk:
        raise Refusal("access.own_grant")
    if valid_to is not None and valid_to <= valid_from:
        raise Refusal("access.ends_too_early", field="valid_to")
    _check_open(user)
    _check_apart(user, held.role, valid_from, valid_to)
    grant = Grant.objects.create(
        user=user,
        role=held.role,
        scope=held.scope,
        code=held.code,
        valid_from=valid_from,
        valid_to=valid_to,
        proposed_by=by,
        proposed_at=at,
    )
    _log("grant.proposed", grant, by=by, at=at)
    return grant


def approved(grant: Grant, *, by: User, at: datetime) -> Grant:
    if grant.approved_by_id or grant.revoked_by_id:
        raise Refusal("access.grant_decided")
    if by.pk in (grant.proposed_by_id, grant.user_id):
        raise Refusal("access.second_hand")
    # Again, because another grant may have been approved since the proposal; the holder's row is held, so that two
    # approvals at once see each other.
    holder = User.objects.select_for_update().get(pk=grant.user_id)
    _check_open(holder)
    _check_apart(holder, Role(grant.role), grant.valid_from, grant.valid_to)
    grant.approved_by, grant.approved_at = by, at
    grant.save(update_fields=["approved_by", "approved_at"])
    _log("grant.approved", grant, by=by, at=at)
    return grant


def _check_open(user: User) -> None:
    if not user.is_active:
        raise Refusal("access.account_closed", name=user.shown_name)


def _check_apart(user: User, wanted: Role, begin: date, end: date | None) -> None:
    """On no day of the grant, its first or a later one, are two duties in one hand that must stay apart."""
    others = overlapping(begin, end).filter(user=user).values_list("role", flat=True)
    held = frozenset(Role(role) for role in others)
    if clash := clashing(held, wanted):
        raise Refusal("access.duties_apart", name=user.shown_name, role=RoleCodes(wanted), other=RoleCodes(clash[0]))


def _log(kind: str, grant: Grant, *, by: User, at: datetime) -> None:
    body = {
        "grant": grant.pk,
        "holder": ledger.subject(kind="user", key=grant.user_id),
        "role": grant.role,
        "scope": grant.scope,
        "code": grant.code,
        "from": grant.valid_from.isoformat(),
        "to": grant.valid_to.isoformat() if grant.valid_to else None,
    }
    ledger.record(kind=kind, body=body, by=by, at=at)
