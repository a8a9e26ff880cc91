"""The clock and the chance of the walls' house stand still, so that each building has the same people on its lists.

The last tie-breaker of a selection hashes the root of its seal, whose rows are salted: with a secret of the person and
with the moment of the seal, to the microsecond. Both alike, the same people are chosen, travel and appeal.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from random import Random

import pytest
from django.utils import timezone

from ortoo.ledger.signing import signer

NOW = datetime(2026, 11, 16, 2, tzinfo=UTC)
"""A Monday morning in an office in Mongolia. The demonstration tells its last rounds by the days before it."""
SEED = 1


@contextmanager
def clock_standing() -> Iterator[None]:
    """It is NOW, for the building and for whoever asks afterwards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: NOW)
        yield


@contextmanager
def chance_standing() -> Iterator[None]:
    """What is secret, and so differs from house to house, is drawn alike."""
    signer()  # the key of the installation, made once a home: not from what follows
    chance = Random(SEED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "token_bytes", chance.randbytes)
        patch.setattr(secrets, "randbelow", chance.randrange)
        yield
