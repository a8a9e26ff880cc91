"""The example at the head of a command's reference page, run as a reader would: in a shell, in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGES = Path(__file__).parents[2] / "docs" / "reference"
ORTOO = f'ortoo() {{ "{sys.executable}" -m ortoo.cli "$@"; }}\n'


def example(command: str) -> str:
    found = re.search(r"^```sh\n(.*?)^```$", (PAGES / f"{command}.md").read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert found, f"{command}.md has no example"
    return found[1]


@pytest.mark.parametrize(
    ("command", "printed", "files"),
    [
        (
            "select",
            ['"total": "264.500"', '"cut": "86.000"'],
            ["candidates.csv", "decision.json", "explain.csv", "rule.toml"],
        ),
        ("agenda", ['"status": "optimal"', '"value": 55'], ["agenda.json", "problem.json", "told.json"]),
        ("delays", ['"MDDC": 70.0', '"MOF": 10.0'], ["answer.json", "plan.json"]),
        ("equate", ['"slope": 0.922355771', '"se": 0.29531'], ["new.csv", "old.csv", "table.json"]),
        ("items", ['"n": 120', '"discrimination": 1.4176'], ["answer.json", "responses.csv"]),
        ("indicator", ["-1.3648", "-0.4480", "-17.8805"], ["answer.json", "wgi-ge.json"]),
    ],
)
def test_the_example_of_the_page_works(tmp_path: Path, command: str, printed: list[str], files: list[str]) -> None:
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        ["sh", "-ec", ORTOO + example(command)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert [figure for figure in printed if figure not in done.stdout] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == files
