"""Every view of the house that changes something when it is sent to."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from django.urls import URLResolver, get_resolver

from ortoo.pages.forms import FormPage

READING = {"GET", "HEAD", "OPTIONS"}


def views_that_take_posts() -> set[str]:
    """By their names, such as "exams:open"."""
    return {name for name, view in _views(get_resolver(), "") if takes_posts(view)}


def takes_posts(view: Any) -> bool:
    """A form; or a function that is not kept to reading by `require_GET` and its like."""
    if view_class := getattr(view, "view_class", None):
        return issubclass(view_class, FormPage)
    while view is not None:
        allowed = inspect.getclosurevars(view).nonlocals.get("request_method_list")
        if allowed and set(allowed) <= READING:
            return False
        view = getattr(view, "__wrapped__", None)
    return True


def _views(resolver: URLResolver, space: str) -> Iterator[tuple[str, Any]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _views(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        elif pattern.name:
            yield f"{space}{pattern.name}", pattern.callback
