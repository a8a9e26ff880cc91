"""The one write of this folder: a form is spent in the same transaction as what it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ortoo.multilingual.refusals import Refusal
from ortoo.pages.models import SpentForm

if TYPE_CHECKING:
    from ortoo.access.models import User


@dataclass(frozen=True)
class Sent:
    """Where the result is shown, and whether it was there already."""

    address: str
    again: bool


@transaction.atomic
def spend_form(*, nonce: str, act: Callable[[], str], by: User | None, at: datetime) -> Sent:
    """Does `act` once for `nonce` and remembers the address it returns; a second time only gives that address.

    The row of the nonce is written first. A second sender waits for it (SQLite: for the write lock; PostgreSQL: at the
    unique index) and then reads the result. Where `act` refuses or fails, the row goes too, and the form may be sent
    again. Refuses a nonce that somebody else has spent.
    """
    spent, new = SpentForm.objects.get_or_create(nonce=nonce, defaults={"by": by, "at": at})
    if not new:
        if spent.by_id != (by.pk if by else None):
            raise Refusal("pages.form_of_another")
        return Sent(spent.address, again=True)
    spent.address = act()
    spent.save(update_fields=["address"])
    return Sent(spent.address, again=False)


def first_result(*, nonce: str, by: User | None) -> str | None:
    """The address that `nonce` led to when `by` spent it; None while it is unspent or another's."""
    return SpentForm.objects.filter(nonce=nonce, by=by).values_list("address", flat=True).first()
