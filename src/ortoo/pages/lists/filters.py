"""Filters: each is one parameter of the address, so that a filtered list can be kept and sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from ortoo.multilingual.searching import Word, words
from ortoo.pages.components import Text
from ortoo.pages.lists.cells import options_markup

Option = tuple[str, Text]
Apply = Callable[[QuerySet[Any], str], QuerySet[Any]]
LONGEST = 100


class FilterError(Exception):
    """An address asks for something that the filter does not know; the text is a sentence for the reader."""


@dataclass(frozen=True)
class Choice:
    """One of a few values. `options` are (value, label) pairs, or a function of the request that gives them. The value
    narrows `field`, or `apply(rows, value)` narrows the rows itself. `every` is the label of "no filter".
    """

    parameter: str
    label: Text
    options: Sequence[Option] | Callable[[HttpRequest], Sequence[Option]]
    field: str = ""
    apply: Apply | None = None
    every: Text = ""

    def options_for(self, request: HttpRequest) -> Sequence[Option]:
        return self.options(request) if callable(self.options) else self.options

    def read(self, raw: str, options: Sequence[Option]) -> str:
        if raw and raw not in {value for value, _label in options}:
            raise FilterError(
                gettext("The address asks for a value of “%(filter)s” that does not exist; all values are shown.")
                % {"filter": self.label}
            )
        return raw

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return self.apply(rows, value) if self.apply else rows.filter(**{self.field: value})


@dataclass(frozen=True)
class Search:
    """Free text. Every word of it is looked for in the fields `words` and the search keys `keys`, where case,
    look-alike letters and script don't count, or the whole by one of the lookups `fields` (such as "code__iexact"), or
    by `apply`.
    """

    parameter: str
    label: Text
    fields: Sequence[str] = ()
    words: Sequence[str] = ()
    keys: Sequence[str] = ()
    apply: Apply | None = None

    def options_for(self, request: HttpRequest) -> Sequence[Option]:
        return ()

    def read(self, raw: str, options: Sequence[Option]) -> str:
        # PostgreSQL refuses the character NUL in a text, so it can't be looked for.
        if "\x00" in raw or len(raw) > LONGEST:
            raise FilterError(
                gettext("“%(filter)s” takes up to %(longest)s printable characters; all rows are shown.")
                % {"filter": self.label, "longest": LONGEST}
            )
        return raw

    def narrow(self, rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        if self.apply:
            return self.apply(rows, value)
        fits = all_words(value, self.words, self.keys)
        for field in self.fields:
            fits |= Q(**{field: value})
        return rows.filter(fits)


def all_words(typed: str, fields: Sequence[str], keys: Sequence[str] = ()) -> Q:
    """Rows in which every word stands in one of the fields or search keys; none where there is no word to look for."""
    found = words(typed) if fields or keys else []
    fits = ~Q(pk=None) if found else Q(pk__in=[])
    for word in found:
        one = Q()
        for field in fields:
            one |= Q(**{f"{field}__regex": word.pattern})
        for key in keys:
            one |= _in_key(key, word)
        fits &= one
    return fits


def _in_key(key: str, word: Word) -> Q:
    if connection.vendor != "sqlite":
        return Q(**{f"{key}__regex": word.pattern})
    fits = Q()
    for glob in word.globs:
        fits |= Q(Func(Value(glob), F(key), function="GLOB", output_field=BooleanField()))
    return fits


Filter = Choice | Search


@dataclass(frozen=True)
class Chosen:
    """A filter of this request: its options and what was chosen ("" for none)."""

    filter: Filter
    options: Sequence[Option]
    value: str

    @property
    def is_search(self) -> bool:
        return isinstance(self.filter, Search)

    @property
    def drawn_options(self) -> SafeString:
        return options_markup(self.options, self.value)

    @property
    def label_of_value(self) -> str:
        return str(dict(self.options).get(self.value, self.value))


def read_filters(filters: Sequence[Filter], request: HttpRequest) -> tuple[list[Chosen], list[str]]:
    """What the address asks for, and sentences about what it asks for in vain."""
    chosen: list[Chosen] = []
    notices: list[str] = []
    for one in filters:
        options = one.options_for(request)
        value = ""
        try:
            value = one.read(request.GET.get(one.parameter, "").strip(), options)
        except FilterError as unknown:
            notices.append(str(unknown))
        chosen.append(Chosen(one, options, value))
    return chosen, notices
