"""What a job can do: a table from its kind to the function that does it, loaded when needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Result:
    """Where the outcome can be seen (an address below the language prefix) and what to say of it (counts)."""

    path: str = ""
    outcome: dict[str, Any] = field(default_factory=dict)


Work = Callable[..., Result]
"""Called with arguments=, by=, at=, progress=."""


def work_of(kind: str) -> Work:
    """KeyError for a kind that is not in the table: a bug of ours."""
    from django.conf import settings

    found: Work = import_string(settings.WORK[kind])
    return found
