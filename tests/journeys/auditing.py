"""An auditor's way: an export taken, and checked without the house."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.journeys.visitor import Visitor


def take_export(auditor: Visitor, to: Path) -> Path:
    """With the sealed records."""
    auditor.go("ledger/")
    auditor.follow("Take an export")
    auditor.fill({"Name of the file": "audit-2026", "What it is for": "The yearly audit"})
    auditor.choose("With the sealed records, so that selections can be solved again")
    auditor.press("Make the file")
    auditor.wait_for_work()
    return auditor.download("Download", to)


def take_verifier(anybody: Visitor, to: Path) -> Path:
    """The public page gives it to whoever asks."""
    anybody.go("ledger/check/")
    return anybody.download("ortoo_verify.py", to)


def run(*command: str, folder: Path) -> str:
    """What a command of a terminal prints; it must end well."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8"}
    done = subprocess.run([sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
