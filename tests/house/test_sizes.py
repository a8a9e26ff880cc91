"""Small files, short functions, telling names."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.house.sources import PACKAGE, expect_none, own_files, own_modules, place, tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
"""Lines without its docstring; nine of ten stay below USUAL_FUNCTION."""
USUAL_FUNCTION = 35
FORBIDDEN = {"util", "utils", "helper", "helpers", "common", "core", "misc", "base", "manager", "service", "services"}
FORBIDDEN_IN_CLASSES = FORBIDDEN | {"processor", "handler"}
FORBIDDEN_IN_FUNCTIONS = FORBIDDEN - {"base", "service", "services", "core"}
"""A base year, a length of service and a core subject are words of the domain."""


def test_no_python_file_is_longer_than_three_hundred_lines() -> None:
    long = {place(path): count_lines(path) for path in own_modules("src", "tests", "benchmarks", "hatch_build.py")}
    expect_none(f"{name}: {lines} lines" for name, lines in long.items() if lines > LONGEST_FILE)


def test_functions_are_short() -> None:
    lengths = {
        f"{place(path, node)} {node.name}": length(node)
        for path in own_modules("src")
        for node in ast.walk(tree(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    expect_none(f"{name}: {lines} lines" for name, lines in lengths.items() if lines > LONGEST_FUNCTION)
    longish = [name for name, lines in lengths.items() if lines > USUAL_FUNCTION]
    assert len(longish) <= len(lengths) / 10, longish


def test_no_name_says_nothing() -> None:
    files = [place(path) for path in own_files() if path.is_relative_to(PACKAGE) and says_nothing(path, FORBIDDEN)]
    named = [
        f"{place(path, node)} {node.name}"
        for path in own_modules("src")
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.ClassDef) and words(node.name) & FORBIDDEN_IN_CLASSES and not is_django_manager(node))
        or (isinstance(node, ast.FunctionDef) and words(node.name) & FORBIDDEN_IN_FUNCTIONS)
    ]
    expect_none(files + named)


def is_django_manager(node: ast.ClassDef) -> bool:
    """Django's own word for what `Model.objects` is."""
    return any(ast.unparse(parent).split("[")[0].endswith("Manager") for parent in node.bases)


def count_lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, the docstring not counted."""
    assert node.end_lineno
    lines = node.end_lineno - node.lineno + 1
    first = node.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        assert first.end_lineno
        lines -= first.end_lineno - first.lineno + 1
    return lines


def says_nothing(path: Path, forbidden: set[str]) -> bool:
    relative = str(path).removeprefix(str(PACKAGE))
    return any(words(part.split(".")[0]) & forbidden for part in relative.split("/"))


def words(name: str) -> set[str]:
    """The words of a snake_case, kebab-case or CamelCase name, in lower case."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+", name)}
