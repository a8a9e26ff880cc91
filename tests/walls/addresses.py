"""Every address of the house, as the resolver knows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True)
class Address:
    """One pattern: its name with the namespace, the names of its arguments in order, and its view."""

    name: str
    arguments: tuple[str, ...]
    view: Any

    @property
    def callback(self) -> str:
        """What the view is called in the source."""
        return str(getattr(self.view, "view_class", self.view).__name__)

    def at(self, values: Sequence[str]) -> str:
        return reverse(self.name, kwargs=dict(zip(self.arguments, values, strict=True)))


@cache
def addresses() -> tuple[Address, ...]:
    return tuple(_walked(get_resolver(), ()))


def _walked(resolver: URLResolver, spaces: tuple[str, ...]) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _walked(pattern, (*spaces, *filter(None, [pattern.namespace])))
        elif isinstance(pattern, URLPattern):
            name = ":".join((*spaces, pattern.name or "?"))
            free = [one for one in pattern.pattern.regex.groupindex if one not in pattern.default_args]
            yield Address(name, tuple(free), pattern.callback)
