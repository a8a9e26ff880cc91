"""The command line of a house, as its operator calls it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PASSPHRASE = "seven horses cross the river"


def ortoo(home: Path, database_url: str, *command: str, passphrase: str = PASSPHRASE) -> tuple[int, str, str]:
    """Status, what was printed, what was complained of."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home.parent), "LANG": "en_US.UTF-8"}
    environment |= {"ORTOO_HOME": str(home), "DATABASE_URL": database_url, "ORTOO_PASSPHRASE": passphrase}
    if "PYTHONPATH" in os.environ:
        environment["PYTHONPATH"] = os.environ["PYTHONPATH"]
    done = subprocess.run(
        [sys.executable, "-m", "ortoo.cli", *command], env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def unwell(said: str) -> list[str]:
    """The test's own server of PostgreSQL writes nothing to the disk, which the doctor rightly says."""
    return [line for line in said.splitlines() if line.startswith("✗") and "fsync" not in line]
