"""Rounds, adopted rules and lots."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from ortoo.multilingual.fields import NameInLanguages, WrittenLine
from ortoo.selection.rules.states import AfterAppeal


class Round(NameInLanguages):
    """One pass from the many to the hundred, under one adopted rule and one formula."""

    code = models.CharField(max_length=30, unique=True)
    formula = models.ForeignKey("ortoo.Formula", models.PROTECT, related_name="rounds")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    seal = models.OneToOneField("ortoo.Seal", models.PROTECT, null=True, related_name="round")
    objections_until = models.DateTimeField(null=True, help_text="When the window for appeals closes; set by the run.")


class Rule(models.Model):
    """The adopted rule of a round: its canonical text in the words of `ortoo select`, without the lot seed.

    Adopted before the records are sealed; a trigger refuses a later one.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="rules")
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    legal_basis = WrittenLine(max_length=300)
    lot_source = WrittenLine(max_length=300, help_text="Where the value of the public draw will come from.")
    objection_days = models.PositiveSmallIntegerField(default=10, help_text="Days that the window for appeals is open.")
    after_appeal = models.CharField(
        max_length=10,
        choices=[(way.value, way.value) for way in AfterAppeal],
        default=AfterAppeal.ADD_SEATS.value,
        help_text="What happens to somebody already named, where an order reopens a final list.",
    )
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="rule_version", fields=["round", "version"])]

    def __str__(self) -> str:
        return f"{self.round_id}, version {self.version}"


class Lot(models.Model):
    """The public draw of a round: `seed` = SHA-256(root of the sealed records || value)."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="lot")
    value = WrittenLine(max_length=200)
    seed = models.CharField(max_length=64)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.seed
