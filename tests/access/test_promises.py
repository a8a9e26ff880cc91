"""Ready sign-ins exist only in a database that its first migration marked; nothing marks one later."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from pytest_django import Settings

from ortoo.access import operations as access
from ortoo.access.models import DatabaseMark, ReadySignIn
from ortoo.access.queries import is_demonstration
from ortoo.multilingual.refusals import Refusal
from tests.cast import AT, academy_manager, outsider
from tests.serving import empty_database

MARK = "INSERT INTO ortoo_databasemark (mark, made_at) VALUES ('demonstration', '2026-01-31')"
MARKED = "a database is marked by its first migration or never"

STORY = """
import json, os, sys
import django
from django.core.management import call_command

django.setup()
call_command("migrate", verbosity=0)
from django.db import DatabaseError, connection, transaction
from ortoo.access import operations as access
from ortoo.access.models import DatabaseMark, User
from ortoo.access.queries import is_demonstration, ready_usernames
from ortoo.multilingual.refusals import Refusal
from tests.cast import AT, academy_manager, hands, outsider

def tried(statement):
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return str(error).splitlines()[0]
    return "done"

found = {"demonstration": is_demonstration()}
access.make_ready(users=[(outsider(), "auditor")], by=academy_manager(), at=AT)
found["ready"] = ready_usernames()
try:
    access.close_account(user=User.objects.get(username="otgon"), reason="Left", by=hands()[1], at=AT)
except Refusal as refusal:
    found["closed"] = refusal.code
found["tried"] = [tried(statement) for statement in sys.argv[1:]]
found["marks"] = DatabaseMark.objects.count()
print(json.dumps(found))
"""


@pytest.mark.django_db
class TestOutsideTheDemonstration:
    def test_it_is_none(self) -> None:
        assert not DatabaseMark.objects.exists()
        assert not is_demonstration()

    def test_an_operation_refuses_ready_sign_ins(self) -> None:
        with pytest.raises(Refusal, match="exist only in the demonstration"):
            access.make_ready(users=[(outsider(), "auditor")], by=academy_manager(), at=AT)

    def test_the_database_refuses_them(self) -> None:
        with pytest.raises(IntegrityError, match="only in a demonstration database"), transaction.atomic():
            ReadySignIn.objects.create(user=outsider(), place=1, shows="auditor")

    def test_no_statement_marks_it(self) -> None:
        with pytest.raises(IntegrityError, match=MARKED), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(MARK)

    def test_nor_does_the_setting_once_it_is_migrated(self, settings: Settings) -> None:
        settings.DEMONSTRATION = True
        call_command("migrate", verbosity=0)
        is_demonstration.cache_clear()
        assert not is_demonstration()


def test_one_that_its_first_migration_marked_stays_a_demonstration(tmp_path: Path) -> None:
    refused = [MARK, "UPDATE ortoo_databasemark SET mark = 'real'", "DELETE FROM ortoo_databasemark"]
    with empty_database(tmp_path) as address:
        found = told(tmp_path, address, *refused)
    assert {**found, "tried": [MARKED in sentence for sentence in found["tried"]]} == {
        "demonstration": True, "ready": ["otgon"], "closed": "access.ready_stays_open", "tried": [True, True, True],
        "marks": 1,
    }  # fmt: skip


def told(home: Path, address: str, *statements: str) -> dict[str, Any]:
    """What a process of its own finds that migrates an empty database with ORTOO_DEMONSTRATION=1."""
    more = {
        "ORTOO_DEMONSTRATION": "1", "ORTOO_HOME": str(home), "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "ortoo.site.settings", "PYTHONPATH": os.pathsep.join(("src", ".")),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", STORY, *statements],
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found
