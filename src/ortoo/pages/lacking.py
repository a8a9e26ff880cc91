"""Which languages a text still lacks, told to those who may write it: one tag, one column, one filter.

Everybody else meets the text in another language, which says so itself (`multilingual.texts.TextIn`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy

from ortoo.multilingual.fields import NameInLanguages
from ortoo.multilingual.texts import LANGUAGE_NAMES, missing_text
from ortoo.pages.components import Tag
from ortoo.pages.lists import Choice, Column, ListPage

Texts = Mapping[str, str]


def lacking_tag(*written: NameInLanguages | Texts) -> Tag | None:
    """ "Missing: Korean", of rows and of texts by language; None where all of them say the same in each language."""
    missing = missing_text(text for one in written for text in _texts(one))
    return Tag("none", gettext("Missing: %(languages)s") % {"languages": missing}) if missing else None


def languages_missing(may_write: bool, *written: NameInLanguages | Texts) -> dict[str, Tag | None]:
    """For the context of a page: the frame draws the tag under the heading."""
    return {"languages_missing": lacking_tag(*written)} if may_write else {}


def _texts(one: NameInLanguages | Texts) -> Iterable[Texts]:
    return one.texts if isinstance(one, NameInLanguages) else (one,)


def _narrowed(rows: QuerySet[Any], language: str) -> QuerySet[Any]:
    return rows.filter(rows.model.lacking_in(language))


LACKING = Column("missing", gettext_lazy("Languages"), lambda row: lacking_tag(row) or "")
IN_A_LANGUAGE = Choice(
    "missing", gettext_lazy("Missing language"), options=tuple(LANGUAGE_NAMES.items()), apply=_narrowed
)


class TextsList(ListPage):
    """A list of what is written in three languages. Who may write it sees what is missing, and can list only that."""

    def may_write(self) -> bool:
        raise NotImplementedError

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if self.may_write():
            self.columns = (*self.columns, LACKING)
            self.filters = (*self.filters, IN_A_LANGUAGE)
