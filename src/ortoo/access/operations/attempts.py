"""Tries to sign in. A try is written down as failed before it is judged, so that many at once can't outrun the count.

No `by`: nobody is known yet. Called outside any other transaction, or what failed would be forgotten with it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.backends import AllowAllUsersModelBackend
from django.db.models import Max
from django.utils import timezone

from ortoo.access.keeping import keyed_hash
from ortoo.access.models import SignInAttempt, User
from ortoo.access.operations.factors import take_code
from ortoo.access.rules.attempts import Failures, Limits, free_at, run_ends
from ortoo.access.telling import tell
from ortoo.multilingual.refusals import Refusal

REMEMBERED = timedelta(days=1)
"""Failures that are older count no more."""


def try_password(*, username: str, password: str, network: str, at: datetime) -> User:
    """The account whose name and password fit. Refuses others, and everybody for whom it is too early to try again.

    The refusals, and the time they take, are the same whether there is such an account or not: Django hashes a
    password also where there is none to compare it with. That an account is closed learns who knows its password.
    """
    attempt = _begin(username, network, SignInAttempt.PASSWORD, at)
    user = AllowAllUsersModelBackend().authenticate(None, username=username, password=password)
    if not isinstance(user, User):
        _tell_of_lockout(attempt, username, at)
        raise Refusal("access.wrong_password", field="password")
    if not user.is_active:
        raise Refusal("access.closed", field="username")
    _passed(attempt)
    return user


def try_code(*, user: User, code: str, network: str, at: datetime) -> None:
    """A code of the account's phone or paper, between password and sign-in. Refused as `try_password`: here all tries
    of the account are counted, from wherever, for whoever gets here has its password.
    """
    attempt = _begin(user.username, network, SignInAttempt.CODE, at)
    try:
        take_code(user=user, code=code, at=at)
    except Refusal:
        _tell_of_lockout(attempt, user.username, at)
        raise
    _passed(attempt)


def clear_attempts(*, user: User, at: datetime) -> None:
    """Nothing that failed before `at` stands in the way any more: two people have reset the account."""
    SignInAttempt.objects.filter(account=_account(user.username), at__lte=at, passed=False).delete()


def _account(username: str) -> str:
    return keyed_hash("account", username)


def _begin(username: str, network: str, step: str, at: datetime) -> SignInAttempt:
    account, address = _account(username), keyed_hash("network", network)
    attempt = SignInAttempt.objects.create(account=account, address=address, step=step, at=at)
    wait = free_at(_failures(attempt), settings.SIGN_IN_LIMITS)
    if wait is not None and wait > at:
        attempt.delete()  # nobody makes their own wait longer by asking too early
        raise Refusal("access.wait", until=_clock(wait), field="password" if step == SignInAttempt.PASSWORD else "code")
    return attempt


def _failures(attempt: SignInAttempt) -> Failures:
    """What stood before this attempt."""
    limits: Limits = settings.SIGN_IN_LIMITS
    before = SignInAttempt.objects.filter(pk__lt=attempt.pk, step=attempt.step).order_by("at", "pk")
    of_account = before.filter(account=attempt.account)
    own = of_account if attempt.step == SignInAttempt.CODE else of_account.filter(address=attempt.address)
    passed = own.filter(passed=True).aggregate(at=Max("at"))["at"]
    lately = own.filter(passed=False, at__gt=max(passed or attempt.at - REMEMBERED, attempt.at - REMEMBERED))
    moments = list(lately.values_list("at", flat=True))
    known = passed is not None and attempt.at - passed <= limits.known_for
    if known or attempt.step == SignInAttempt.CODE:
        return Failures(moments, known=True)
    failed = before.filter(passed=False, at__gt=attempt.at - limits.within).values_list("at", flat=True)
    return Failures(
        own=moments,
        account=list(failed.filter(account=attempt.account)),
        address=list(failed.filter(address=attempt.address)),
    )


def _passed(attempt: SignInAttempt) -> None:
    attempt.passed = True
    attempt.save(update_fields=["passed"])


def _tell_of_lockout(attempt: SignInAttempt, username: str, at: datetime) -> None:
    """Tells the person, where this failure was the first after which they must wait; once an hour at most."""
    limits: Limits = settings.SIGN_IN_LIMITS
    moments = [*_failures(attempt).own, attempt.at]
    if run_ends(moments, limits) is None or run_ends(moments[:-1], limits) is not None:
        return
    if user := User.objects.filter(username=username, is_active=True).first():
        tell(kind="access.locked", to=[user.pk], address="access/sign-ins/", once=f"{at:%Y-%m-%dT%H}", at=at)


def _clock(moment: datetime) -> str:
    """The full minute at which it is over, in the programme's time zone."""
    return f"{timezone.localtime(moment + timedelta(seconds=59)):%H:%M}"
