"""The code that a trainer shows in class: signed for one class, and good for some minutes (decision 0072)."""

from __future__ import annotations

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from ortoo.multilingual.refusals import Refusal

LIVES = 5 * 60
"""Seconds: long enough to scan and sign in, too short to be of use to somebody who is elsewhere for long."""

SIGNER = "ortoo.training.present"


def code_for(sitting: int) -> str:
    """A code for the class with this key, made now; the clock is that of the signature."""
    return TimestampSigner(salt=SIGNER).sign(str(sitting))


def sitting_of(code: str) -> int:
    """The key of the class. Refused: a code that is too old, or that this house did not make."""
    try:
        return int(TimestampSigner(salt=SIGNER).unsign(code, max_age=LIVES))
    except SignatureExpired as error:
        raise Refusal("training.code_expired", minutes=LIVES // 60) from error
    except BadSignature as error:
        raise Refusal("training.code_unknown") from error


def drawn(address: str) -> str:
    """The address as a QR code: an SVG that stands inside a page, without style or script."""
    import segno

    made = segno.make(address, error="m", micro=False)
    return made.svg_inline(scale=8, border=4, dark="#111", light="#fff", omitsize=True)
