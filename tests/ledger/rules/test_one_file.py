"""The verifier as one file: it runs where there is Python and nothing else."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ortoo.ledger.rules.one_file import verifier_source
from tests.ledger.story import PEOPLE, honest


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    (tmp_path / "ortoo_verify.py").write_text(verifier_source(), "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> tuple[int, str, str]:
    command = [sys.executable, "-I", "-S", "ortoo_verify.py", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


def test_it_takes_nothing_of_ours_and_nothing_from_outside() -> None:
    source = verifier_source()
    assert "ortoo." not in "".join(line for line in source.splitlines() if line.startswith(("import", "from")))
    assert source == verifier_source()


def test_no_name_is_there_twice_for_the_later_would_hide_the_earlier() -> None:
    names = [
        node.name for node in ast.parse(verifier_source()).body if isinstance(node, ast.FunctionDef | ast.ClassDef)
    ]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_it_passes_an_honest_export_and_names_the_entry_that_fails(alone: Path) -> None:
    story = honest()
    (alone / "good.ortoolog").write_bytes(story.packed())
    (alone / "kept").write_bytes(story.checkpoint(3))
    status, said, wrong = run(alone, "good.ortoolog", "--against", "kept")
    assert (status, said.splitlines()[:2], wrong) == (
        0,
        ["PASS good.ortoolog", "  entries: 7, earlier checkpoints: 2, blobs: 3, rounds: 1, sealed rows: 5"],
        "",
    )
    story.find("lot.drawn")["value"] = "another"
    (alone / "bad.ortoolog").write_bytes(story.packed())
    status, said, wrong = run(alone, "bad.ortoolog")
    assert (status, wrong) == (1, "")
    assert said.startswith(
        "FAIL bad.ortoolog\n  entry 5 (lot.drawn): the seed is not SHA-256(root of the seal || value)"
    )


def test_it_checks_a_receipt_alone(alone: Path) -> None:
    story = honest()
    (alone / "receipt-2026.json").write_bytes(story.receipt(PEOPLE[1]))
    status, said, wrong = run(alone, "receipt-2026.json")
    assert (status, said.splitlines()[0], wrong) == (0, "PASS receipt-2026.json", "")
    assert "merit 71.000 + adjustments 0.000 against the cut line 73.000: 2.000 short of it, not chosen" in said
    (alone / "kept").write_bytes(story.checkpoint(7))
    assert run(alone, "receipt-2026.json", "--against", "kept")[0] == 0
    story.find("rule.adopted")["lot_source"] = "another"
    (alone / "kept").write_bytes(story.checkpoint(7))
    assert run(alone, "receipt-2026.json", "--against", "kept")[:2] == (
        1,
        "FAIL receipt-2026.json\n  forked: the first 7 entries are not those signed before\n",
    )


def test_what_cannot_be_read_is_said_in_one_line(alone: Path) -> None:
    (alone / "no.ortoolog").write_bytes(b"no")
    assert run(alone, "no.ortoolog") == (
        2,
        "",
        "no.ortoolog: not an .ortoolog file: it does not begin as a stored zip. Ask for the export again.\n",
    )
    status, said, wrong = run(alone, "nowhere.ortoolog")
    assert (status, said, wrong.count("\n")) == (2, "", 1)
    assert wrong.startswith("nowhere.ortoolog: No such file or directory.")
