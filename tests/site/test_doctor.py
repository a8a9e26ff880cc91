"""What the doctor finds in a house that is well, and the one sentence where something was taken away or changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.jobs.models import Job
from ortoo.ledger import guards
from ortoo.ledger.models import Entry
from ortoo.ledger.operations import export
from ortoo.site.keeping.doctor import ledger, machine, rows, tables, work
from ortoo.site.keeping.doctor.finding import Finding, some, well, worst, wrong
from ortoo.site.keeping.doctor.looking import Check, look
from tests.cast import exam_officer, hands, person, selection_officer
from tests.emptying import guards_lifted
from tests.factories import exams, records
from tests.factories.people import officials

pytestmark = pytest.mark.django_db

NOW = datetime(2030, 1, 1, tzinfo=UTC)
CARELESS = "doctor.not_durable"
"""Of the engine of a test run, which flushes nothing to the disk."""
OF_THE_CLOCK = "doctor.clocks_differ"


@pytest.fixture(autouse=True)
def founded(settings: Settings, tmp_path: Path) -> tuple[User, User]:
    settings.HOME = tmp_path
    (tmp_path / "secret-key").write_text("a key of this test")
    (tmp_path / "secret-key").chmod(0o600)
    return hands()


def found(*checks: Check, at: datetime = NOW) -> dict[str, Finding]:
    """What `checks` (none given: all of them) find, by code; without what is always so in a test run."""
    findings = [one for check in checks for one in check(at)] if checks else look(at)
    return {one.code: one for one in findings if one.code not in (CARELESS, OF_THE_CLOCK)}


def not_well(*checks: Check) -> dict[str, str]:
    return {code: one.sentence("en") for code, one in found(*checks).items() if one.state != "well"}


def changed(sql: str) -> None:
    """Past all guards, as somebody does who may drop triggers."""
    with guards_lifted(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_house_that_is_well() -> None:
    assert not_well() == {}
    size = Entry.objects.count()
    assert found()["doctor.ledger"].values["size"] == size > 0


def test_every_sentence_can_be_said_in_three_languages() -> None:
    for one in look(NOW):
        assert len({one.sentence(language) for language in ("en", "mn", "ko")}) == 3


def test_a_guard_that_was_dropped_or_reworded() -> None:
    first, second = tables.all_guards()[:2]
    editor = connection.schema_editor()  # never entered: on SQLite it would want no transaction around it
    guards.remove([first], editor)
    other = guards.Guard(second.name, second.table, second.event, "other words", second.when)
    guards.install([other], editor)
    assert not_well(tables.guards) == {
        "doctor.guards_missing": f"2 guards are missing, changed or switched off: {first.name}, {second.name}. Ask who "
        "changed the database, and compare the ledger with a checkpoint kept outside."
    }


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite cannot switch a trigger off")
def test_a_guard_that_was_switched_off() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ortoo_entry DISABLE TRIGGER ortoo_entry_kept")
    assert list(not_well(tables.guards)) == ["doctor.guards_missing"]


LAST = "(SELECT max(seq) FROM ortoo_entry)"


@pytest.mark.parametrize(
    ("sql", "codes"),
    [
        (f"UPDATE ortoo_entry SET kind = 'x.y' WHERE seq = {LAST}", {"doctor.entry_wrong"}),
        (f"UPDATE ortoo_entry SET leaf = body WHERE seq = {LAST}", {"doctor.entry_wrong"}),
        ("INSERT INTO ortoo_blob (sha256, content) SELECT 'ab', body FROM ortoo_entry WHERE seq = 1",
         {"doctor.blob_wrong", "doctor.blob_loose"}),
    ],
)  # fmt: skip
def test_a_ledger_that_was_changed(sql: str, codes: set[str]) -> None:
    changed(sql)
    assert set(not_well(ledger.entries)) == codes


def test_an_entry_that_is_gone() -> None:
    """The last one: nothing but the head tells."""
    last = Entry.objects.order_by("-seq")[0]
    changed(f"DELETE FROM ortoo_entry WHERE seq = {last.seq}")
    assert "doctor.root_differs" in not_well(ledger.entries)


def test_a_checkpoint_that_the_entries_no_longer_give(founded: tuple[User, User]) -> None:
    export(name="kept", because="a test", by=founded[0], at=NOW)
    assert not_well(ledger.entries, ledger.checkpoints) == {}
    changed("UPDATE ortoo_checkpoint SET size = size - 1")
    assert set(not_well(ledger.checkpoints)) == {"doctor.checkpoint_differs"}


def test_a_decision_without_its_entry() -> None:
    person("dulam", Role.AUDITOR)
    before = Entry.objects.filter(kind="grant.proposed").count()
    changed("UPDATE ortoo_entry SET kind = 'grant.other' WHERE kind = 'grant.proposed' AND seq = (SELECT max(seq) FROM "
            "ortoo_entry WHERE kind = 'grant.proposed')")  # fmt: skip
    assert not_well(rows.paired)["doctor.unpaired"] == (
        f"Grant has {before} rows, and the ledger {before - 1} entries of grant.proposed. Ask who wrote to the "
        "database beside the house."
    )


def stuck(user: User) -> None:
    long_ago = NOW - timedelta(hours=1)
    Job.objects.create(kind="import.check", state="running", asked_by=user, asked_at=long_ago, beat_at=long_ago)


def failed(user: User) -> None:
    Job.objects.create(kind="import.check", state="failed", asked_by=user, asked_at=NOW, ended_at=NOW)


@pytest.mark.parametrize(("made", "code"), [(stuck, "doctor.jobs_stuck"), (failed, "doctor.jobs_failed")])
def test_work_that_does_not_go_on(founded: tuple[User, User], made: Callable[[User], None], code: str) -> None:
    made(founded[0])
    assert set(not_well(work.jobs)) == {code}


def test_a_clock_that_runs_behind() -> None:
    assert found(machine.clock, at=NOW - timedelta(days=20_000))["doctor.clock_behind"].state == "wrong"


def test_keys(tmp_path: Path, founded: tuple[User, User], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ORTOO_SECRET_KEY", raising=False)
    (tmp_path / "secret-key").chmod(0o644)
    assert set(not_well(machine.keys)) == {"doctor.keys_open"}
    (tmp_path / "secret-key").unlink()
    assert set(not_well(machine.keys)) == {"doctor.secret_key_missing"}
    export(name="kept", because="a test", by=founded[0], at=NOW)
    (tmp_path / "signing-key").write_text("no key")
    assert set(not_well(machine.keys)) == {"doctor.secret_key_missing", "doctor.signing_key_unreadable"}
    (tmp_path / "signing-key").unlink()
    assert set(not_well(machine.keys)) == {"doctor.secret_key_missing", "doctor.signing_key_missing"}


def test_a_sealed_record_that_was_changed() -> None:
    keeper = exam_officer()
    exams.sitting("E25", keeper)
    officials("A1", "A2")
    exams.given("E25", {"A1": 80_000, "A2": 60_000}, keeper)
    seal = records.sealed(records.formula([records.part("E25", 1000)], selection_officer()), keeper)
    assert not_well(rows.seals) == {}
    assert found(rows.seals)["doctor.seals"].values == {"records": 2}
    changed("UPDATE ortoo_record SET salt = 'ab' WHERE place = 1")
    assert not_well(rows.seals) == {
        "doctor.seal_changed": f"Sealed records were changed: seal {seal}. Compare them with an auditor's export, and "
        "restore a backup from before."
    }


def test_the_worst_of_findings_and_their_names() -> None:
    assert worst([well("doctor.jobs"), wrong("doctor.jobs")]) == "wrong"
    assert worst([]) == "well"
    assert some(["a", "b", "c", "d", "e"]) == "a, b, c (+2)"
