"""Accounts opened, passwords; the first three hands of a new programme."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from ortoo.access.access import check_may_propose_grants, require
from ortoo.access.models import ReadySignIn, User
from ortoo.access.operations.grants import approved, proposed
from ortoo.access.queries import grants_at, is_demonstration
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role
from ortoo.access.telling import tell
from ortoo.ledger import operations as ledger
from ortoo.multilingual.refusals import Refusal


@dataclass(frozen=True)
class NewAccount:
    """`password` None makes an unusable one: the account is there, nobody can sign in by password."""

    username: str
    shown_name: str
    language: str = "mn"
    password: str | None = None


@transaction.atomic
def found(*, accounts: dict[Role, NewAccount], at: datetime) -> dict[Role, User]:
    """The first three accounts of an empty database. Each one's grant is proposed by the second, approved by the third.

    Refused where anybody has an account already, and for other than three people.
    """
    if User.objects.exists():
        raise Refusal("access.already_founded")
    if not len(accounts) == len({account.username for account in accounts.values()}) == 3:
        raise Refusal("access.three_founders", count=len(accounts))
    users = {role: _user(account) for role, account in accounts.items()}
    hands = list(users.values())
    for place, (role, user) in enumerate(users.items()):
        grant = proposed(user, Held(role), timezone.localdate(at), None, by=hands[place - 2], at=at)
        approved(grant, by=hands[place - 1], at=at)
    return users


@transaction.atomic
def open_accounts(*, accounts: list[NewAccount], by: User, at: datetime) -> list[User]:
    """Accounts without any grant yet; all or none. Refused for a name that is taken, naming it."""
    check_may_propose_grants(grants_at(by, at))
    names = [account.username for account in accounts]
    repeated = {name for name, times in Counter(names).items() if times > 1}
    if clash := repeated | (set(User.objects.values_list("username", flat=True)) & set(names)):
        raise Refusal("access.username_taken", usernames=", ".join(sorted(clash)[:3]))
    # One unusable password for all of a batch: it fits nobody, and making twelve thousand of them would take minutes.
    unusable = make_password(None)
    rows = [
        User(
            username=account.username,
            shown_name=account.shown_name,
            language=account.language,
            password=unusable if account.password is None else make_password(account.password),
        )
        for account in accounts
    ]
    return User.objects.bulk_create(rows, batch_size=1000)


@transaction.atomic
def open_account(*, account: NewAccount, by: User, at: datetime) -> User:
    """One account of somebody on the staff, with its entry in the ledger, which does not name the person."""
    user = open_accounts(accounts=[account], by=by, at=at)[0]
    ledger.record(kind="programme.accounts-opened", body={"count": 1}, by=by, at=at)
    return user


@transaction.atomic
def give_first_password(*, user: User, password: str, by: User, at: datetime) -> None:
    """A password for an account that has none yet. Refused where there is one: whoever could replace it could enter
    in another's name.
    """
    require(grants_at(by, at), Role.ACADEMY_MANAGER)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.has_usable_password():
        raise Refusal("access.password_there", name=user.shown_name)
    _set_password(user, password)
    body = {"holder": ledger.subject(kind="user", key=user.pk)}
    ledger.record(kind="programme.password-given", body=body, by=by, at=at)


@transaction.atomic
def change_own_password(*, present: str, new: str, by: User, at: datetime) -> None:
    """Refused where `present` is not the password. No entry in the ledger: nothing is decided. The person is told."""
    user = User.objects.select_for_update().get(pk=by.pk)
    if not user.check_password(present):
        raise Refusal("access.not_the_present_password", field="present")
    _set_password(user, new)
    tell(kind="access.password_changed", to=[user.pk], address="access/account/", by=by, at=at)


@transaction.atomic
def change_own_email(*, email: str, by: User, at: datetime) -> None:
    """Where messages go by mail from now on; empty: nowhere. No entry in the ledger: nothing is decided."""
    user = User.objects.select_for_update().get(pk=by.pk)
    user.email = email
    user.save(update_fields=["email"])


@transaction.atomic
def make_ready(*, users: list[tuple[User, str]], by: User, at: datetime) -> None:
    """Accounts that anybody may enter with one click, (account, what it shows) each, in the order they are offered."""
    check_may_propose_grants(grants_at(by, at))
    if not is_demonstration():
        raise Refusal("access.only_in_demonstration")
    rows = [ReadySignIn(user=user, place=place, shows=shows) for place, (user, shows) in enumerate(users, start=1)]
    ReadySignIn.objects.bulk_create(rows)


def _user(account: NewAccount) -> User:
    return User.objects.create(
        username=account.username,
        shown_name=account.shown_name,
        language=account.language,
        password=make_password(account.password),
    )


def _set_password(user: User, password: str) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
