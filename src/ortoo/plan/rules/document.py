"""YAML as text, lists and mappings only, with the line of everything: no guessed numbers, no aliases, no tags.

0.740 stays "0.740": how many digits a plan prints is part of what it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ortoo.multilingual.refusals import Refusal

MOST_BYTES = 2 << 20
DEEPEST = 12
NULL = "tag:yaml.org,2002:null"

Path = tuple[str | int, ...]
"""Keys and places that lead to a value: ("goals", 4, "objectives", 3, "en")."""

Value = str | None | list[Any] | dict[str, Any]


class _Loader(yaml.SafeLoader):
    """Refuses what could make a small file large or deep."""

    depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        line = event.start_mark.line + 1
        if self.check_event(yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Refusal("plan.alias", row=line)
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refusal("plan.too_deep", row=line)
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_document(content: bytes, filename: str) -> tuple[Mapping[str, Any], dict[Path, int]]:
    """The document, and the line (from 1) of each of its values. Refused where it is not one mapping of YAML."""
    if len(content) > MOST_BYTES:
        raise Refusal("plan.too_large", file=filename, limit=MOST_BYTES >> 20)
    if not content.strip():
        raise Refusal("plan.empty", file=filename)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = error.object.count(b"\n", 0, error.start) + 1  # its own object, which begins after a byte order mark
        raise Refusal("plan.not_utf8", file=filename, row=row) from error
    node = _composed(text, filename)
    lines: dict[Path, int] = {}
    document = _plain(node, (), lines) if node is not None else None
    if not isinstance(document, dict):
        raise Refusal("plan.not_a_mapping", file=filename)
    return document, lines


def _composed(text: str, filename: str) -> Node | None:
    try:
        loader = _Loader(text)
        try:
            return loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Refusal("plan.not_yaml", file=filename, row=mark.line + 1 if mark else 1) from error
    except yaml.YAMLError as error:
        raise Refusal("plan.not_yaml", file=filename, row=1) from error


def _plain(node: Node, path: Path, lines: dict[Path, int]) -> Value:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        return None if node.tag == NULL else str(node.value)
    if isinstance(node, SequenceNode):
        return [_plain(child, (*path, place), lines) for place, child in enumerate(node.value)]
    assert isinstance(node, MappingNode)
    found: dict[str, Value] = {}
    for key, child in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            raise Refusal("plan.key_is_no_word", row=line)
        if key.value in found:
            raise Refusal("plan.key_twice", row=line, key=key.value)
        found[key.value] = _plain(child, (*path, key.value), lines)
    return found
