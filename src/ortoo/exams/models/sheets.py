"""What was answered: sheets entered twice or brought by a platform, marks of essays, and keys taken back."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ortoo.access.personal import PersonalManager
from ortoo.access.rules.grants import Grants
from ortoo.exams.models.forms import ExamForm, FormItem, FormPlan
from ortoo.multilingual.fields import WrittenLine
from ortoo.people.queries import through_official

PLATFORM, FIRST, SECOND, SETTLED = 0, 1, 2, 3
"""Whose reading of a sheet: a learning platform's, alone; or of a first hand, a second, and what a third settled."""


class AnswerSheetManager(PersonalManager["AnswerSheet"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants)


class AnswerSheet(models.Model):
    """One reading of what an official answered. Never changed.

    `answers` is a JSON list in the form's order, each as written on the sheet (docs/reference/sheets.md), "" for none.
    """

    plan = models.ForeignKey(FormPlan, models.PROTECT, related_name="sheets")
    form = models.ForeignKey(ExamForm, models.PROTECT, related_name="sheets")
    official = models.ForeignKey("ortoo.Official", models.PROTECT, related_name="+")
    entry = models.PositiveSmallIntegerField()
    centre = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    answers = models.TextField()
    reason = WrittenLine(max_length=500, blank=True, default="", help_text="Of a third hand.")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    source = models.CharField(max_length=200, blank=True, help_text="The file it came from; empty for the form.")

    objects = AnswerSheetManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="sheet_once", fields=["plan", "official", "entry"]),
            models.CheckConstraint(name="sheet_entry_known", condition=Q(entry__lte=SETTLED)),
        ]

    def __str__(self) -> str:
        return f"{self.official_id} on {self.form_id}"


class EssayMarkManager(PersonalManager["EssayMark"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants)


class EssayMark(models.Model):
    """What one marker gave one essay, in thousandths of the item; `turn` 1 and 2 blind, 3 where they lie apart."""

    item = models.ForeignKey(FormItem, models.PROTECT, related_name="essay_marks")
    official = models.ForeignKey("ortoo.Official", models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField()
    thousandths = models.PositiveSmallIntegerField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    marked_at = models.DateTimeField()

    objects = EssayMarkManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="essay_turn_once", fields=["item", "official", "turn"]),
            models.UniqueConstraint(name="essay_marker_once", fields=["item", "official", "marked_by"]),
            models.CheckConstraint(
                name="essay_mark_on_scale", condition=Q(thousandths__lte=1000, turn__gte=1, turn__lte=3)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.official_id}: {self.item_id}, {self.turn}"


class KeyCancellation(models.Model):
    """A wrong key taken back, for everybody: dropped, or a full mark for all. The reason stays."""

    item = models.OneToOneField(FormItem, models.PROTECT, related_name="cancellation")
    way = models.CharField(max_length=9, choices=[("dropped", "dropped"), ("full-mark", "full-mark")])
    reason = WrittenLine(max_length=500)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.item_id} {self.way}"
