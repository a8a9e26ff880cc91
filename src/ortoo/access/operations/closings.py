"""An account closed by one person; opened again by two."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ortoo.access.access import RoleCodes, check_may_approve_grants, check_may_propose_grants
from ortoo.access.models import AccountClosing, AccountReset, ReadySignIn, User
from ortoo.access.operations.sessions import end_all_sign_ins
from ortoo.access.queries import grants_at, in_force
from ortoo.access.rules.closing import GIVERS, last_of
from ortoo.access.rules.roles import Role
from ortoo.access.telling import tell
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal


@transaction.atomic
def close_account(*, user: User, reason: str, by: User, at: datetime) -> AccountClosing:
    """Nobody signs in with it any more; every sign-in of it ends, and resets that wait for a decision are turned down.

    Its roles stay, and count again once it is opened again. Refused for one's own, for a ready sign-in, for one that is
    closed, and for the last who could give roles.
    """
    user, by = _held(user, by, at)
    check_may_approve_grants(grants_at(by, at))
    if user.pk == by.pk:
        raise Refusal("access.own_account")
    if not user.is_active:
        raise Refusal("access.account_closed", name=user.shown_name)
    if ReadySignIn.objects.filter(user=user).exists():
        raise Refusal("access.ready_stays_open")
    if last := last_of(user.pk, _givers(at)):
        raise Refusal("access.last_who_gives_roles", name=user.shown_name, roles=RoleCodes(", ".join(last)))
    closing = AccountClosing.objects.create(user=user, reason=reason.strip(), closed_by=by, closed_at=at)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_all_sign_ins(user=user, at=at)
    AccountReset.objects.filter(user=user, decided_at=None).update(decided_by=by, decided_at=at, approved=False)
    tell(kind="access.account_closed", to=[user.pk], by=by, at=at)
    _log("access.account-closed", closing, {"because": closing.reason}, by=by, at=at)
    return closing


@transaction.atomic
def propose_reopening(*, closing: AccountClosing, by: User, at: datetime) -> AccountClosing:
    """To be approved by somebody else. Refused where it is open again, and while it is proposed already."""
    check_may_propose_grants(grants_at(by, at))
    closing = _open_one(closing)
    if closing.reopening_proposed_by_id:
        raise Refusal("access.reopening_waits_already", name=closing.user.shown_name)
    if by.pk == closing.user_id:
        raise Refusal("access.own_account")
    closing.reopening_proposed_by, closing.reopening_proposed_at = by, at
    closing.save(update_fields=["reopening_proposed_by", "reopening_proposed_at"])
    _log("access.reopening-proposed", closing, {}, by=by, at=at)
    return closing


@transaction.atomic
def approve_reopening(*, closing: AccountClosing, by: User, at: datetime) -> AccountClosing:
    """The account is as it was, with what roles of it still count. Refused for the proposer, and once decided."""
    closing = _decided(closing, by=by, at=at)
    if by.pk in (closing.reopening_proposed_by_id, closing.user_id):
        raise Refusal("access.reopening_second_hand")
    closing.reopened_by, closing.reopened_at = by, at
    closing.save(update_fields=["reopened_by", "reopened_at"])
    closing.user.is_active = True
    closing.user.save(update_fields=["is_active"])
    tell(kind="access.account_reopened", to=[closing.user_id], address="access/account/", by=by, at=at)
    _log("access.reopening-approved", closing, {}, by=by, at=at)
    return closing


@transaction.atomic
def turn_down_reopening(*, closing: AccountClosing, by: User, at: datetime) -> AccountClosing:
    """It stays closed, and may be proposed anew; also its proposer may take it back so."""
    closing = _decided(closing, by=by, at=at)
    closing.reopening_proposed_by = closing.reopening_proposed_at = None
    closing.save(update_fields=["reopening_proposed_by", "reopening_proposed_at"])
    _log("access.reopening-turned-down", closing, {}, by=by, at=at)
    return closing


def _held(user: User, by: User, at: datetime) -> tuple[User, User]:
    """Both as they are now. All who give roles are held too: of two who close each other's account, one is refused."""
    givers = in_force(timezone.localdate(at)).filter(role__in=GIVERS).values("user")
    rows = User.objects.select_for_update().order_by("pk")
    held = {one.pk: one for one in (rows.filter(pk__in=givers) | rows.filter(pk__in=[user.pk, by.pk]))}
    return held[user.pk], held[by.pk]


def _givers(at: datetime) -> dict[int, frozenset[Role]]:
    """Account -> its roles today, of accounts that are open and give roles."""
    today = in_force(timezone.localdate(at)).filter(user__is_active=True)
    found: dict[int, frozenset[Role]] = {}
    for who, role in today.filter(user__in=today.filter(role__in=GIVERS).values("user")).values_list("user", "role"):
        found[who] = found.get(who, frozenset()) | {Role(role)}
    return found


def _open_one(closing: AccountClosing) -> AccountClosing:
    """Held, with its account."""
    closing = AccountClosing.objects.select_for_update().get(pk=closing.pk)
    closing.user = User.objects.select_for_update().get(pk=closing.user_id)
    if closing.reopened_at:
        raise Refusal("access.account_open", name=closing.user.shown_name)
    return closing


def _decided(closing: AccountClosing, *, by: User, at: datetime) -> AccountClosing:
    check_may_approve_grants(grants_at(by, at))
    closing = _open_one(closing)
    if not closing.reopening_proposed_by_id:
        raise Refusal("access.reopening_decided")
    return closing


def _log(kind: str, closing: AccountClosing, more: dict[str, str], *, by: User, at: datetime) -> None:
    body = {"closing": closing.pk, "subject": ledger.subject(kind="user", key=closing.user_id), **more}
    ledger.record(kind=kind, body=body, by=by, at=at)
