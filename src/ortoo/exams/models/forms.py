"""The forms of a sitting: what they should hold, what they hold, and their seal."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ortoo.exams.models.bank import ItemVersion
from ortoo.exams.models.marks import Sitting
from ortoo.exams.rules.forms.values import EQUATED, RAW

DECIDES = (RAW, EQUATED)


class FormPlan(models.Model):
    """What the forms of a sitting should hold and how their marks will be read, stated before the exam.

    `blueprint` is canonical JSON (docs/reference/forms.md); `found`, as JSON, how near the forms came to one another.
    """

    sitting = models.OneToOneField(Sitting, models.PROTECT, related_name="form_plan")
    blueprint = models.TextField()
    seed = models.CharField(max_length=64)
    decides = models.CharField(max_length=7, choices=[(way, way) for way in DECIDES])
    method = models.CharField(max_length=14, blank=True, help_text="Of equating; empty where raw marks decide.")
    reference = models.ForeignKey(
        "ExamForm", models.PROTECT, related_name="+", null=True, help_text="Of an earlier sitting; else the first form."
    )
    essay_gap = models.PositiveSmallIntegerField(default=250, help_text="Thousandths beyond which a third marks.")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    assembled_at = models.DateTimeField(null=True)
    found = models.TextField(blank=True)
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    sealed_at = models.DateTimeField(null=True, help_text="From then on neither forms nor plan change.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="equated_by_a_method", condition=Q(decides="raw", method="") | Q(decides="equated", method__gt="")
            ),
            models.CheckConstraint(
                name="forms_sealed_once_assembled", condition=Q(sealed_at=None) | Q(assembled_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"forms of {self.sitting_id}"


class ExamForm(models.Model):
    """One form: A, B, C … Sealed, it keeps the manifest whose hash stands in the ledger, and the salt of its keys."""

    plan = models.ForeignKey(FormPlan, models.CASCADE, related_name="forms")
    letter = models.CharField(max_length=2)
    manifest = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    salt = models.CharField(max_length=64, blank=True, help_text="Secret until the marks are released.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="form_letter", fields=["plan", "letter"])]

    def __str__(self) -> str:
        return f"{self.plan_id}{self.letter}"


class FormItem(models.Model):
    """A version of an item in its place on a form, from 1; not scored where it is only tried out."""

    form = models.ForeignKey(ExamForm, models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField()
    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="placed")
    scored = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="form_place", fields=["form", "place"]),
            models.UniqueConstraint(name="form_item_once", fields=["form", "version"]),
        ]

    def __str__(self) -> str:
        return f"{self.form_id}: {self.place}"
