"""Series of national figures: editions with their source and licence, and the observations of each."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ortoo.multilingual.fields import NameInLanguages, WrittenLine


class Series(NameInLanguages):
    """One line of figures from a source, under the source's own code; of an indicator of the plan where it is one.

    `kind` is declared: a stock (a state on a day), a flow (so much in a year), a cumulative count. `low` and `high`
    bound what a figure can be, as text; empty: no bound.
    """

    KINDS = ("stock", "flow", "cumulative")

    code = models.CharField(max_length=40, unique=True)
    indicator = models.ForeignKey("ortoo.Indicator", models.PROTECT, null=True, related_name="series")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    unit = WrittenLine(max_length=120, blank=True)
    low = models.CharField(max_length=30, blank=True)
    high = models.CharField(max_length=30, blank=True)
    rhythm = models.PositiveSmallIntegerField(default=1, help_text="Years from one figure to the next.")
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="series_has_a_rhythm", condition=Q(rhythm__gt=0))]


class SeriesBreak(models.Model):
    """From this year on figures are counted another way: no change is computed across it."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="breaks")
    year = models.PositiveSmallIntegerField()
    reason = WrittenLine(max_length=300)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="break_once_a_year", fields=["series", "year"])]

    def __str__(self) -> str:
        return f"{self.series_id}: {self.year}"


class Edition(models.Model):
    """One vintage of a series: entered by one, approved by another. Never changed; figures of two are never mixed."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="editions")
    vintage = WrittenLine(max_length=100)
    place = models.PositiveSmallIntegerField(help_text="Order of publication; the highest is the newest.")
    source = WrittenLine(max_length=400)
    licence = WrittenLine(max_length=200)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="edition_once", fields=["series", "vintage"]),
            models.UniqueConstraint(name="edition_in_order", fields=["series", "place"]),
            models.CheckConstraint(
                name="approved_by_another", condition=Q(approved_by=None) | ~Q(approved_by=F("entered_by"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_id}: {self.vintage}"


class Observation(models.Model):
    """One value of one year in one edition, as printed: text, so that no digit is lost."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="observations")
    year = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=30)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="observation_once_a_year", fields=["edition", "year"]),
            models.CheckConstraint(name="observation_is_there", condition=~Q(value="")),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"
