"""Rows are written in operations, and nowhere else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house.sources import PACKAGE, expect_none, own_modules, place, tree

ALWAYS = re.compile(r"a?(bulk_create|bulk_update|get_or_create|update_or_create)")
WRITING_SQL = re.compile(r"\s*(insert|update|delete|replace|truncate)\b", re.IGNORECASE)


def test_only_operations_write() -> None:
    found = [
        f"{place(path, call)} .{name}("
        for path in own_modules("src")
        if not is_operations(path)
        for call, name in writes(tree(path))
    ]
    expect_none(found)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("official.save()", ["save"]),
        ("official.save(update_fields=['name'])", ["save"]),
        ("form.save(commit=False)", ["save"]),
        ("storage.save('a.csv', content)", []),
        ("Official.objects.create(number='1')", ["create"]),
        ("Official.objects.bulk_create(rows)", ["bulk_create"]),
        ("Official.objects.filter(pk=1).update(name='x')", ["update"]),
        ("Official.objects.update_or_create(pk=1, defaults=d)", ["update_or_create"]),
        ("digest.update(b'x')", []),
        ("counts.update({'a': 1})", []),
        ("official.delete()", ["delete"]),
        ("client.delete('/en/officials/1/')", []),
        ("cursor.execute('UPDATE ortoo_official SET name = 1')", ["execute"]),
        ("cursor.execute('SELECT 1')", []),
        ("cursor.execute(f'DELETE FROM {table}')", ["execute"]),
    ],
)
def test_a_write_is_told_from_what_only_looks_like_one(line: str, expected: list[str]) -> None:
    assert [name for _, name in writes(ast.parse(line))] == expected


def writes(module: ast.Module) -> list[tuple[ast.Call, str]]:
    """The calls that write rows.

    Told by their arguments: a queryset's update takes keywords only, a dict's or a digest's one value; a row is saved
    and deleted without a positional argument, a file or an address with one.
    """
    found = []
    for call in ast.walk(module):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute):
            name = call.func.attr
            bare = name.removeprefix("a") if name in ("asave", "acreate", "aupdate", "adelete") else name
            if (
                ALWAYS.fullmatch(name)
                or (bare in ("save", "delete") and not call.args)
                or (bare in ("create", "update") and call.keywords and not call.args)
                or (name in ("execute", "executemany") and call.args and is_writing_sql(call.args[0]))
            ):
                found.append((call, name))
    return found


def is_writing_sql(argument: ast.expr) -> bool:
    first = argument.values[0] if isinstance(argument, ast.JoinedStr) and argument.values else argument
    return isinstance(first, ast.Constant) and isinstance(first.value, str) and bool(WRITING_SQL.match(first.value))


def is_operations(path: Path) -> bool:
    """operations.py of a folder of the house, a file of its operations/, or promises.py, which migrations lay."""
    inside = path.relative_to(PACKAGE).parts
    return len(inside) >= 2 and inside[1] in ("operations", "operations.py", "promises.py")
