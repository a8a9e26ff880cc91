"""Pages by key: a page begins behind a row, not at a number, so the last page costs what the first costs.

The order is a tuple of field names ("-merit", "pk"), none of them nullable, the last one unique. A cursor is the values
of those fields in one row, signed: what comes back is what this house wrote for this order, or it is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet


class CursorError(Exception):
    """A cursor that this house did not write for this order."""


@dataclass(frozen=True)
class Slice:
    """The rows of one page; `earlier` and `later` are the cursors of its neighbours, None at the ends."""

    rows: list[Any]
    earlier: str | None
    later: str | None


def cut(rows: QuerySet[Any], order: Sequence[str], size: int, after: str = "", before: str = "") -> Slice:
    """One page of `rows`: behind the cursor `after`, or in front of `before`, or the first. One query."""
    if before:
        backwards = [_turned(field) for field in order]
        found = _begin(_behind(rows, backwards, _read(before, order)), backwards, size + 1)
        page = found[:size][::-1]
        return Slice(page, _write(page[0], order) if len(found) > size else None, _last(page, order))
    ordered = _behind(rows, order, _read(after, order)) if after else rows
    found = _begin(ordered, order, size + 1)
    page = found[:size]
    return Slice(page, _first(page, order) if after else None, _last(page, order) if len(found) > size else None)


def _begin(rows: QuerySet[Any], order: Sequence[str], count: int) -> list[Any]:
    """The first `count` rows in `order`. Where another table orders them, no index does: then all are sorted, and they
    are sorted by their keys alone, before anything is joined to them for show.
    """
    ordered = rows.order_by(*order)
    if "__" not in order[0]:
        return list(ordered[:count])
    return list(ordered.filter(pk__in=ordered.select_related(None).values("pk")[:count]))


def _first(page: list[Any], order: Sequence[str]) -> str | None:
    return _write(page[0], order) if page else None


def _last(page: list[Any], order: Sequence[str]) -> str | None:
    return _write(page[-1], order) if page else None


def _behind(rows: QuerySet[Any], order: Sequence[str], values: Sequence[object]) -> QuerySet[Any]:
    return rows.filter(_follows(order, values))


def _follows(order: Sequence[str], values: Sequence[object]) -> Q:
    """Rows that come after `values`. Written as a >= x and (a > x or the rest), so that an index on a is a range."""
    field, beyond = order[0].removeprefix("-"), "lt" if order[0].startswith("-") else "gt"
    further = Q(**{f"{field}__{beyond}": values[0]})
    if len(order) == 1:
        return further
    return Q(**{f"{field}__{beyond}e": values[0]}) & (further | _follows(order[1:], values[1:]))


def _turned(field: str) -> str:
    return field.removeprefix("-") if field.startswith("-") else f"-{field}"


def _write(row: Any, order: Sequence[str]) -> str:
    return _signer(order).sign_object([_plain(_value(row, field.removeprefix("-"))) for field in order])


def _read(cursor: str, order: Sequence[str]) -> list[object]:
    try:
        values: list[object] = _signer(order).unsign_object(cursor)
    except BadSignature as error:
        raise CursorError(cursor) from error
    return values


def _signer(order: Sequence[str]) -> Signer:
    # The order is part of the salt: a cursor of an older order is refused instead of compared with other fields.
    return Signer(salt=f"ortoo.pages.lists:{','.join(order)}")


def _value(row: Any, field: str) -> object:
    for name in field.split("__"):
        row = row[name] if isinstance(row, dict) else getattr(row, name)
    return row


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value
