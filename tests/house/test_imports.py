"""What import contracts cannot say: a station reads another's rows only through its queries and operations."""

from __future__ import annotations

import ast
from pathlib import Path

from ortoo.relay import STATIONS
from tests.house.sources import PACKAGE, expect_none, own_modules, place, tree

STATION_NAMES = frozenset(station.name for station in STATIONS)


def test_no_station_imports_the_models_of_another() -> None:
    found = [
        f"{place(path, node)} imports {module}"
        for path in own_modules("src/ortoo")
        for node, module in imported(path)
        if is_foreign_model(path, module)
    ]
    expect_none(found)


def test_each_folder_says_in_its_docstring_what_it_is() -> None:
    silent = [
        place(path)
        for path in own_modules("src/ortoo")
        if path.name == "__init__.py" and path.parent.parent == PACKAGE and not ast.get_docstring(tree(path))
    ]
    expect_none(silent)


def test_a_station_says_what_it_receives_decides_and_hands_on() -> None:
    wrong = []
    for name in STATION_NAMES:
        path = PACKAGE / name / "__init__.py"
        if path.parent.is_dir() and path.is_file():
            said = ast.get_docstring(tree(path)) or ""
            wrong += [f"{name}: no {word!r}" for word in ("Receives", "Decides", "Hands on") if word not in said]
    expect_none(wrong)


def imported(path: Path) -> list[tuple[ast.stmt, str]]:
    """The modules that a file imports, in full names; those for type checking only are left out."""
    for_types = {
        inner
        for node in ast.walk(tree(path))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    found: list[tuple[ast.stmt, str]] = []
    for node in ast.walk(tree(path)):
        if node in for_types:
            continue
        if isinstance(node, ast.ImportFrom) and node.module:
            found += [(node, node.module), *((node, f"{node.module}.{alias.name}") for alias in node.names)]
        elif isinstance(node, ast.Import):
            found += [(node, alias.name) for alias in node.names]
    return found


def is_foreign_model(path: Path, module: str) -> bool:
    """Whether `module` is the models of a station that `path` does not lie in, or the re-export of them all."""
    own = path.relative_to(PACKAGE).parts[0]
    if own in ("models.py", "migrations") or own not in STATION_NAMES:
        return False
    parts = module.split(".")
    if parts == ["ortoo", "models"]:
        return True
    return len(parts) == 3 and parts[0] == "ortoo" and parts[2] == "models" and parts[1] in STATION_NAMES - {own}
