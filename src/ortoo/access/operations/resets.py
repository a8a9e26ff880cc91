"""A lost phone, a forgotten password: one person proposes the remedy, another approves it, as with a role."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.access.access import check_may_approve_grants, check_may_propose_grants
from ortoo.access.models import AccountReset, ReadySignIn, SecondFactor, User
from ortoo.access.operations.attempts import clear_attempts
from ortoo.access.operations.factors import remove_factor
from ortoo.access.operations.sessions import end_all_sign_ins
from ortoo.access.queries import grants_at
from ortoo.access.telling import tell
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal


@transaction.atomic
def propose_reset(*, user: User, what: str, by: User, at: datetime) -> AccountReset:
    """Refused for oneself, where the account is closed or has nothing to reset, and while it is proposed already."""
    check_may_propose_grants(grants_at(by, at))
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.pk == by.pk:
        raise Refusal("access.own_reset", field="username")
    if not user.is_active:
        raise Refusal("access.account_closed", name=user.shown_name, field="username")
    if what == AccountReset.FACTOR and not SecondFactor.objects.filter(user=user).exists():
        raise Refusal("access.nothing_to_reset", name=user.shown_name, field="what")
    if ReadySignIn.objects.filter(user=user).exists():
        raise Refusal("access.factor_for_everybody")
    if AccountReset.objects.filter(user=user, what=what, decided_at=None).exists():
        raise Refusal("access.reset_waits_already", name=user.shown_name, field="username")
    reset = AccountReset.objects.create(user=user, what=what, proposed_by=by, proposed_at=at)
    _log("proposed", reset, by=by, at=at)
    return reset


@transaction.atomic
def approve_reset(*, reset: AccountReset, password: str = "", by: User, at: datetime) -> None:
    """Removes the factor, or sets the new first `password`; every sign-in of the account ends, and its person is told.

    Refused for the proposer, for the account's own person, and once decided.
    """
    reset = _decide(reset, approved=True, by=by, at=at)
    user = reset.user
    if reset.what == AccountReset.FACTOR:
        remove_factor(user=user)
    else:
        assert password, "the form asks for it"
        user.set_password(password)
        user.save(update_fields=["password"])
    end_all_sign_ins(user=user, at=at)
    clear_attempts(user=user, at=at)
    kind = "access.factor_reset" if reset.what == AccountReset.FACTOR else "access.password_reset"
    tell(kind=kind, to=[user.pk], address="access/account/", by=by, at=at)
    _log("approved", reset, by=by, at=at)


@transaction.atomic
def turn_down_reset(*, reset: AccountReset, by: User, at: datetime) -> None:
    """Nothing changes; also its proposer may take it back so. Refused once decided."""
    reset = _decide(reset, approved=False, by=by, at=at)
    _log("turned-down", reset, by=by, at=at)


def _decide(reset: AccountReset, *, approved: bool, by: User, at: datetime) -> AccountReset:
    check_may_approve_grants(grants_at(by, at))
    reset = AccountReset.objects.select_for_update().get(pk=reset.pk)
    reset.user = User.objects.select_for_update().get(pk=reset.user_id)
    if reset.decided_at is not None:
        raise Refusal("access.reset_decided")
    if approved and by.pk in (reset.proposed_by_id, reset.user_id):
        raise Refusal("access.reset_second_hand")
    reset.decided_by, reset.decided_at, reset.approved = by, at, approved
    reset.save(update_fields=["decided_by", "decided_at", "approved"])
    return reset


def _log(act: str, reset: AccountReset, *, by: User, at: datetime) -> None:
    body = {"reset": reset.pk, "subject": ledger.subject(kind="user", key=reset.user_id)}
    ledger.record(kind=f"access.{reset.what}-reset-{act}", body=body, by=by, at=at)
