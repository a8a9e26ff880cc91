"""Who travels, what they consented to, which papers are there, what it costs, and what they studied before."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ortoo.access.personal import PersonalManager, Row
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.fields import NameInLanguages, WrittenLine, WrittenText
from ortoo.people.queries import through_official
from ortoo.visits.models.hosting import Visit, VisitHost
from ortoo.visits.models.stops import PackPart


class TravellerManager(PersonalManager["Traveller"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants)


class OfTravellerManager(PersonalManager[Row]):
    """Rows that hang on a traveller. What a host sees is asked apart (`visits.queries.consents`), never by a scope."""

    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "traveller__official")


class Traveller(models.Model):
    """A delegate, who has the Prime Minister's permission, or an escort. `basis` of an escort's part may be I."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="travellers")
    official = models.ForeignKey("ortoo.Official", models.PROTECT, related_name="travels")
    part = models.CharField(max_length=10, choices=[(part, part) for part in ("delegate", "escort")])
    dossier = models.ForeignKey("ortoo.Dossier", models.PROTECT, null=True, related_name="+")
    topic = models.CharField(max_length=10, blank=True, help_text="Code, of a delegate.")
    group = models.CharField(max_length=20, default="all")
    place = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=4)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    objects = TravellerManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="traveller_once", fields=["visit", "official"]),
            models.UniqueConstraint(name="traveller_in_order", fields=["visit", "place"]),
            models.CheckConstraint(
                name="delegate_has_a_dossier", condition=Q(part="escort") | Q(dossier__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.place}"


class DataConsent(models.Model):
    """What one traveller lets one host see, for one purpose, until a day; the latest for (host, covers) counts.

    `covers` "person" (name, post, body), "identifiers" (passport), "health". `given` False takes it back.
    """

    COVERS = ("person", "identifiers", "health")

    traveller = models.ForeignKey(Traveller, models.PROTECT, related_name="consents")
    host = models.ForeignKey(VisitHost, models.PROTECT, related_name="+")
    covers = models.CharField(max_length=12, choices=[(one, one) for one in COVERS])
    given = models.BooleanField()
    until = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfTravellerManager["DataConsent"]()

    def __str__(self) -> str:
        return f"{self.traveller_id}: {self.covers}"


class VisitPaperManager(PersonalManager["VisitPaper"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        """Of the visit itself, and of travellers whom `grants` may see."""
        return Q(traveller=None) | through_official(grants, "traveller__official")


class VisitPaper(models.Model):
    """A paper of the checklist is there: of the visit (`traveller` empty) or of one traveller. `part` 1, 2, 3 of one
    that is due several times (after 3, 6 and 12 months). Papers of a dossier are there by the dossier."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="papers")
    kind = models.ForeignKey("ortoo.DocumentKind", models.PROTECT, related_name="+")
    traveller = models.ForeignKey(Traveller, models.PROTECT, null=True, related_name="papers")
    part = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=60, blank=True)
    dated = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = VisitPaperManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="paper_once_a_traveller", fields=["visit", "kind", "traveller", "part"]),
            models.UniqueConstraint(
                name="paper_once_a_visit", fields=["visit", "kind", "part"], condition=Q(traveller=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.kind_id}"


class VisitCost(NameInLanguages):
    """What one thing costs for one head, and for how many; sums in thousandths of the currency."""

    PAYERS = ("home", "host", "other")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="costs")
    place = models.PositiveSmallIntegerField()
    currency = models.CharField(max_length=3)
    payer = models.CharField(max_length=5, choices=[(payer, payer) for payer in PAYERS])
    planned = models.PositiveBigIntegerField()
    heads = models.PositiveSmallIntegerField()
    actual = models.PositiveBigIntegerField(null=True, help_text="For one head, once it is known.")
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="cost_in_order", fields=["visit", "place"])]


class PartStudied(models.Model):
    """One traveller has finished one part of a pre-study pack."""

    traveller = models.ForeignKey(Traveller, models.PROTECT, related_name="studied")
    part = models.ForeignKey(PackPart, models.PROTECT, related_name="studied")
    at = models.DateTimeField()

    objects = OfTravellerManager["PartStudied"]()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="part_studied_once", fields=["traveller", "part"])]

    def __str__(self) -> str:
        return f"{self.traveller_id}: {self.part_id}"


class Alumnus(models.Model):
    """What a traveller says after the visit: may others ask, about which topics (codes), how. The latest counts."""

    traveller = models.ForeignKey(Traveller, models.PROTECT, related_name="said")
    may_be_asked = models.BooleanField()
    topics = models.JSONField(default=list)
    how = WrittenLine(max_length=200, blank=True, help_text="How to reach them, in their own words.")
    until = models.DateField(null=True, help_text="The consent ends on this day.")
    at = models.DateTimeField()

    objects = OfTravellerManager["Alumnus"]()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="asked_until_a_day", condition=Q(may_be_asked=False) | (Q(until__isnull=False) & ~Q(how=""))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.traveller_id}: {self.may_be_asked}"


class FollowUp(models.Model):
    """What was used of a visit after 3, 6 or 12 months: asked of the traveller and, apart, of the superior."""

    USED = ("widely", "partly", "not-yet", "not")

    traveller = models.ForeignKey(Traveller, models.PROTECT, related_name="follow_ups")
    months = models.PositiveSmallIntegerField(choices=[(one, str(one)) for one in (3, 6, 12)])
    side = models.CharField(max_length=11, choices=[(side, side) for side in ("participant", "superior")])
    used = models.CharField(max_length=7, choices=[(used, used) for used in USED])
    what = WrittenText(help_text="What was done with it.")
    hindered_by = WrittenText(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfTravellerManager["FollowUp"]()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="follow_up_once", fields=["traveller", "months", "side"]),
            models.CheckConstraint(
                name="what_hindered", condition=~Q(used__in=("not-yet", "not")) | ~Q(hindered_by="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.traveller_id}: {self.months} months, {self.side}"
