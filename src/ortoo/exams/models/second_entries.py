"""A sample of a sitting's marks, entered a second time by another hand, and how a third settled what differs."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ortoo.access.personal import PersonalManager
from ortoo.access.rules.grants import Grants
from ortoo.exams.models.marks import Mark, MarkCorrection, Sitting
from ortoo.multilingual.fields import WrittenLine
from ortoo.people.queries import through_official


class Sample(models.Model):
    """Which marks of a sitting are entered a second time: drawn once, by a seed that the ledger knows."""

    sitting = models.OneToOneField(Sitting, models.PROTECT, related_name="sample")
    share = models.PositiveSmallIntegerField(help_text="Per cent of the marks that were there.")
    seed = models.CharField(max_length=64)
    marks = models.PositiveIntegerField(help_text="How many marks there were.")
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    compared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    compared_at = models.DateTimeField(
        null=True, help_text="From then on nothing is entered, and differences are seen."
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="sample_is_a_part", condition=Q(share__gte=1, share__lte=100)),
        ]

    def __str__(self) -> str:
        return f"{self.share} % of {self.sitting_id}"


class SampledMarkManager(PersonalManager["SampledMark"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "mark__official")


class SecondEntryManager(PersonalManager["SecondEntry"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "sampled__mark__official")


class SettlementManager(PersonalManager["Settlement"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "entry__sampled__mark__official")


class SampledMark(models.Model):
    """One mark of a sample; `place` in the order of the draw, from 1."""

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="drawn")
    mark = models.OneToOneField(Mark, models.PROTECT, related_name="sampled")
    place = models.PositiveIntegerField()

    objects = SampledMarkManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="sampled_in_order", fields=["sample", "place"])]

    def __str__(self) -> str:
        return f"{self.sample_id}: {self.place}"


class SecondEntry(models.Model):
    """What a second hand read on the paper. `first` is what counted then, and stays as it was for the comparison."""

    sampled = models.OneToOneField(SampledMark, models.PROTECT, related_name="entry")
    first = models.BigIntegerField()
    thousandths = models.BigIntegerField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    source = models.CharField(max_length=200, blank=True, help_text="The file it came from; empty for the form.")

    objects = SecondEntryManager()

    def __str__(self) -> str:
        return f"{self.sampled_id} entered again"


class Settlement(models.Model):
    """What a third hand decided where two entries differ; `correction` where that is not what counted."""

    entry = models.OneToOneField(SecondEntry, models.PROTECT, related_name="settlement")
    thousandths = models.BigIntegerField()
    reason = WrittenLine(max_length=500)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()
    correction = models.OneToOneField(MarkCorrection, models.PROTECT, null=True, related_name="+")

    objects = SettlementManager()

    def __str__(self) -> str:
        return f"{self.entry_id} settled"
