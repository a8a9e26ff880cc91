"""The view behind every list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.views import View

from ortoo.access.requests import Request
from ortoo.pages.components import Act, Figure, NextStep, Text
from ortoo.pages.lists.cells import drawer
from ortoo.pages.lists.columns import Column
from ortoo.pages.lists.export import FORMATS, file_of
from ortoo.pages.lists.filters import Chosen, Filter, read_filters
from ortoo.pages.lists.keyset import CursorError, Slice, cut


@dataclass(frozen=True)
class Line:
    """A row as the template draws it. `cut` is the sentence of the cut line drawn above it."""

    cells: SafeString
    of_interest: bool
    cut: str


class ListPage(View):
    """A list. A subclass declares `title`, `columns`, `order` and `rows()`; everything else has an answer.

    `order` holds names of fields that are never null, "-" first for descending, the last of them unique. `rows()`
    returns all rows that the reader may see, not ordered, with what the columns read selected along.
    """

    title: Text = ""
    lead: Text = ""
    caption: Text = ""
    columns: Sequence[Column] = ()
    filters: Sequence[Filter] = ()
    order: Sequence[str] = ("pk",)
    size: int = 30
    file_name: str = "list"
    basis_note: bool = False
    """True where a column shows names of basis M or I: the † is explained at the foot."""
    template_name: ClassVar[str] = "pages/list.html"
    http_method_names = ["get", "head"]  # noqa: RUF012 - as Django declares it
    """No OPTIONS: Django would answer it to everybody, before `check`."""
    request: Request

    def rows(self) -> QuerySet[Any]:
        raise NotImplementedError

    def check(self) -> None:
        """Refuse (raise) where the person may not see this list at all."""

    def heading(self) -> Text:
        return self.title

    def sentence(self) -> Text:
        return self.lead

    def figures(self) -> Sequence[Figure]:
        return ()

    def acts(self) -> Sequence[Act]:
        return ()

    def empty(self) -> NextStep:
        return NextStep(gettext("Nothing is here yet."))

    def of_interest(self, row: Any) -> bool:
        """True for the one row that the page is about."""
        return False

    def cut_above(self, row: Any) -> str:
        """The sentence of the cut line, where `row` is the first behind it; "" elsewhere."""
        return ""

    def counts(self, everything: QuerySet[Any], rows: QuerySet[Any], chosen: list[Chosen]) -> tuple[int, int]:
        """How many fit the filters, and how many there are; a list that has them at hand need not ask."""
        fitting = rows.count()
        return fitting, everything.count() if any(one.value for one in chosen) else fitting

    def more(self) -> dict[str, Any]:
        """What a template of its own needs besides."""
        return {}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.check()
        chosen, notices = read_filters(self.filters, request)
        everything = self.rows()
        rows = everything
        for one in chosen:
            if one.value:
                rows = one.filter.narrow(rows, one.value)
        form = request.GET.get("format", "")
        if form in FORMATS:
            return file_of(self._ordered(rows), self.columns, FORMATS[form], self.file_name)
        if form:
            notices.append(gettext("A list can be had as csv or xlsx; here it is as a page."))
        return self._page(request, everything, rows, chosen, notices)

    def _ordered(self, rows: QuerySet[Any]) -> Iterable[Any]:
        return rows.order_by(*self.order).iterator(chunk_size=2000)

    def _page(
        self, request: HttpRequest, everything: QuerySet[Any], rows: QuerySet[Any], chosen: list[Chosen],
        notices: list[str],
    ) -> HttpResponse:  # fmt: skip
        page = self._cut(request, rows, notices)
        kept = urlencode([(one.filter.parameter, one.value) for one in chosen if one.value])
        count, total = self.counts(everything, rows, chosen)
        return render(request, self.template_name, {
            "heading": self.heading(), "lead": self.sentence(), "caption": self.caption or self.heading(),
            "figures": self.figures(), "acts": self.acts(), "filters": chosen, "kept": kept,
            "prefix": f"?{kept}&" if kept else "?", "notices": notices, "count": count,
            "total": total,
            "columns": [column for column in self.columns if column.on_page],
            "lines": self._lines(page.rows), "earlier": page.earlier, "later": page.later,
            "empty": None if page.rows else self.empty(), "basis_note": self.basis_note, **self.more(),
        })  # fmt: skip

    def _cut(self, request: HttpRequest, rows: QuerySet[Any], notices: list[str]) -> Slice:
        after, before = request.GET.get("after", ""), request.GET.get("before", "")
        try:
            page = cut(rows, self.order, self.size, after, before)
        except CursorError:
            notices.append(gettext("The address names a page that does not exist; this is the first page."))
            return cut(rows, self.order, self.size)
        if not page.rows and (after or before):
            # The rows behind the cursor are gone or filtered out: an empty page would look like an empty list.
            return cut(rows, self.order, self.size)
        return page

    def _lines(self, rows: list[Any]) -> list[Line]:
        language = get_language() or "en"
        columns = [column for column in self.columns if column.on_page]
        cells = drawer(columns, language)
        return [Line(cells(row), self.of_interest(row), self.cut_above(row)) for row in rows]
