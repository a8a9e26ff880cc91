"""The values that a rule takes and gives: their docstrings and fields, as tables."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any


def values_of(function: Callable[..., object]) -> str:
    """A part for each value of ours that the annotations name, and for those that these name; empty where none is."""
    seen: dict[type, None] = {}
    queue = list(ours(typing.get_type_hints(function).values()))
    for _depth in range(2):
        queue = [one for one in dict.fromkeys(queue) if one not in seen]
        seen |= dict.fromkeys(queue)
        queue = [inner for one in queue if is_dataclass(one) for inner in ours(typing.get_type_hints(one).values())]
    return "\n\n".join(part(one) for one in seen)


def ours(annotations: typing.Iterable[Any]) -> Iterator[type]:
    for annotation in annotations:
        if arguments := typing.get_args(annotation):
            yield from ours(arguments)
        elif inspect.isclass(annotation) and annotation.__module__.startswith("ortoo."):
            yield annotation


def part(one: type) -> str:
    said = [f"### {one.__name__}"]
    document = inspect.getdoc(one) or ""
    if not document.startswith(f"{one.__name__}("):  # what dataclasses write where nobody did
        said.append(document)
    if is_dataclass(one):
        rows = [f"| `{field.name}` | `{written(field.type)}` |" for field in fields(one)]
        said.append("\n".join(["| field | type |", "|---|---|", *rows]))
    elif issubclass(one, StrEnum):
        said.append("One of " + ", ".join(f"`{value.value}`" for value in one) + ".")
    return "\n\n".join(text for text in said if text)


def written(annotation: object) -> str:
    return (annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))).replace(
        "|", "\\|"
    )
