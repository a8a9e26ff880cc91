"""Processes of a served house, found by who started them, and ended as by a power cut: SIGKILL."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

PATIENCE = 60.0


def children(parent: int) -> list[int]:
    """Its processes, the oldest first."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, ppid, *rest = stat.read_text("ascii", "replace").rsplit(")", 1)[1].split()
        except OSError:  # it has just ended
            continue
        if int(ppid) == parent and state != "Z":
            found.append((int(rest[17]), int(stat.parent.name)))
    return [pid for _, pid in sorted(found)]


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
    except OSError:
        return ""


@dataclass
class Killer:
    """Ends one process of the house after another, at moments of its own (seeded); each was there again before."""

    watch: int
    random: Random
    killed: dict[str, int] = field(default_factory=lambda: {"web": 0, "server": 0, "worker": 0})

    def kill_web_worker(self) -> None:
        """The one that has lived longest: one that is killed twice in five seconds ends the whole web server."""
        self._kill("web", lambda: [worker for server in self._child("granian") for worker in children(server)])

    def kill_web_server(self) -> None:
        self._kill("server", lambda: self._child("granian"))

    def kill_task_worker(self) -> None:
        self._kill("worker", lambda: self._child("db_worker"))

    def _kill(self, kind: str, found: Callable[[], list[int]]) -> None:
        """The first of those found, at a moment within half a second; it may just have ended by itself."""
        time.sleep(self.random.uniform(0.0, 0.5))
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for pid in found()[:1]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                    self.killed[kind] += 1
                    return
            time.sleep(0.05)
        raise AssertionError("a process that was killed was not started again")

    def _child(self, named: str) -> list[int]:
        """The one child of that name, or nobody while it is started again."""
        return [pid for pid in children(self.watch) if named in command(pid)][:1]
