"""How a house begins: founded from the command line, before anybody can sign in, or as the demonstration."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path

from tests.journeys.phones import Phones

PASSWORD = "seven horses cross the river"
"""Of everybody who chooses one here: it protects nobody."""
CLOCK = Path(__file__).parent / "clock"
"""A folder for PYTHONPATH: see the file in it."""


@dataclass(frozen=True)
class House:
    """Where a house is served, its folder, and the passwords that were made for its founders."""

    address: str
    home: Path
    passwords: dict[str, str] = field(default_factory=dict)
    database_url: str = ""

    @cached_property
    def phones(self) -> Phones:
        return Phones(self.home)

    def wait(self, span: timedelta) -> None:
        """Puts the clock of a house that was served with CLOCK so far ahead of the machine's."""
        (self.home / "seconds-ahead").write_text(str(int(span.total_seconds())))

    def do(self, *command: str) -> str:
        """What a program of this folder prints that works in the house by its operations, by the house's clock."""
        return run([sys.executable, "-m", *command], self.home, self.database_url, {"PYTHONPATH": str(CLOCK)})


def found(home: Path, database_url: str, *more: str) -> dict[str, str]:
    """User name -> password of the academy's manager and head and of the operator, who are called so."""
    founders = ("--manager", "manager", "--head", "head", "--operator", "operator")
    lines = ortoo("found", *founders, *more, home=home, database_url=database_url).splitlines()
    return dict(line.split("\t")[1:] for line in lines)


def demonstrate(home: Path, database_url: str, size: int) -> None:
    """Builds the demonstration, as `make run` does."""
    ortoo("demo", "--home", str(home), "--size", str(size), "--no-serve", home=home, database_url=database_url)


def prepare(home: Path, database_url: str) -> None:
    """A programme up to the draw: `tests.journeys.prepared`."""
    _build(home, database_url, "tests.journeys.prepared")


def examine(home: Path, database_url: str) -> None:
    """A programme before an exam that goes by items: `tests.journeys.examined`."""
    _build(home, database_url, "tests.journeys.examined")


def propose(home: Path, database_url: str, *codes: str) -> None:
    """Rounds that wait for the Prime Minister's office: `tests.journeys.proposed`."""
    _build(home, database_url, "tests.journeys.proposed", *codes)


def permit(home: Path, database_url: str) -> None:
    """A delegation that may travel: `tests.journeys.permitted`."""
    _build(home, database_url, "tests.journeys.permitted")


def visit(home: Path, database_url: str) -> None:
    """A visit under way: `tests.journeys.visited`."""
    _build(home, database_url, "tests.journeys.visited")


def _build(home: Path, database_url: str, *program: str) -> None:
    for command in (["django", "migrate", "-v0", "--skip-checks"], program):
        run([sys.executable, "-m", *command], home, database_url)


def ortoo(*command: str, home: Path, database_url: str) -> str:
    """What the command prints to stdout."""
    return run([sys.executable, "-m", "ortoo.cli", *command], home, database_url)


def run(command: list[str], home: Path, database_url: str, more: Mapping[str, str] | None = None) -> str:
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    environment = {
        **kept, "HOME": str(home), "ORTOO_HOME": str(home), "LANG": "C.UTF-8",
        "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "ortoo.site.settings",
        **(more or {}),
    }  # fmt: skip
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
