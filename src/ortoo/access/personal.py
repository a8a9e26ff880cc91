"""The guard on personal tables: a read names who reads, or says why it reads everything."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from ortoo.access.rules.grants import Grants

Row = TypeVar("Row", bound=models.Model)


class UnscopedRead(Exception):
    """A personal table was read without `.visible_to(grants)` or `.everything(because=…)`: a bug, not an input."""


class PersonalManager(models.Manager[Row]):
    """Refuses every read except two. A personal table's own manager says, in `scope`, who may see which rows.

    Works through related managers too: `official.appointments.visible_to(grants)`.
    """

    _opened = False

    @staticmethod
    def scope(grants: Grants) -> Q:
        """The rows that `grants` may see."""
        raise NotImplementedError

    def visible_to(self, grants: Grants) -> models.QuerySet[Row]:
        return self._open().filter(self.scope(grants))

    def everything(self, *, because: str) -> models.QuerySet[Row]:
        """All rows, for an operation or a figure that names nobody; `because` is for the reader of the code."""
        assert because
        return self._open()

    def get_queryset(self) -> models.QuerySet[Row]:
        if not self._opened:
            self._refuse()
        return super().get_queryset()

    def _open(self) -> models.QuerySet[Row]:
        # A copy, because a manager is shared by all requests; a related manager keeps its own row's filter.
        opened = copy.copy(self)
        opened._opened = True
        return opened.get_queryset()

    def _refuse(self) -> NoReturn:
        raise UnscopedRead(f"{self.model.__name__}: call .visible_to(grants) or .everything(because=…) first.")


def nobody() -> Q:
    """No row at all."""
    return Q(pk__in=[])


def either(parts: list[Q]) -> Q:
    """Rows that one of `parts` lets through; none where there are no parts."""
    found: Any = nobody()
    for part in parts:
        found = found | part
    return found
