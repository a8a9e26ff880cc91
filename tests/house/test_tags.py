"""A tag means one thing on every page: the same word has the same shape and colour, and whatever waits says so."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache

from tests.house.sources import own_modules, tree


def test_one_word_has_one_state() -> None:
    states: dict[str, set[str]] = defaultdict(set)
    for state, label in tags():
        states[label].add(state)
    assert {label: found for label, found in states.items() if len(found) > 1} == {}


def test_what_waits_is_drawn_as_waiting() -> None:
    assert [label for state, label in tags() if label.startswith("Waits") and state != "waits"] == []


def test_tags_are_found() -> None:
    assert ("done", "Chosen") in tags()
    assert len(tags()) > 100


@cache
def tags() -> frozenset[tuple[str, str]]:
    """(state, label in English) of every tag whose words stand beside it in the source."""
    calls = (node for path in own_modules("src") for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
    return frozenset(
        (str(state.value), str(label.args[-1].value))
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "Tag" and len(call.args) > 1
        for state, label in [call.args[:2]]
        if isinstance(state, ast.Constant) and isinstance(label, ast.Call)
        if label.args and isinstance(label.args[-1], ast.Constant)
    )
