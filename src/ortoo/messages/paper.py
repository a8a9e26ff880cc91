"""Letters, as values: whom a message on paper is addressed to. The book of addresses is a setting, because the register
is unknown down here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any, Protocol, cast

from django.conf import settings
from django.db.models import QuerySet

Accounts = QuerySet[Any] | Collection[int]
"""Keys, or a query of one column of keys."""


@dataclass(frozen=True)
class Body:
    """Where people work: a code and a name in the page's language."""

    code: str
    name: str


@dataclass(frozen=True)
class Addressee:
    """Name and body in each language; the post as the register has it."""

    name: Mapping[str, str]
    post: str
    body: Mapping[str, str]


class AddressBook(Protocol):
    """Who has no post on the day is in neither answer."""

    def bodies_of(self, accounts: Accounts, on: date) -> dict[int, Body]: ...

    def addressees_at(self, code: str, accounts: Accounts, on: date) -> dict[int, Addressee]: ...


def address_book() -> AddressBook:
    return cast(AddressBook, import_module(settings.ADDRESS_BOOK))
