"""The source of a test with everything of its file that it uses: a worked example as it is run."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterator

from tests.docs.public import test_file
from tests.house.sources import tree

Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign


def source_of(test: str) -> str:
    """What it imports of ours, the definitions it needs in the order of the file, then the test.

    AssertionError where the file has no such test.
    """
    path = test_file(test)
    text = path.read_text("utf-8").splitlines()
    nodes = [node for node in tree(path).body if isinstance(node, Definition)]
    defined = {name: node for node in nodes for name in names_of(node)}
    found, outer = find(test, defined)
    needed = sorted(set(used(found, defined)) - {found, outer}, key=lambda node: node.lineno)
    parts = [lines_of(node, text) for node in needed]
    names = {part.id for node in (*needed, found) for part in ast.walk(node) if isinstance(part, ast.Name)}
    imports = [line for node in tree(path).body if (line := imported(node, names))]
    return "\n\n".join([part for part in ("\n".join(imports), *parts) if part] + [lines_of(found, text)])


def find(test: str, defined: dict[str, Definition]) -> tuple[Definition, Definition]:
    """The test, and its class or itself."""
    first, *inner = test.split("::")[1:]
    assert first in defined, f"{test} is not there"
    outer = found = defined[first]
    if inner:
        assert isinstance(outer, ast.ClassDef), f"{first} is no class"
        methods = {node.name: node for node in outer.body if isinstance(node, ast.FunctionDef)}
        assert inner[0] in methods, f"{test} is not there"
        found = methods[inner[0]]
    return found, outer


def lines_of(node: Definition, text: list[str]) -> str:
    return textwrap.dedent("\n".join(text[first_line(node) - 1 : node.end_lineno]))


def imported(node: ast.stmt, names: set[str]) -> str:
    """The line that imports those of `names` that are ours; empty where none is."""
    if not isinstance(node, ast.ImportFrom) or not str(node.module).startswith(("ortoo.", "tests.")):
        return ""
    wanted = [alias.name for alias in node.names if (alias.asname or alias.name) in names]
    line = f"from {node.module} import {', '.join(wanted)}"
    if not wanted or len(line) <= 100:
        return line if wanted else ""
    return f"from {node.module} import (\n    {', '.join(wanted)},\n)"


def used(node: ast.AST, defined: dict[str, Definition]) -> Iterator[Definition]:
    """`node` itself and, again and again, what it names of its own file."""
    seen: list[ast.AST] = [node]
    for at in seen:
        if isinstance(at, Definition) and at in defined.values():
            yield at
        names = {part.id for part in ast.walk(at) if isinstance(part, ast.Name)}
        seen += [defined[name] for name in sorted(names) if name in defined and defined[name] not in seen]


def names_of(node: Definition) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [part.id for target in node.targets for part in ast.walk(target) if isinstance(part, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []


def first_line(node: Definition) -> int:
    decorators = getattr(node, "decorator_list", [])
    return min([node.lineno, *(one.lineno for one in decorators)])
