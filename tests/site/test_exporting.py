"""A real round leaves the house as an export, and `ortoo verify` finds everything in it again."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.jobs import operations as jobs
from ortoo.jobs.models import Job
from ortoo.ledger.models import Export
from ortoo.ledger.rules.sealing import seal_root, sealed_leaf
from ortoo.ledger.rules.verifier.archive import unpack
from ortoo.selection.models import Run
from tests.cast import AT, academy_manager, auditor, exam_officer, selection_officer
from tests.selection import forty

pytestmark = pytest.mark.django_db


def exported(by: User, **changed: Any) -> Job:
    arguments = {"name": "r1", "because": "the yearly audit", "with_sealed": True, **changed}
    job = jobs.ask(kind="ledger.export", arguments=arguments, by=by, at=AT)
    jobs.do(job_id=job.pk)
    return Job.objects.get(pk=job.pk)


def kept() -> bytes:
    return bytes(Export.objects.latest("pk").content)


def verify(folder: Path, *options: str) -> tuple[int, str]:
    """The command in a process of its own: its status, and what it says."""
    package = folder / "r1.ortoolog"
    package.write_bytes(kept())
    done = subprocess.run(
        [sys.executable, "-m", "ortoo.cli", "verify", str(package), *options],
        capture_output=True, text=True, cwd=folder, env={"PATH": "", "LANG": "C.UTF-8", "HOME": str(folder)},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def run() -> Run:
    return forty.run(exam_officer(), selection_officer())


def test_it_holds_and_the_selection_comes_out_the_same(run: Run, tmp_path: Path) -> None:
    job = exported(auditor())
    assert (job.state, job.result_path) == ("done", f"ledger/exports/{Export.objects.get().pk}/")
    for options in ((), ("--rerun",)):
        status, said = verify(tmp_path, *options)
        assert (status, said.splitlines()[0].split()[0]) == (0, "PASS"), said
        assert "rounds: 1, sealed rows: 39" in said


def test_a_round_without_a_list_holds_too(tmp_path: Path) -> None:
    forty.run(exam_officer(), selection_officer(), forty.IMPOSSIBLE)
    assert exported(auditor()).state == "done"
    status, said = verify(tmp_path, "--rerun")
    assert (status, said.splitlines()[0].split()[0]) == (0, "PASS"), said


def test_the_tables_are_those_that_were_sealed_and_solved(run: Run) -> None:
    exported(auditor())
    files = unpack(kept())
    assert {name for name in files if name.startswith("sealed/")} == {
        "sealed/R1/rows.jsonl",
        "sealed/R1/candidates.csv",
    }
    lines = [json.loads(line) for line in files["sealed/R1/rows.jsonl"].splitlines()]
    assert seal_root([sealed_leaf(salt=line["salt"], row=line["row"]) for line in lines]) == run.seal.root
    assert files["sealed/R1/candidates.csv"].count(b"\n") == 1 + 39


def test_no_name_and_no_number_is_in_it(run: Run) -> None:
    exported(auditor())
    with zipfile.ZipFile(io.BytesIO(kept())) as package:
        whole = b"".join(package.read(name) for name in package.namelist() if not name.startswith("checkpoint"))
    for told in (b"Bold", "Болд".encode(), b'"N01"', b"N01,"):
        assert told not in whole


def test_a_forged_row_is_found(run: Run, tmp_path: Path) -> None:
    exported(auditor())
    content = kept().replace(b"86.000,yes,86.000,man,Gobi", b"89.500,yes,89.500,man,Gobi")
    assert content != kept()
    Export.objects.update(content=content)
    status, said = verify(tmp_path, "--rerun")
    assert status in (1, 2)
    assert "PASS" not in said


def test_only_an_auditor_gets_the_tables(run: Run) -> None:
    manager = academy_manager()
    job = exported(manager)
    assert (job.state, job.outcome["code"]) == ("refused", "access.role_needed")
    assert not Export.objects.exists()
    assert exported(manager, with_sealed=False).state == "done"
    assert not [name for name in unpack(kept()) if name.startswith("sealed/")]


def test_who_lost_the_role_before_the_job_ran_gets_nothing(run: Run) -> None:
    user = auditor()
    arguments = {"name": "r1", "because": "the yearly audit", "with_sealed": True}
    job = jobs.ask(kind="ledger.export", arguments=arguments, by=user, at=AT)
    user.grants.update(revoked_by=user, revoked_at=AT)
    jobs.do(job_id=job.pk)
    assert (Job.objects.get().state, Export.objects.count()) == ("refused", 0)
