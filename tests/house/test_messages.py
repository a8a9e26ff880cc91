"""Every message that is told has its words in three languages, with no place for a name or a mark, for it is mailed."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator

from ortoo.messages.wording import registry
from ortoo.multilingual.refusals import LANGUAGES
from tests.house.sources import PACKAGE, expect_none, own_files, own_modules, place, tree
from tests.house.test_refusals import name_of, places

NEVER_MAILED = {
    "name", "names", "person", "people", "official", "officials", "short_name", "shown_name", "patronymic",
    "mark", "marks", "merit", "score", "scores", "points", "total", "rank", "threshold",
}  # fmt: skip
"""Places that would carry a person's name or a result into a mail."""

TELLING = {"tell", "tell_each", "Telling"}
LONGEST_SUBJECT = 120


def files() -> Iterator[tuple[str, str, dict[str, dict[str, str]]]]:
    """(file, kind, {"subject": {language: text}, "text": …}) of every message of the house."""
    for path in own_files():
        if path.name == "messages.toml" and path.is_relative_to(PACKAGE):
            for kind, parts in tomllib.loads(path.read_text("utf-8")).items():
                yield place(path), kind, parts


def test_a_first_word_belongs_to_one_folder_and_kinds_are_unique() -> None:
    homes: dict[str, set[str]] = {}
    for file, kind, _ in files():
        homes.setdefault(kind.split(".")[0], set()).add(file)
    expect_none(f"{word}. stands in {sorted(found)}" for word, found in homes.items() if len(found) > 1)
    assert sorted(kind for _, kind, _ in files()) == sorted(registry())


def test_each_kind_has_a_subject_and_a_text_in_each_language() -> None:
    wrong = []
    for file, kind, parts in files():
        if sorted(parts) != ["subject", "text"] or any(sorted(part) != sorted(LANGUAGES) for part in parts.values()):
            wrong.append(f"{file}: {kind} needs subject and text in {', '.join(LANGUAGES)}, and nothing else")
            continue
        wrong += [
            f"{file}: {kind}: the same in two languages" for part in parts.values() if len(set(part.values())) < 3
        ]
        for language, subject in parts["subject"].items():
            if len(subject) > LONGEST_SUBJECT or "\n" in subject or subject.strip().endswith("."):
                wrong.append(f"{file}: {kind} {language}: a subject is one short line without a full stop")
        for language, text in parts["text"].items():
            if not text.strip().endswith((".", "!", "?", "…", ".»", ".”")):
                wrong.append(f"{file}: {kind} {language}: a text is whole sentences")
    expect_none(wrong)


def test_the_languages_name_the_same_values() -> None:
    expect_none(
        f"{file}: {kind} {part}: {sorted({*map(tuple, (sorted(places(text)) for text in rows.values()))})}"
        for file, kind, parts in files()
        for part, rows in parts.items()
        if len({frozenset(places(text)) for text in rows.values()}) > 1
    )


def test_no_message_has_a_place_for_a_name_or_a_mark() -> None:
    expect_none(
        f"{file}: {kind}: {sorted(carried)} would go into a mail"
        for file, kind, parts in files()
        if (
            carried := NEVER_MAILED
            & {name for part in parts.values() for text in part.values() for name in places(text)}
        )
    )


def test_each_kind_that_is_told_is_registered_with_its_values() -> None:
    wrong = []
    for where, kind, given in told():
        if kind not in registry():
            wrong.append(f"{where}: {kind} is in no messages.toml")
        elif given is not None and (lacking := needed(kind) - given):
            wrong.append(f"{where}: {kind} needs {sorted(lacking)}")
    expect_none(wrong)


def test_each_registered_kind_is_told() -> None:
    spoken = {
        node.value
        for path in own_modules("src")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    expect_none(f"{kind} is told by nobody" for kind in registry() if kind not in spoken)


def needed(kind: str) -> set[str]:
    words = registry()[kind]["en"]
    return places(words.subject) | places(words.text)


def told() -> Iterator[tuple[str, str, set[str] | None]]:
    """(place, kind, names of the values, None where they can't be read off) of each telling in the sources."""
    for path in own_modules("src"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and name_of(node.func) in TELLING:
                named = {keyword.arg: keyword.value for keyword in node.keywords}
                kind = named.get("kind") or (node.args[0] if node.args else None)
                if isinstance(kind, ast.Constant) and isinstance(kind.value, str):
                    yield place(path, node), kind.value, keys_of(named.get("values"))


def keys_of(values: ast.expr | None) -> set[str] | None:
    if isinstance(values, ast.Dict) and all(isinstance(key, ast.Constant) for key in values.keys):
        return {str(key.value) for key in values.keys if isinstance(key, ast.Constant)}
    return None
