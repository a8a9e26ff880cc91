"""Rounds, adopted rules, lots, runs and the places on their lists."""

from __future__ import annotations

import json
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ortoo.access.personal import PersonalManager
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.fields import NameInLanguages
from ortoo.people.queries import through_official


class Round(NameInLanguages):
    """One pass from the many to the hundred, under one adopted rule and one formula."""

    code = models.CharField(max_length=30, unique=True)
    formula = models.ForeignKey("ortoo.Formula", models.PROTECT, related_name="rounds")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    seal = models.OneToOneField("ortoo.Seal", models.PROTECT, null=True, related_name="round")


class Rule(models.Model):
    """The adopted rule of a round: its canonical text in the words of `ortoo select`, without the lot seed.

    Adopted before the records are sealed; a trigger refuses a later one.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="rules")
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    legal_basis = models.CharField(max_length=300)
    lot_source = models.CharField(max_length=300, help_text="Where the value of the public draw will come from.")
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="rule_version", fields=["round", "version"])]

    def __str__(self) -> str:
        return f"{self.round_id}, version {self.version}"


class Lot(models.Model):
    """The public draw of a round: `seed` = SHA-256(root of the sealed records || value)."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="lot")
    value = models.CharField(max_length=200)
    seed = models.CharField(max_length=64)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.seed


class Run(models.Model):
    """One run of the rule over the sealed records: decided with a list, or infeasible with the minimal conflict."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="runs")
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="runs")
    seal = models.ForeignKey("ortoo.Seal", models.PROTECT, related_name="runs")
    status = models.CharField(max_length=10, choices=[("decided", "decided"), ("infeasible", "infeasible")])
    decision = models.JSONField()
    decision_sha256 = models.CharField(max_length=64)
    candidates_sha256 = models.CharField(max_length=64)
    run_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    run_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.round_id}: {self.status}"


class PlaceManager(PersonalManager["Place"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants)


class Place(models.Model):
    """One official in one run: where, and why. Marks in thousandths."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="places")
    official = models.ForeignKey("ortoo.Official", models.PROTECT, related_name="places")
    record = models.ForeignKey("ortoo.Record", models.PROTECT, related_name="+")
    pseudonym = models.CharField(max_length=64)
    place = models.PositiveIntegerField(help_text="On the list: chosen, reserve, others by rank, ineligible last.")
    status = models.CharField(
        max_length=10, choices=[(status, status) for status in ("chosen", "reserve", "not-chosen", "ineligible")]
    )
    rank = models.PositiveIntegerField(null=True)
    merit = models.BigIntegerField(null=True)
    adjusted = models.BigIntegerField(null=True)
    margin = models.BigIntegerField(null=True)
    reasons = models.JSONField(default=list, help_text="Codes of select.reason with their values, in order.")

    objects = PlaceManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="place_once_a_run", fields=["run", "official"]),
            models.UniqueConstraint(name="place_in_order", fields=["run", "place"]),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.pseudonym[:5]}"

    @property
    def facts(self) -> dict[str, str]:
        """What was sealed of this official: text by name (`record.rules.sealed_rows`)."""
        return dict(json.loads(self.record.row))
