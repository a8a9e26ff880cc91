"""`ortoo demo`: builds the demonstration in a database of its own, once, and serves it."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ortoo.cli.serve import say, serve_house
from ortoo.multilingual.refusals import Refusal

if TYPE_CHECKING:
    from ortoo.jobs.progress import Progress

DATABASE = "ortoo.sqlite3"
UNFINISHED = "building.sqlite3"


def demo(
    home: Annotated[Path, typer.Option(help="The folder of the demonstration; another programme's is refused.")] = Path(
        "var/demo"
    ),
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to serve on, or the next free one.")] = 8000,
    size: Annotated[int, typer.Option(min=400, help="How many officials to invent.")] = 12_000,
    serve: Annotated[bool, typer.Option(help="Serve it once it is built.")] = True,
) -> None:
    """Build the demonstration programme in its own database, and serve it. A second start keeps the data.

    Example: ortoo demo --port 8000
    """
    home.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "ORTOO_HOME": str(home.resolve()),
        "ORTOO_DEMONSTRATION": "1",
        "DJANGO_SETTINGS_MODULE": "ortoo.site.settings",
    }
    if "DATABASE_URL" in os.environ:
        _build(size)
    elif not (home / DATABASE).exists():
        _build_aside(home, size)
    else:
        _refuse_another_programme()
    if serve:
        raise typer.Exit(serve_house(port, when_ready=_say_what_to_try))


def _build_aside(home: Path, size: int) -> None:
    """In a file beside, renamed when it is whole: a building that was broken off leaves nothing that looks finished.

    Then this program begins again, because its settings are bound to the file beside.
    """
    for left in home.glob(f"{UNFINISHED}*"):
        left.unlink()
    os.environ["DATABASE_URL"] = f"sqlite:///{(home / UNFINISHED).resolve()}"
    _build(size)
    (home / UNFINISHED).rename(home / DATABASE)
    del os.environ["DATABASE_URL"]
    os.execv(sys.executable, [sys.executable, "-m", "ortoo.cli", *sys.argv[1:]])  # noqa: S606 - this very program


def _refuse_another_programme() -> None:
    """A database that is there was marked by its first migration, or it is left alone: neither migrated nor served."""
    import django
    from django.db import connection

    django.setup()

    from ortoo.access.models import DatabaseMark
    from ortoo.access.queries import is_demonstration

    tables = connection.introspection.table_names()
    if tables and (DatabaseMark._meta.db_table not in tables or not is_demonstration()):
        raise Refusal("site.not_a_demonstration")
    connection.close()


def _build(size: int) -> None:
    from django.core.management import call_command
    from django.db import connection, transaction

    _refuse_another_programme()
    with _few_collections():
        call_command("migrate", verbosity=0, skip_checks=True)

    from ortoo.access.models import ReadySignIn
    from ortoo.site.demonstration.build import build

    if ReadySignIn.objects.exists():
        return
    say("Building the demonstration: invented officials, one round from its exams to what came of it, three under way.")
    # Whole or not at all: a building that was broken off can begin again.
    with _bars() as progress, _few_collections(), transaction.atomic():
        build(size=size, progress=progress)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            # The file alone is renamed, so what stands in its log is brought in first.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("PRAGMA journal_mode=DELETE")
    connection.close()


@contextmanager
def _few_collections() -> Iterator[None]:
    """Millions of objects come and go, hardly any in a circle: to look for circles as often as usual takes long."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _bars() -> Iterator[Callable[[str], Progress]]:
    """A bar a step on stderr."""
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:<32}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True)) as bars:

        def progress(step: str) -> Progress:
            bar = bars.add_task(step, total=None)
            return lambda done, total: bars.update(bar, completed=done, total=max(total, 1))

        yield progress


def _say_what_to_try(address: str) -> None:
    from ortoo.access.queries import ready_usernames

    say(f"""
  Everything in it is invented. Sign in with one click at {address}/en/access/sign-in/
  as one of: {", ".join(ready_usernames())}.

  What to try first
    as the official just below the cut line   {address}/en/selection/mine/        own rank and reason
    as the selection officer                  {address}/en/selection/            four rounds, and where each stands
    as the planner that leads a measure       {address}/en/actions/mine/         confirm what was delivered
    as the further host of a visit            {address}/en/visits/               answer a request
    as the auditor                            {address}/en/ledger/export/        take an export and verify it
    without signing in                        {address}/en/ledger/check/         check it yourself
""")
