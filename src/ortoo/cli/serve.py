"""`ortoo serve`: the web server and the worker of background tasks, watched over by one process.

A child that ends is started again; Ctrl-C or SIGTERM ends both, the worker after the task it is at. The database is
brought to this edition's tables first.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Annotated

import typer

PATIENCE = 10.0
"""Seconds that a child has to end by itself before it is killed."""
NOW_AND_THEN = 15.0
"""Seconds between two looks for jobs whose worker was killed."""
BETWEEN_REMINDERS = 3600.0
"""Seconds between two looks for what people must be reminded of."""
SOON = 10.0
"""An end within so many seconds of the start is counted as a quick one."""
BROKEN_AFTER = 5
"""In a house that has never answered, a child that ended quickly so many times in a row is not started again."""
PAUSES = (0.0, 0.0, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds before the next start, by how many quick ends came in a row: a crash loop must not eat the machine."""


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to serve on, or the next free one.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(min=0, help="Web processes; 0: one on SQLite, two on PostgreSQL.")] = 0,
) -> None:
    """Serve the pages and do the background work.

    Settings come from the environment: ORTOO_HOME, DATABASE_URL, ORTOO_HOSTS, ORTOO_TLS.
    Example: ORTOO_HOME=var ortoo serve --port 8000
    """
    raise typer.Exit(serve_house(port, host, workers))


def serve_house(
    port: int, host: str = "127.0.0.1", workers: int = 0, when_ready: Callable[[str], None] | None = None
) -> int:
    """Migrate, serve until told to stop; the exit status. `when_ready` is called once, with the address served."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ortoo.site.settings")
    on_sqlite = migrate()
    found = free_port(host, port)
    if found != port:
        say(f"Port {port} is taken by another program; port {found} is used instead.")
    address = f"http://{'localhost' if host in ('127.0.0.1', '0.0.0.0') else host}:{found}"
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(found)]
    web += ["--workers", str(workers or (1 if on_sqlite else 2)), "--blocking-threads", "4", "--no-ws"]
    web += ["--log-level", "warning", "--respawn-failed-workers", "ortoo.site.wsgi:application"]
    work = [sys.executable, "-m", "django", "db_worker", "--queue-name", "*", "--interval", "0.5", "-v0", "--no-reload"]
    children = [Child("web server", web), Child("background worker", [*work, "--no-startup-delay"])]

    def ready() -> None:
        say(f"Ortoo is served at {address} (Ctrl-C ends it).")
        if when_ready:
            when_ready(address)

    return watch(children, lambda: answers(host, found), ready, look_after())


@dataclass
class Child:
    """One program that is kept running."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    quick_ends: list[int] = field(default_factory=list)

    def start(self) -> None:
        """In a session of its own, so that Ctrl-C reaches only the one who watches, who then ends it in order."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command, start_new_session=True, stdin=subprocess.DEVNULL, preexec_fn=end_with_parent
        )

    def ended(self) -> bool:
        """Whether it has ended since it was asked last. Its next start is due after a pause; nothing of it is left."""
        if self.process is None or (status := self.process.poll()) is None:
            return False
        if time.monotonic() - self.started < SOON:
            self.quick_ends.append(status)
        else:
            self.quick_ends.clear()
        end_group(self.process.pid)
        self.process = None
        pause = PAUSES[min(len(self.quick_ends), len(PAUSES) - 1)]
        # Who is killed from outside does not fail by itself.
        self.due = time.monotonic() + (min(pause, 1.0) if status == -signal.SIGKILL else pause)
        return True

    def end(self, deadline: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        end_group(self.process.pid)


def watch(
    children: list[Child],
    is_up: Callable[[], bool],
    ready: Callable[[], None],
    now_and_then: Callable[[], None] = lambda: None,
) -> int:
    """Keep `children` running until SIGINT or SIGTERM; 1 where one of them cannot even be started.

    `ready` is called once, when `is_up` says so; `now_and_then` every fifteen seconds after that. From then on no child
    is given up: its database may be away for an hour and come back.
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    for child in children:
        child.start()
    broken, told, next_time = False, False, time.monotonic() + NOW_AND_THEN
    while not broken and not stop.wait(0.1 if not told else 0.5):
        for child in children:
            broken |= child.ended() and not is_worth_a_start(child, has_served=told)
            if child.process is None and not broken and time.monotonic() >= child.due:
                child.start()
        if not told and is_up():
            told = True
            ready()
        if told and time.monotonic() > next_time:
            next_time = time.monotonic() + NOW_AND_THEN
            now_and_then()
    end_all(children)
    return 1 if broken else 0


def is_worth_a_start(child: Child, *, has_served: bool) -> bool:
    """Says what becomes of a child that has ended."""
    if not has_served and len(child.quick_ends) >= BROKEN_AFTER:
        say(f"The {child.name} ended {BROKEN_AFTER} times right after its start; its last words are above.")
        return False
    say(f"The {child.name} has ended; it is started again.")
    return True


def end_all(children: list[Child]) -> None:
    for child in children:
        if child.process and child.process.poll() is None:
            child.process.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        child.end(deadline)


def migrate() -> bool:
    """Bring the database to this edition's tables; whether it is SQLite."""
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    on_sqlite = connection.vendor == "sqlite"
    connection.close()
    return on_sqlite


def look_after(
    clock: Callable[[], float] = time.monotonic, do: Callable[[Callable[[], None]], None] | None = None
) -> Callable[[], None]:
    """What is done every fifteen seconds: jobs are taken up again; and at once and every hour: people are reminded, and
    sign-ins that are over are forgotten.
    """
    reminded, do = -BETWEEN_REMINDERS, do or database_work

    def now_and_then() -> None:
        nonlocal reminded
        now = clock()
        do(take_up_jobs_again)
        if now - reminded >= BETWEEN_REMINDERS:
            reminded = now
            do(remind_people)
            do(forget_what_is_over)

    return now_and_then


def take_up_jobs_again() -> None:
    """Queue the jobs anew whose worker was killed."""
    from django.utils import timezone

    from ortoo.jobs.operations import take_up_again

    if count := take_up_again(at=timezone.now()):
        say(f"{count} jobs had lost their worker; they are taken up again.")


def remind_people() -> None:
    from django.utils import timezone

    from ortoo.site.reminding import remind

    remind(timezone.now())


def forget_what_is_over() -> None:
    """Tries to sign in, counts of requests, and sessions that have done their duty."""
    from django.utils import timezone

    from ortoo.access.operations import prune

    prune(at=timezone.now())


def database_work(work: Callable[[], None]) -> None:
    """Does `work`; a database that is away for a moment is left to the next time."""
    from django.db import Error, connection

    try:
        work()
    except Error as error:
        say(f"The database did not answer: {error}")
    finally:
        connection.close()


def free_port(host: str, wanted: int) -> int:
    """`wanted`, or the next of the twenty after it that nobody listens on; else one that the system gives."""
    for port in (*range(wanted, min(wanted + 21, 65536)), 0):
        with socket.socket() as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((host, port))
                listener.listen(1)
            except OSError:
                continue
            found: int = listener.getsockname()[1]
            return found
    raise OSError(f"no free port on {host}")


def answers(host: str, port: int) -> bool:
    """Whether somebody accepts connections there."""
    with socket.socket() as caller:
        caller.settimeout(0.3)
        return caller.connect_ex(("127.0.0.1" if host == "0.0.0.0" else host, port)) == 0


def end_group(leader: int) -> None:
    """Kill what a child has left running: a web server that is killed leaves its workers, who would answer on."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def end_with_parent() -> None:
    """Ask Linux to send SIGTERM to this child when its parent is killed, so that a kill -9 leaves nobody behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
