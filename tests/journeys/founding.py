"""A programme's first three accounts, made where a house begins: from the command line, before anybody can sign in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PASSWORD = "seven horses cross the river"
"""Of everybody here: it protects nobody."""

FOUND = """
import django
django.setup()
from django.core.management import call_command
from django.utils import timezone
from ortoo.access.operations import NewAccount, found
from ortoo.access.rules.roles import Role
call_command("migrate", verbosity=0)
people = {Role.ACADEMY_MANAGER: "manager", Role.HEAD_OF_ACADEMY: "head", Role.OPERATOR: "operator"}
accounts = {role: NewAccount(name, name.capitalize(), "en", PASSWORD) for role, name in people.items()}
found(accounts=accounts, at=timezone.now())
"""


def found(home: Path, database_url: str) -> None:
    """The academy manager "manager", the head of the academy "head" and the operator "operator"."""
    run_in_the_house(home, database_url, FOUND)


def run_in_the_house(home: Path, database_url: str, program: str, **more: str) -> str:
    """What `program` prints, run with the settings of the house; CalledProcessError where it fails."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(home), "ORTOO_HOME": str(home), "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "ortoo.site.settings", **more,
    }  # fmt: skip
    lines = f"PASSWORD = {PASSWORD!r}\n{program}"
    done = subprocess.run([sys.executable, "-c", lines], cwd=home, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout
