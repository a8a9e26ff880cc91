"""The second factor of an account: set up, used, turned off.

No entry in the ledger, as for a password: nothing of the programme is decided. The person is told of each change.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ortoo.access.access import check_factor_not_needed
from ortoo.access.keeping import decrypted, encrypted, keyed_hash
from ortoo.access.keeping import new_recovery_codes as drawn_codes
from ortoo.access.models import ReadySignIn, RecoveryCode, SecondFactor, User
from ortoo.access.queries import grants_at, is_demonstration
from ortoo.access.rules.codes import LENGTH, plain, step_of
from ortoo.access.telling import tell
from ortoo.multilingual.refusals import Refusal

ACCOUNT = "access/account/"


@transaction.atomic
def set_up_factor(*, secret: str, code: str, by: User, at: datetime) -> list[str]:
    """From now on `by` gives a code at sign-in; `code` shows that their phone has the secret. The recovery codes.

    Refused where there is a factor already, for an account that anybody enters with one click, and for a wrong code.
    """
    if SecondFactor.objects.filter(user=by).exists():
        raise Refusal("access.factor_there")
    if ReadySignIn.objects.filter(user=by).exists():
        raise Refusal("access.factor_for_everybody")
    step = step_of(code, secret, at, after=0)
    if step is None:
        raise Refusal("access.wrong_code", field="code")
    SecondFactor.objects.create(user=by, secret=encrypted(secret), confirmed_at=at, last_step=step)
    tell(kind="access.factor_on", to=[by.pk], address=ACCOUNT, by=by, at=at)
    return _draw(by)


@transaction.atomic
def take_code(*, user: User, code: str, at: datetime) -> None:
    """Uses up a code of the phone or of the paper. Refuses one that fits nothing, and one that was used before."""
    factor = SecondFactor.objects.select_for_update().filter(user=user).first()
    if factor is None:
        raise Refusal("access.no_factor")
    if len(plain(code)) == LENGTH:
        _take_recovery_code(user, code, at)
        return
    step = step_of(code, decrypted(factor.secret), at, after=factor.last_step)
    if step is None:
        raise Refusal("access.wrong_code", field="code")
    factor.last_step = step
    factor.save(update_fields=["last_step"])


@transaction.atomic
def new_recovery_codes(*, code: str, by: User, at: datetime) -> list[str]:
    """Ten new ones; those before are good no more."""
    take_code(user=by, code=code, at=at)
    return _draw(by)


@transaction.atomic
def turn_off_factor(*, code: str, by: User, at: datetime) -> None:
    """Refused where a role of the person needs it, outside the demonstration."""
    check_factor_not_needed(grants_at(by, at), demonstration=is_demonstration())
    take_code(user=by, code=code, at=at)
    remove_factor(user=by)
    tell(kind="access.factor_off", to=[by.pk], address=ACCOUNT, by=by, at=at)


def remove_factor(*, user: User) -> None:
    RecoveryCode.objects.filter(user=user).delete()
    SecondFactor.objects.filter(user=user).delete()


def _draw(user: User) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    codes = drawn_codes()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, hash=_hash(user, code)) for code in codes)
    return codes


def _take_recovery_code(user: User, code: str, at: datetime) -> None:
    unused = RecoveryCode.objects.filter(user=user, hash=_hash(user, plain(code)), used_at=None)
    if not unused.update(used_at=at):
        raise Refusal("access.wrong_code", field="code")
    left = RecoveryCode.objects.filter(user=user, used_at=None).count()
    tell(kind="access.recovery_code_used", to=[user.pk], values={"left": left}, address=ACCOUNT, by=user, at=at)


def _hash(user: User, code: str) -> str:
    return keyed_hash("recovery", f"{user.pk}:{code}")
