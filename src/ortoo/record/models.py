"""Formulas, seals and the records behind them."""

from __future__ import annotations

import json
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from ortoo.access.personal import PersonalManager
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.fields import NameInLanguages, WrittenLine
from ortoo.people.queries import through_official
from ortoo.record.rules.formula import WhenMissing


class Formula(NameInLanguages):
    """How marks become a record, in one version; never changed once adopted, a new version follows it."""

    code = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField()
    legal_basis = WrittenLine(max_length=300)
    sha256 = models.CharField(max_length=64, help_text="Of the formula's canonical bytes.")
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="formula_version", fields=["code", "version"])]


class FormulaComponent(models.Model):
    """One sitting's part in the record: a weight in thousandths, a least mark, and what a missing mark means."""

    formula = models.ForeignKey(Formula, models.CASCADE, related_name="components")
    sitting = models.ForeignKey("ortoo.Sitting", models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    weight = models.PositiveIntegerField(help_text="Thousandths of the whole; all weights add up to 1000.")
    at_least = models.BigIntegerField(null=True, help_text="A least mark in thousandths of the sitting's scale.")
    when_missing = models.CharField(max_length=10, choices=[(way.value, way.value) for way in WhenMissing])

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="component_once", fields=["formula", "sitting"]),
            models.UniqueConstraint(name="component_in_order", fields=["formula", "place"]),
            models.CheckConstraint(name="component_weighs", condition=Q(weight__gt=0, weight__lte=1000)),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id}: {self.weight}/1000"


class Seal(models.Model):
    """A freezing of many records at once: `root` is the RFC 6962 root of their salted leaves in pseudonym order."""

    formula = models.ForeignKey(Formula, models.PROTECT, related_name="seals")
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField()
    as_of = models.DateField(help_text="The day whose posts, regions and ministries count.")
    count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    leaves_blob = models.CharField(max_length=64)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    def __str__(self) -> str:
        return f"{self.root[:8]} of {self.sealed_at:%Y-%m-%d}"


class RecordManager(PersonalManager["Record"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants)


class Record(models.Model):
    """One official's sealed record.

    `row` is what was hashed, as canonical JSON with string values: pseudonym, merit, parts, attributes, eligibility.
    """

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="records")
    official = models.ForeignKey("ortoo.Official", models.PROTECT, related_name="records")
    pseudonym = models.CharField(max_length=64)
    place = models.PositiveIntegerField(help_text="Order in the seal: by merit, then pseudonym; without merit last.")
    merit = models.BigIntegerField(null=True, help_text="Thousandths; empty where no record could be made.")
    eligible = models.BooleanField()
    reason = models.CharField(max_length=60, blank=True, help_text="Code of why not eligible.")
    salt = models.CharField(max_length=64)
    row = models.TextField()

    objects = RecordManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="record_once_a_seal", fields=["seal", "official"]),
            models.UniqueConstraint(name="pseudonym_once_a_seal", fields=["seal", "pseudonym"]),
            models.UniqueConstraint(name="record_in_order", fields=["seal", "place"]),
            models.CheckConstraint(name="eligible_has_merit", condition=Q(eligible=False) | Q(merit__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.pseudonym[:5]

    @cached_property
    def sealed(self) -> dict[str, str]:
        """What was sealed, text by name (`record.rules.sealed_rows`)."""
        found: dict[str, str] = json.loads(self.row)
        return found
