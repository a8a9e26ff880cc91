"""What lies around the database: the keys of the house, room on the disk, the time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from ortoo.ledger.models import Entry
from ortoo.ledger.queries import checkpoints
from ortoo.ledger.rules.notes import read_signer
from ortoo.site.keeping.doctor.finding import Finding, some, watch, well, wrong
from ortoo.site.keeping.keys import NAMES, keys_of

MEGABYTE = 1 << 20
LEAST, ENOUGH = 200 * MEGABYTE, 2048 * MEGABYTE
APART = timedelta(seconds=5)


def keys(at: datetime) -> Iterator[Finding]:
    home = Path(settings.HOME)
    held = keys_of(home)
    open_to_others = [name for name in NAMES if (home / name).is_file() and (home / name).stat().st_mode & 0o077]
    if open_to_others:
        yield watch("doctor.keys_open", names=some(open_to_others), home=str(home))
    if "secret-key" in held:
        yield well("doctor.secret_key")
    else:
        yield wrong("doctor.secret_key_missing", home=str(home))
    yield from _signing_key(held.get("signing-key"), home)


def _signing_key(held: str | None, home: Path) -> Iterator[Finding]:
    last = checkpoints().last()
    if held is None:
        yield wrong("doctor.signing_key_missing", home=str(home)) if last else well("doctor.signing_key_not_yet")
        return
    try:
        signer = read_signer(held)
    except ValueError:
        yield wrong("doctor.signing_key_unreadable", home=str(home))
        return
    if last is not None and last.key != signer.verifier_key:
        yield watch("doctor.signing_key_other", size=last.size)
    else:
        yield well("doctor.signing_key", name=signer.name)


def disk(at: datetime) -> Iterator[Finding]:
    free = shutil.disk_usage(settings.HOME).free
    state = wrong if free < LEAST else watch if free < max(ENOUGH, 3 * _size()) else None
    megabytes = free // MEGABYTE
    yield state("doctor.disk_full", free=megabytes) if state else well("doctor.disk", free=megabytes)


def _size() -> int:
    """Of an embedded database; its backup is written beside it."""
    file = Path(str(connection.settings_dict["NAME"]))
    return file.stat().st_size if connection.vendor == "sqlite" and file.exists() else 0


def clock(at: datetime) -> Iterator[Finding]:
    """The last decision is not in the future, and a server of its own agrees with this machine."""
    last = Entry.objects.order_by("-seq").values_list("at", flat=True).first()
    if last is not None and last > at + APART:
        yield wrong("doctor.clock_behind", last=f"{last:%Y-%m-%d %H:%M:%S %Z}", now=f"{at:%Y-%m-%d %H:%M:%S %Z}")
        return
    if (apart := abs(_time_of_the_server(at) - at)) > APART:
        yield watch("doctor.clocks_differ", seconds=int(apart.total_seconds()))
        return
    yield well("doctor.clock", now=f"{at:%Y-%m-%d %H:%M:%S %Z}")


def _time_of_the_server(at: datetime) -> datetime:
    if connection.vendor == "sqlite":
        return at
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now
