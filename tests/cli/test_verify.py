"""`ortoo verify` as it is called: status, output, and solving again; Django is never loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ortoo.cli.rerun import decide_again
from ortoo.ledger.rules.canonical import canonical
from ortoo.ledger.rules.verifier.findings import Failed
from tests.ledger.story import PEOPLE, ROWS, RULE, Story, honest, redecide, table_of

WITHOUT_DJANGO = "import sys; sys.modules['django'] = None; from ortoo.cli import main; main(sys.argv[1:])"


def run(*arguments: object) -> tuple[int, str, str]:
    command = [sys.executable, "-c", WITHOUT_DJANGO, "verify", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


def kept(folder: Path, story: Story, name: str = "round.ortoolog") -> Path:
    (folder / name).write_bytes(story.packed())
    return folder / name


def test_an_honest_export_passes_and_its_selection_is_solved_again(tmp_path: Path) -> None:
    story = honest()
    (tmp_path / "kept").write_bytes(story.checkpoint(2))
    status, said, wrong = run(kept(tmp_path, story), "--against", tmp_path / "kept", "--rerun")
    assert (status, wrong) == (0, "")
    assert said.splitlines()[:2] == [
        "PASS round.ortoolog",
        "  entries: 7, earlier checkpoints: 2, blobs: 3, rounds: 1, sealed rows: 5",
    ]


def test_a_decision_that_the_rule_does_not_give_is_found_by_solving_again_alone(tmp_path: Path) -> None:
    story = honest()
    story.checkpoints_at = ()
    redecide(story, reserve=[PEOPLE[1]])
    story.find("list.provisional")["reserve"] = [PEOPLE[1]]
    path = kept(tmp_path, story)
    assert run(path)[0] == 0
    assert run(path, "--rerun") == (
        1,
        "FAIL round.ortoolog\n  sealed/2026: the re-run gives another reserve than the decision\n",
        "",
    )


def test_a_lie_fails_and_nonsense_cannot_be_read(tmp_path: Path) -> None:
    story = honest()
    story.find("list.provisional")["reserve"] = []
    status, said, wrong = run(kept(tmp_path, story))
    assert (status, said, wrong) == (
        1,
        "FAIL round.ortoolog\n  entry 7 (list.provisional): the reserve of the list are not those of the decision\n",
        "",
    )
    (tmp_path / "empty.ortoolog").write_bytes(b"")
    status, said, wrong = run(tmp_path / "empty.ortoolog")
    assert (status, said, wrong.count("\n")) == (2, "", 1)
    for arguments in (("nowhere",), (kept(tmp_path, honest()), "--against", "nowhere"), (tmp_path,), ()):
        status, said, wrong = run(*arguments)
        assert (status, said, wrong.count("\n")) == (2, "", 1)


def test_help_shows_an_example() -> None:
    status, said, _ = run("--help")
    assert status == 0
    assert "ortoo verify round-2026.ortoolog --against checkpoint-of-may" in said


def test_a_table_that_the_rule_refuses_fails_with_the_reason() -> None:
    table = table_of([*ROWS[:4], ROWS[4] | {"merit": "much"}])
    with pytest.raises(Failed, match="the selection cannot be solved again: "):
        decide_again(canonical(RULE), None, table)
    assert decide_again(canonical(RULE), "00", table_of(ROWS))["chosen"] == [PEOPLE[4], PEOPLE[3]]
