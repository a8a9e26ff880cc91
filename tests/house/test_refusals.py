"""Every refusal has its sentence in three languages, and every sentence its refusal."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from string import Formatter

from ortoo.multilingual.refusals import LANGUAGES, registry
from tests.house.sources import expect_none, own_files, own_modules, place, tree

OF_THE_PLACE = {"file", "sheet", "row", "column", "value"}
"""Values that a reader of files adds to what a rule refused, since the rule knows the cell but not its place."""


def test_a_first_word_belongs_to_one_folder_and_codes_are_unique() -> None:
    found: list[str] = []
    homes: dict[str, set[str]] = {}
    for path in (path for path in own_files() if path.name == "refusals.toml"):
        for code in tomllib.loads(path.read_text("utf-8")):
            homes.setdefault(code.split(".")[0], set()).add(place(path))
            found.append(code)
    expect_none(f"{word}. stands in {sorted(files)}" for word, files in homes.items() if len(files) > 1)
    assert sorted(found) == sorted(registry())


def test_each_code_has_a_sentence_in_each_language() -> None:
    expect_none(f"{code}: {sorted(rows)}" for code, rows in registry().items() if sorted(rows) != sorted(LANGUAGES))
    unfinished = [
        f"{code} {language}: {text}"
        for code, rows in registry().items()
        for language, text in rows.items()
        if not text.strip().endswith((".", "!", "?", "…", ".»", ".”"))
    ]
    expect_none(unfinished)
    same = [code for code, rows in registry().items() if len(set(rows.values())) < len(rows)]
    expect_none(same)


def test_the_languages_name_the_same_values() -> None:
    different = {
        code: {language: sorted(places(text)) for language, text in rows.items()}
        for code, rows in registry().items()
        if len({frozenset(places(text)) for text in rows.values()}) > 1
    }
    expect_none(f"{code}: {names}" for code, names in different.items())


def test_each_refusal_raised_is_registered_with_its_values() -> None:
    wrong = []
    for where, code, given, open_ended in raised():
        if code not in registry():
            wrong.append(f"{where}: {code} is in no refusals.toml")
        elif not open_ended and (lacking := places(registry()[code]["en"]) - given - OF_THE_PLACE):
            wrong.append(f"{where}: {code} needs {sorted(lacking)}")
    expect_none(wrong)


def test_each_registered_code_is_used() -> None:
    spoken = {
        node.value
        for path in own_modules("src")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    begun = tuple(beginning for path in own_modules("src") for beginning in beginnings(tree(path)))
    expect_none(code for code in registry() if code not in spoken and not code.startswith(begun))


def beginnings(module: ast.AST) -> Iterator[str]:
    """Codes that are put together from a table, such as f"selection.not_now.{act}": what they begin with."""
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr) and isinstance(first := node.values[0], ast.Constant):
            words = str(first.value).split(".")
            if len(words) > 1 and all(word.isidentifier() for word in words[:-1]) and not words[-1]:
                yield str(first.value)


def places(text: str) -> set[str]:
    """The names of the values that a sentence shows."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def raised() -> Iterator[tuple[str, str, set[str], bool]]:
    """(place, code, names of the values given, whether more may come by **) of each Refusal("…", …) in the sources."""
    for path in own_modules("src"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and name_of(node.func) in ("Refusal", "OutOfReach") and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    given = {keyword.arg for keyword in node.keywords if keyword.arg}
                    yield place(path, node), code.value, given, any(keyword.arg is None for keyword in node.keywords)


def name_of(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else called.attr if isinstance(called, ast.Attribute) else ""
