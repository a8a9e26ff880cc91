"""Telling somebody what was done to their account. The messages lie above access, so the settings name who tells."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from ortoo.access.models import User

NOTHING: Mapping[str, Any] = MappingProxyType({})


def tell(
    *, kind: str, to: Collection[int], values: Mapping[str, Any] = NOTHING, address: str = "", once: str = "",
    by: User | None = None, at: datetime,
) -> None:  # fmt: skip
    """As `ortoo.messages.operations.tell`."""
    import_string(settings.TELLING)(kind=kind, to=to, values=values, address=address, once=once, by=by, at=at)
