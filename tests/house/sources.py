"""The sources of the house as the tests of the house read them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src/ortoo"


@cache
def own_files() -> tuple[Path, ...]:
    """Every file that git tracks or would track; what is made or ignored is not among them."""
    said = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in said.stdout.decode().split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def own_modules(*folders: str) -> list[Path]:
    """The Python files below `folders` of ROOT, migrations aside (Django writes those)."""
    wanted = [ROOT / folder for folder in folders]
    return [
        path
        for path in own_files()
        if path.suffix == ".py"
        and "migrations" not in path.parts
        and any(path.is_relative_to(folder) for folder in wanted)
    ]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def place(path: Path, node: ast.stmt | ast.expr | None = None) -> str:
    """Where something stands, as an editor opens it."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{node.lineno}" if node else name


def expect_none(found: Iterable[str]) -> None:
    """Fail with every finding on a line of its own."""
    lines = list(found)
    assert not lines, "\n".join(["", *lines])
