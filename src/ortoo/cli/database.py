"""What the commands on a database begin with: its tables, the language, and the account that acts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ortoo.cli import spoken_language
from ortoo.multilingual.refusals import Refusal

if TYPE_CHECKING:
    from ortoo.access.models import User
    from ortoo.jobs.progress import Progress
    from ortoo.spreadsheets.kinds import ImportKind


def ready() -> str:
    """Django is set up, no database is touched; the language spoken."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortoo.site.settings")
    import django
    from django.utils import translation

    django.setup()
    language = spoken_language()
    translation.activate(language)
    return language


def open_database() -> str:
    """`ready`, on a database that has tables. Refuses one that is not there yet."""
    language = ready()
    from django.db import connection

    # A connection would make the file of an SQLite database that is not there.
    missing = connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists()
    if missing or "ortoo_user" not in connection.introspection.table_names():
        raise Refusal("jobs.no_database")
    return language


def acting(username: str | None, kind: ImportKind) -> User:
    """The account that acts. Refused where none is named or known, with those who may."""
    from ortoo.access.models import User

    user = User.objects.filter(username=username, is_active=True).first() if username else None
    if user is not None:
        return user
    names = ", ".join(_who_may(kind)) or "–"
    if username:
        raise Refusal("jobs.unknown_user", name=username, names=names)
    raise Refusal("jobs.nobody_named", names=names)


def _who_may(kind: ImportKind, most: int = 5) -> list[str]:
    from django.utils import timezone

    from ortoo.access.models import User
    from ortoo.access.queries import grants_at
    from ortoo.jobs.imports import can_import

    now = timezone.now()
    holders = User.objects.filter(is_active=True, grants__revoked_by=None).distinct().order_by("username")
    return [user.username for user in holders if can_import(kind, grants_at(user, now))][:most]


@contextmanager
def bar(step: str) -> Iterator[Progress]:
    """A bar on stderr, which goes when the work is done."""
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Bars(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        one = bars.add_task(step, total=None)

        def progress(done: int, total: int) -> None:
            bars.update(one, completed=done, total=max(total, 1))

        yield progress
