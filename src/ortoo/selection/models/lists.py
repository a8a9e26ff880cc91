"""Runs, the places on their lists, and the lists that became final."""

from __future__ import annotations

import json
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ortoo.access.personal import PersonalManager
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.fields import WrittenLine
from ortoo.people.queries import through_official
from ortoo.selection.models.rounds import Round, Rule


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


class FinalList(models.Model):
    """A list that the head of the academy signed and the selection officer published. Never changed.

    A later version comes only after an order. `kept` are the pseudonyms of those on the version before it whom the
    re-run did not choose and who stay all the same, where the rule adds seats (`Rule.after_appeal`).
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="final_lists")
    run = models.OneToOneField(Run, models.PROTECT, related_name="final_list")
    version = models.PositiveSmallIntegerField()
    kept = models.JSONField(default=list)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="final_list_version", fields=["round", "version"]),
            models.CheckConstraint(
                name="final_list_published_by_another",
                condition=Q(published_by=None) | ~Q(published_by=models.F("signed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}, version {self.version}"


class DepartureManager(PersonalManager["Departure"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "place__official")


class Departure(models.Model):
    """Somebody leaves a final list; the first of the reserve with whom every promise is kept moves up."""

    final_list = models.ForeignKey(FinalList, models.PROTECT, related_name="departures")
    place = models.OneToOneField(Place, models.PROTECT, related_name="departure")
    successor = models.OneToOneField(Place, models.PROTECT, related_name="moved_up", null=True)
    reason = WrittenLine(max_length=500)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = DepartureManager()

    def __str__(self) -> str:
        return f"{self.place_id} left"
