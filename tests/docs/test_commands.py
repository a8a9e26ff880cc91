"""Every command of README and docs is run as it stands, or says why it is run elsewhere."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.commands import FOUNDED, Block, agrees, blocks_of, pages_with_commands, unread
from tests.docs.pages import DOCS, pages
from tests.house.sources import ROOT
from tests.machine import free_port
from tests.serving import wait_until_it_answers

FOUNDING = DOCS / "tutorial/from-an-empty-programme.md"
PAGES = pages_with_commands()
ORTOO = f'ortoo() {{ "{sys.executable}" -m ortoo.cli "$@"; }}\n'
LONGEST_REASON = 120


def prepared(folder: Path, house: Path) -> dict[str, str]:
    """The environment of a page in `folder`: examples beside it, its own house, nothing of ours."""
    (folder / "docs").mkdir()
    shutil.copytree(DOCS / "examples", folder / "docs/examples")
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "TMPDIR")}
    return {
        **kept, "HOME": str(folder), "LANG": "C.UTF-8", "ORTOO_LANGUAGE": "en", "ORTOO_HOME": str(house),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }  # fmt: skip


def run_all(page: Path, folder: Path, house: Path) -> None:
    environment = prepared(folder, house)
    for block in blocks_of(page):
        if block.how == "serves":
            serve(block, folder, environment)
        elif block.how != "apart":
            run(block, folder, environment)


def run(block: Block, folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        ["sh", "-ec", ORTOO + block.text], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == block.status, done.stderr + done.stdout
    if block.prints is not None:
        assert agrees(done.stdout, block.prints), done.stdout


def serve(block: Block, folder: Path, environment: dict[str, str]) -> None:
    """With a free port in place of 8000; alive until it answers."""
    port = free_port()
    command = block.text.strip().replace("8000", str(port)).split()
    assert command[0] == "ortoo"
    with subprocess.Popen(
        [sys.executable, "-m", "ortoo.cli", *command[1:]], cwd=folder, env=environment, stderr=subprocess.DEVNULL
    ) as process:
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/", process)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The house that the commands of FOUNDING have made."""
    folder = tmp_path_factory.mktemp("founded")
    run_all(FOUNDING, folder, folder / "house")
    return folder / "house"


@pytest.mark.parametrize("document", PAGES, ids=lambda document: str(document.relative_to(ROOT)))
def test_the_commands_of_the_page_work(document: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if document == FOUNDING:
        request.getfixturevalue("founded")
        return
    if FOUNDED in document.read_text("utf-8"):
        shutil.copytree(request.getfixturevalue("founded"), tmp_path / "house")
    run_all(document, tmp_path, tmp_path / "house")


def test_what_is_run_elsewhere_says_why() -> None:
    apart = [block for page in pages() for block in blocks_of(page) if block.how == "apart"]
    assert [block.text for block in apart if not 10 < len(block.about) <= LONGEST_REASON] == []


def test_no_block_is_passed_over() -> None:
    assert {str(page.relative_to(ROOT)): unread(page) for page in pages() if unread(page)} == {}


def test_prints_is_compared_with_gaps() -> None:
    assert agrees("a 1 b 2\n", "a … b …")
    assert agrees("a\n", "a")
    assert not agrees("a b\n", "a")
