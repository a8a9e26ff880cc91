"""Appeals against a provisional list, and the rulings on them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ortoo.access.personal import PersonalManager
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.fields import WrittenLine, WrittenText
from ortoo.people.queries import through_official
from ortoo.selection.models.lists import Place
from ortoo.selection.models.rounds import Round

GROUNDS = ("mark", "attribute", "procedure", "evidence")
ORIGINS = ("official", "order", "band")
OUTCOMES = ("upheld", "rejected")
REMEDIES = ("none", "mark", "attribute")


class AppealManager(PersonalManager["Appeal"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants)


class Appeal(models.Model):
    """One official's objection to their place, within the window; or an order after publication, which reopens; or,
    with origin "band" and ground "evidence", what the adopted rule asks of everybody in the borderline band.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="appeals")
    number = models.PositiveSmallIntegerField(help_text="From 1 in each round.")
    official = models.ForeignKey("ortoo.Official", models.PROTECT, related_name="appeals")
    place = models.ForeignKey(Place, models.PROTECT, related_name="appeals", help_text="What it objects to.")
    origin = models.CharField(max_length=10, choices=[(one, one) for one in ORIGINS], default="official")
    order_reference = models.CharField(
        max_length=200, blank=True, help_text="Issuer, number and day of an order; kind of evidence."
    )
    ground = models.CharField(max_length=10, choices=[(one, one) for one in GROUNDS])
    sitting = models.ForeignKey("ortoo.Sitting", models.PROTECT, related_name="+", null=True)
    attribute = models.CharField(max_length=30, blank=True)
    text = WrittenText()
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = AppealManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="appeal_number", fields=["round", "number"]),
            models.CheckConstraint(
                name="appeal_on_order_names_it", condition=Q(origin="official") | ~Q(order_reference="")
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """What a correction behind a seal names as that which orders it: "2022/3"."""
        return f"{self.round.code}/{self.number}"


class RulingManager(PersonalManager["Ruling"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "appeal__official")


class Ruling(models.Model):
    """What one member of the appeals panel drafts and another confirms or returns. A returned one does not count.

    `remedy` says what an upheld appeal changes: a mark at `sitting` to `thousandths`, an `attribute` to `value`, or
    nothing in the record. `seal` is the new seal in which it was carried out.
    """

    appeal = models.ForeignKey(Appeal, models.PROTECT, related_name="rulings")
    outcome = models.CharField(max_length=10, choices=[(one, one) for one in OUTCOMES])
    reason = WrittenText()
    remedy = models.CharField(max_length=10, choices=[(one, one) for one in REMEDIES], default="none")
    sitting = models.ForeignKey("ortoo.Sitting", models.PROTECT, related_name="+", null=True)
    thousandths = models.BigIntegerField(null=True)
    attribute = models.CharField(max_length=30, blank=True)
    value = models.CharField(max_length=60, blank=True)
    ruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ruled_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    returned_at = models.DateTimeField(null=True)
    return_reason = WrittenLine(max_length=500, blank=True)
    seal = models.ForeignKey("ortoo.Seal", models.PROTECT, related_name="rulings", null=True)

    objects = RulingManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="ruling_one_in_force", fields=["appeal"], condition=Q(returned_by__isnull=True)
            ),
            models.CheckConstraint(
                name="ruling_confirmed_by_another", condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("ruled_by"))
            ),
            models.CheckConstraint(
                name="ruling_returned_or_confirmed", condition=Q(confirmed_by=None) | Q(returned_by=None)
            ),
            models.CheckConstraint(
                name="ruling_remedy_is_whole",
                condition=Q(remedy="none")
                | Q(remedy="mark", sitting__isnull=False, thousandths__isnull=False, outcome="upheld")
                | (Q(remedy="attribute", outcome="upheld") & ~Q(attribute="") & ~Q(value="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.appeal_id}: {self.outcome}"
