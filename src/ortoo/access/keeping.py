"""What is kept so that a stolen database alone tells little: secrets encrypted, names and codes as keyed hashes.

All keys come from the installation's secret key (decision 0055 does the same for register numbers).
"""

from __future__ import annotations

import base64
import secrets

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.crypto import salted_hmac

from ortoo.access.rules.codes import LENGTH, LETTERS, ON_PAPER
from ortoo.multilingual.refusals import Refusal


def encrypted(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode("ascii")


def decrypted(kept: str) -> str:
    """Refuses what was encrypted under another secret key: the person's factor must be set up anew."""
    try:
        return _cipher().decrypt(kept.encode("ascii")).decode()
    except InvalidToken as error:
        raise Refusal("access.factor_unreadable") from error


def keyed_hash(purpose: str, text: str) -> str:
    """64 hexadecimal digits; those of one purpose say nothing about those of another."""
    return salted_hmac(f"ortoo.access.{purpose}", text, algorithm="sha256").hexdigest()


def new_recovery_codes() -> list[str]:
    return ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(ON_PAPER)]


def _cipher() -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"ortoo second factor").derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
