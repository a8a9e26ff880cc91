"""The file of a plan as the import machinery reads it: values, or problems by line."""

from __future__ import annotations

from typing import Any

from ortoo.jobs.progress import Progress
from ortoo.plan.rules.document import Path, read_document
from ortoo.plan.rules.plan import Plan
from ortoo.plan.rules.plan_file import read_plan
from ortoo.spreadsheets.rows import RowProblem


def read_plan_file(
    content: bytes, filename: str, progress: Progress, **options: Any
) -> tuple[Plan | None, list[RowProblem]]:
    document, lines = read_document(content, filename)
    plan, faults = read_plan(document)
    progress(1, 1)
    problems = [
        RowProblem(filename, _line(one.path, lines), _keys(one.path), one.value, one.code, one.values) for one in faults
    ]
    return plan, problems


def _line(path: Path, lines: dict[Path, int]) -> int:
    """The line of what stands there, or of the nearest thing above it where nothing does."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _keys(path: Path) -> str:
    """goals[5].objectives[4].en: places are counted from 1, as people count."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
