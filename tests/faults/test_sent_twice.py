"""Whatever changes something and is sent twice has one effect: shown on every form of the house, by the tests of pages.

They run once more in a process of their own, where `twice.py` sends everything again that a page has accepted.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.conftest import on_postgresql
from tests.faults.posting import views_that_take_posts
from tests.run import APART

ROOT = Path(__file__).parents[2]
ELSEWHERE = {*APART, "cli"}
SENDING = ("visiting", ".post(")


def files_that_send() -> list[str]:
    return [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").glob("*/test_*.py"))
        if path.parent.name not in ELSEWHERE and any(word in path.read_text("utf-8") for word in SENDING)
    ]


@pytest.mark.skipif(on_postgresql(), reason="what a form writes is the same on both engines")
def test_every_form_of_the_house(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.faults.twice", "-n", "2", "--dist", "loadfile"]
    environment = {**os.environ, "ORTOO_TWICE": str(tmp_path), "PYTHONPATH": str(ROOT)}
    for name in ("PYTEST_XDIST_WORKER", "ORTOO_TEST_HOME"):
        environment.pop(name, None)
    done = subprocess.run(
        [*command, *files_that_send()], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-8000:]
    sent_to = {line for path in tmp_path.iterdir() for line in path.read_text().splitlines()}
    assert sorted(views_that_take_posts() - sent_to) == []
