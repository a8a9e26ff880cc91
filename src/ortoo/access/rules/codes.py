"""Codes of the second factor: six digits from a phone (RFC 6238), or one of ten on paper for a lost phone."""

from __future__ import annotations

import hmac
import re
from datetime import datetime

import pyotp

STEP = 30
"""Seconds that a code stands on the phone; a step is the number of such spans since 1970 (RFC 6238, X and T)."""
DRIFT = 1
"""Steps that the clock of a phone may be ahead or behind."""
DIGITS = re.compile(r"[0-9]{6}", re.ASCII)
ON_PAPER = 10
"""How many recovery codes are given at once."""
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of a recovery code: no 0 and O, no 1 and I."""
LENGTH = 10
"""Letters of a recovery code: 32 to the power of ten of them, fifty bits."""


def step_at(at: datetime) -> int:
    return int(at.timestamp()) // STEP


def step_of(code: str, secret: str, at: datetime, after: int) -> int | None:
    """The step to which `code` belongs, of those around `at` and later than `after`; None where it fits none.

    Whoever takes a code remembers its step, so that it is good once (RFC 6238, section 5.2).
    """
    typed = plain(code)
    if not DIGITS.fullmatch(typed):
        return None
    now, counted = step_at(at), pyotp.HOTP(secret)
    fitting = [step for step in range(now - DRIFT, now + DRIFT + 1) if hmac.compare_digest(counted.at(step), typed)]
    return next((step for step in fitting if step > after), None)


def plain(code: str) -> str:
    """As it is compared: capitals and digits, without what people put in between to read it."""
    return re.sub(r"[^0-9A-Z]", "", code.upper())


def readable(code: str) -> str:
    """A recovery code as it is printed: two groups of five."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def address_for_phones(secret: str, account: str, house: str) -> str:
    """The otpauth address that the app on a phone reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=house)
