"""The page "How to add a rule" is followed to the letter, in a copy of the sources."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.sources import ROOT, own_files

PAGE = ROOT / "docs/how-to/add-a-rule.md"
STEP = re.compile(r"^<!-- (\w+): (.+?) -->\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_page_can_be_followed(tmp_path: Path) -> None:
    copy_of_the_sources(tmp_path)
    steps = STEP.findall(PAGE.read_text("utf-8"))
    assert [kind for kind, _about, _block in steps] == [
        "file", "fails", "file", "append", "passes", "replace", "fails", "replace", "append", "passes",
    ]  # fmt: skip
    for kind, about, block in steps:
        follow(tmp_path, kind, about, block)
    assert "Once due, a course stays due" in (tmp_path / "docs/rules/due-anew.md").read_text("utf-8")


def copy_of_the_sources(to: Path) -> None:
    for path in own_files():
        if path.suffix != ".png" and path.relative_to(ROOT).parts[0] in ("src", "tests", "docs", "pyproject.toml"):
            target = to / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    subprocess.run(["git", "init", "-q"], cwd=to, check=True)


def follow(copy: Path, kind: str, about: str, block: str) -> None:
    if kind in ("fails", "passes"):
        status, said = run(copy, block)
        assert (status == 0) is (kind == "passes"), said
        assert about in said, said
    elif kind == "file":
        assert not (copy / about).exists(), f"{about} is there already"
        (copy / about).write_text(block, "utf-8")
    elif kind == "append":
        with (copy / about).open("a", encoding="utf-8") as file:
            file.write(block)
    else:
        old, new = (line[1:] for line in block.splitlines())
        text = (copy / about).read_text("utf-8")
        assert text.count(old) == 1
        (copy / about).write_text(text.replace(old, new), "utf-8")


def run(copy: Path, command: str) -> tuple[int, str]:
    """Exit status and what was said, with the Python of this run in place of the one of the project."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(copy), "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join((str(copy / "src"), str(copy))), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    done = subprocess.run(
        ["sh", "-ec", command.replace(".venv/bin/python", sys.executable)],
        cwd=copy,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout
