"""Sittings, letter scales, marks and the corrections beside them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ortoo.access.personal import PersonalManager
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.fields import NameInLanguages, WrittenLine
from ortoo.people.queries import through_official

RULING = "The ruling that orders it, where the marks stand behind a seal."


class LetterScale(models.Model):
    """What letters are worth, from one day to another; without it a letter is refused."""

    code = models.CharField(max_length=30)
    letter = models.CharField(max_length=5)
    thousandths = models.BigIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    legal_basis = WrittenLine(max_length=300)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="letter_once_a_day", fields=["code", "letter", "valid_from"]),
            models.CheckConstraint(
                name="letters_end_after_they_begin", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.letter}"


class Sitting(NameInLanguages):
    """One dated exam on one scale, in thousandths, with the person or body that marked it."""

    code = models.CharField(max_length=30, unique=True)
    held_on = models.DateField()
    scale_low = models.BigIntegerField(default=0)
    scale_high = models.BigIntegerField()
    letters = models.CharField(max_length=30, blank=True, help_text="Code of the letter scale, where letters count.")
    marker = WrittenLine(max_length=120)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    opened_at = models.DateTimeField(null=True, help_text="Empty where it was opened before this was kept.")
    sealed_at = models.DateTimeField(null=True, help_text="Since when its marks stand behind a seal; never taken back.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="sitting_scale_has_room", condition=Q(scale_high__gt=F("scale_low"))),
        ]


class MarkManager(PersonalManager["Mark"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants)


class MarkCorrectionManager(PersonalManager["MarkCorrection"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "mark__official")


class Mark(models.Model):
    """What one official was given at one sitting. Never changed: a correction stands beside it."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="marks")
    official = models.ForeignKey("ortoo.Official", models.PROTECT, related_name="marks")
    thousandths = models.BigIntegerField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    source = models.CharField(max_length=200, help_text="The file it came from.")
    under = models.CharField(max_length=60, blank=True, default="", help_text=RULING)
    reason = WrittenLine(max_length=500, blank=True, default="", help_text="Why it was set behind a seal.")

    objects = MarkManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="mark_once", fields=["sitting", "official"])]

    def __str__(self) -> str:
        return f"{self.official_id} at {self.sitting_id}"


class MarkCorrection(models.Model):
    """A later, reasoned value of a mark; the latest counts, all stay."""

    mark = models.ForeignKey(Mark, models.PROTECT, related_name="corrections")
    thousandths = models.BigIntegerField()
    reason = WrittenLine(max_length=500)
    under = models.CharField(max_length=60, blank=True, default="", help_text=RULING)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    objects = MarkCorrectionManager()

    def __str__(self) -> str:
        return f"{self.mark_id} corrected"
