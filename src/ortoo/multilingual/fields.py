"""A name in three languages, as columns of a table."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language


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
    def name(self) -> str:
        """In the language of the page, else English, else whichever there is."""
        own = getattr(self, f"name_{get_language() or 'en'}", "")
        return str(own or self.name_en or self.name_mn or self.name_ko)
