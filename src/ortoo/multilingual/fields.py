"""A name in three languages, as columns of a table, and columns for what is written in one language only."""

from __future__ import annotations

from typing import Any

from django.db import models

from ortoo.multilingual.texts import TextIn, in_language, written


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
    """`name_mn`, `name_en`, `name_ko`; the empty one is missing, and `name` falls back and can say so."""

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
