"""The item bank: items, their versions, who reviewed them, and which never stand together."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ortoo.multilingual.fields import NameInLanguages, WrittenLine


class Item(models.Model):
    """A question of the bank, by the code that it keeps through all its versions."""

    code = models.CharField(max_length=60, unique=True)
    retired_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    retired_at = models.DateTimeField(null=True, help_text="From then on no new form takes it; never taken back.")
    retired_because = WrittenLine(max_length=500, blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="item_retired_by_somebody", condition=Q(retired_at=None, retired_by=None) | Q(retired_by__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ItemVersion(NameInLanguages):
    """An item as it is asked, in all its languages. Never changed: another version follows it.

    `body` is the question as canonical JSON, and `sha256` its hash; the names, by which lists call it, and the other
    columns are read off it.
    """

    item = models.ForeignKey(Item, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    goal = models.CharField(max_length=10, blank=True, help_text="Number of the plan's goal; empty where none is said.")
    level = models.CharField(max_length=6, blank=True, help_text="know, apply or judge.")
    languages = models.CharField(max_length=20, help_text="In which it is told, by code, parted by commas.")
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    expert_facility = models.PositiveSmallIntegerField(
        null=True, help_text="Thousandths that an expert expects to solve it; counts until answers tell."
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    source = models.CharField(max_length=200, blank=True, help_text="The file it came from; empty for the form.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="item_version_number", fields=["item", "number"]),
            models.CheckConstraint(
                name="facility_is_a_share",
                condition=Q(expert_facility=None) | Q(expert_facility__gt=0, expert_facility__lt=1000),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} version {self.number}"


class ItemReview(models.Model):
    """What a second person said of a version: approved, or returned with a reason."""

    version = models.OneToOneField(ItemVersion, models.PROTECT, related_name="review")
    approved = models.BooleanField()
    reason = WrittenLine(max_length=500, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.version_id} {'approved' if self.approved else 'returned'}"


class Enemies(models.Model):
    """Two items of which a form holds at most one: one gives away the other, or both ask the same."""

    first = models.ForeignKey(Item, models.PROTECT, related_name="+")
    second = models.ForeignKey(Item, models.PROTECT, related_name="+")
    reason = WrittenLine(max_length=500)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="enemies_once", fields=["first", "second"], condition=Q(ended_at=None)),
            models.CheckConstraint(name="enemies_in_order", condition=Q(first__lt=F("second"))),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}"
