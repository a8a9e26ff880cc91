"""A name in three languages, as columns of a table, and columns for what is written in one language only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from ortoo.multilingual.texts import ORDER, TextIn, in_language, written


class _Written(models.Field):
    """Reads as a `TextIn` whose language its letters tell. To a migration it is the plain field."""

    def from_db_value(self, value: str | None, expression: object, connection: object) -> TextIn | None:
        return None if value is None else written(value)

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{type(self).__bases__[-1].__name__}", args, kwargs


class WrittenLine(_Written, models.CharField):
    """A line that somebody writes in one language: a legal basis, a reason, a source."""


class WrittenText(_Written, models.TextField):
    """The same in paragraphs."""


class NameInLanguages(models.Model):
    """`name_mn`, `name_en`, `name_ko`; the empty one is missing, and `name` falls back and can say so.

    A table with further texts names them: `LINES` stand in columns as the name does, `TEXTS` by language in one column.
    """

    LINES: ClassVar[tuple[str, ...]] = ("name",)
    TEXTS: ClassVar[tuple[str, ...]] = ()

    name_mn = models.CharField(max_length=250, blank=True)
    name_en = models.CharField(max_length=250, blank=True)
    name_ko = models.CharField(max_length=250, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def names(self) -> dict[str, str]:
        return {"mn": self.name_mn, "en": self.name_en, "ko": self.name_ko}

    @property
    def name(self) -> TextIn:
        """In the language of the page, else English, else whichever there is."""
        return in_language(self.names)

    @property
    def texts(self) -> list[Mapping[str, str]]:
        """All that the row says, each by language."""
        lines = [{one: getattr(self, f"{line}_{one}") for one in ORDER} for line in self.LINES]
        return [*lines, *(getattr(self, text) for text in self.TEXTS)]

    @classmethod
    def lacking_in(cls, language: str) -> Q:
        """Rows of which a text is not written in `language` and is in another: as `missing_languages` of `texts`."""
        found = Q()
        for said in (*(_said_in_columns(line) for line in cls.LINES), *(_said_by_language(text) for text in cls.TEXTS)):
            others = Q()
            for other in ORDER:
                others |= said[other] if other != language else Q()
            found |= ~said[language] & others
        return found


def _said_in_columns(line: str) -> dict[str, Q]:
    """Language -> rows that say it."""
    return {one: ~Q(**{f"{line}_{one}": ""}) for one in ORDER}


def _said_by_language(text: str) -> dict[str, Q]:
    return {one: Q(**{f"{text}__has_key": one}) & ~Q(**{f"{text}__{one}": ""}) for one in ORDER}
