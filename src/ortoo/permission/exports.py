"""What permission gives out: kinds of documents, as they can be taken in again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ortoo.access.rules.grants import Grants
from ortoo.permission.layouts import DOCUMENTS
from ortoo.permission.models import DocumentKind


def kinds_of(grants: Grants) -> Iterator[dict[str, Any]]:
    """All of them; they are no secret."""
    names = [column.name for column in DOCUMENTS.columns]
    for row in DocumentKind.objects.order_by("code").values(*names):
        yield {name: None if value == "" else value for name, value in row.items()}
