"""Whatever changes something and is sent twice has one effect: shown on every form of the house, by the tests of pages.

A run of all stages sends them twice in its first suite (ORTOO_TWICE is the folder of its notes). Else they run here, in
a process of their own, where `twice.py` sends everything again that a page has accepted.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.faults.conftest import on_postgresql
from tests.faults.posting import views_that_take_posts
from tests.run import APART

ROOT = Path(__file__).parents[2]
ELSEWHERE = {*APART, "cli"}
SENDING = re.compile(r"\bclient\.post\b|\.post\(|^from tests\.\S+ import [^\n(]*\b(?:post|send|sent)\b", re.MULTILINE)
"""It posts, or takes from another file of tests what posts."""


def files_that_send() -> list[str]:
    return [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").glob("*/test_*.py"))
        if path.parent.name not in ELSEWHERE and SENDING.search(path.read_text("utf-8"))
    ]


pytestmark = pytest.mark.skipif(on_postgresql(), reason="what a form writes is the same on both engines")


class Run(NamedTuple):
    """Exit status, last words, and the views that took what was sent to them."""

    status: int
    said: str
    sent_to: set[str]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    before = Path(os.environ.get("ORTOO_TWICE", "nowhere"))
    if before.is_dir() and any(before.iterdir()):
        return Run(0, "", views_in(before))
    folder = tmp_path_factory.mktemp("twice")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.faults.twice", "-n", "2", "--dist", "loadfile"]
    environment = {**os.environ, "ORTOO_TWICE": str(folder), "PYTHONPATH": str(ROOT)}
    for name in ("PYTEST_XDIST_WORKER", "ORTOO_TEST_HOME"):
        environment.pop(name, None)
    done = subprocess.run(
        [*command, *files_that_send()], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    return Run(done.returncode, done.stdout[-8000:], views_in(folder))


def views_in(folder: Path) -> set[str]:
    """Of the notes that the plugin left."""
    return {line for path in folder.iterdir() for line in path.read_text().splitlines()}


def test_the_second_sending_writes_nothing(run: Run) -> None:
    assert run.status == 0, run.said


def test_no_form_of_the_house_is_left_out(run: Run) -> None:
    assert views_that_take_posts() - run.sent_to == set()
