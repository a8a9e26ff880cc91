"""How long somebody must wait after wrong passwords or codes. Plain numbers; who counts them is another's matter.

Held first against the pair of account and network: whoever tries another's name from elsewhere does not lock that
person out. Only where a network has never been that account's are its many tries, and those of many networks on one
account, counted together too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Limits:
    """`tries` in a row are free; then one waits `first_wait`, and after each further failure twice as long."""

    tries: int = 5
    within: timedelta = timedelta(minutes=15)
    first_wait: timedelta = timedelta(minutes=1)
    longest_wait: timedelta = timedelta(minutes=60)
    per_address: int = 30
    per_account: int = 25
    known_for: timedelta = timedelta(days=30)

    def __post_init__(self) -> None:
        assert 1 <= self.tries <= self.per_account <= self.per_address


@dataclass(frozen=True)
class Failures:
    """Moments of failures, the oldest first: of the account from this network since it last signed in from there, of
    the account from everywhere, and of everybody from this network. `known`: it has signed in from here lately.
    """

    own: Sequence[datetime]
    account: Sequence[datetime] = ()
    address: Sequence[datetime] = ()
    known: bool = False


def free_at(failures: Failures, limits: Limits) -> datetime | None:
    """From when on another try is heard; None where nothing stands against it."""
    waits = [run_ends(failures.own, limits)]
    if not failures.known:
        waits.append(flood_ends(failures.account, limits.per_account, limits.within))
        waits.append(flood_ends(failures.address, limits.per_address, limits.within))
    return max((wait for wait in waits if wait is not None), default=None)


def run_ends(moments: Sequence[datetime], limits: Limits) -> datetime | None:
    """The end of the wait that the last failures in a row have brought. A row ends after `within` of quiet, counted
    from the end of a wait.
    """
    count, until, quiet_from = 0, None, None
    for moment in moments:
        if quiet_from is not None and moment - quiet_from > limits.within:
            count, until = 0, None
        count += 1
        if count >= limits.tries:
            # The exponent is capped: whoever fails for a week must not make numbers too large for a span of time.
            doublings = min(count - limits.tries, 20)
            until = moment + min(limits.longest_wait, limits.first_wait * 2**doublings)
        quiet_from = until or moment
    return until


def flood_ends(moments: Sequence[datetime], most: int, within: timedelta) -> datetime | None:
    """When fewer than `most` of `moments` lie within the span; None where they never were so many."""
    return moments[-most] + within if len(moments) >= most else None
