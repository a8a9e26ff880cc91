"""Codes of the second factor: the vectors of RFC 6238, each code good once, a clock that is one step off."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.access.rules.codes import DRIFT, STEP, address_for_phones, plain, readable, step_at, step_of

SECRET = base64.b32encode(b"12345678901234567890").decode()
"""The shared secret of RFC 6238, appendix B, for SHA-1."""
AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037"),
     (20000000000, "353130")],
)  # fmt: skip
def test_the_vectors_of_rfc_6238(seconds: int, code: str) -> None:
    """The RFC prints eight digits; six are their end."""
    at = datetime.fromtimestamp(seconds, UTC)
    assert step_of(code, SECRET, at, after=0) == seconds // 30
    assert step_of(f" {code[:3]} {code[3:]} ", SECRET, at, after=0) == seconds // 30


@pytest.mark.parametrize("code", ["", "28708", "2870822", "28708a", "２８７０８２", "287083"])
def test_what_is_no_code_fits_no_step(code: str) -> None:
    assert step_of(code, SECRET, datetime.fromtimestamp(59, UTC), after=0) is None


def test_a_code_is_good_once_and_none_before_it_later() -> None:
    now = step_at(AT)
    before, mine = (pyotp.HOTP(SECRET).at(step) for step in (now - 1, now))
    assert step_of(mine, SECRET, AT, after=now - 1) == now
    assert step_of(mine, SECRET, AT, after=now) is None
    assert step_of(before, SECRET, AT, after=now) is None


@given(st.binary(min_size=20, max_size=20), st.integers(min_value=10, max_value=2**32), st.integers(-4, 4))
def test_a_clock_may_be_one_step_off_and_no_more(key: bytes, seconds: int, off: int) -> None:
    secret, at = base64.b32encode(key).decode(), datetime.fromtimestamp(seconds * 7, UTC)
    theirs = step_at(at + timedelta(seconds=off * STEP))
    code = pyotp.HOTP(secret).at(theirs)
    found = step_of(code, secret, at, after=0)
    if abs(off) <= DRIFT:
        assert found is not None
        assert pyotp.HOTP(secret).at(found) == code
    else:  # one in three hundred thousand codes is that of another step, too
        assert found is None or pyotp.HOTP(secret).at(found) == code


def test_a_code_on_paper_reads_well_and_is_compared_plainly() -> None:
    assert readable("ABCDEFGHJK") == "ABCDE-FGHJK"
    assert plain(" abcde-fghjk ") == "ABCDEFGHJK"


def test_a_phone_reads_house_account_and_secret() -> None:
    assert address_for_phones(SECRET, "oyun", "Ortoo") == f"otpauth://totp/Ortoo:oyun?secret={SECRET}&issuer=Ortoo"
