"""Where a visit can go: venues and the ways between them, and the stops that the hosts offer."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ortoo.multilingual.fields import NameInLanguages, WrittenLine
from ortoo.multilingual.texts import in_language
from ortoo.visits.models.hosting import Visit, VisitHost, VisitTopic


class Venue(NameInLanguages):
    """A point on the map where stops take place, for the days it held (import kind `venues`). Degrees, kilometres."""

    LINES = ("name", "town")

    code = models.CharField(max_length=20, unique=True)
    address = models.CharField(max_length=200, blank=True)
    town_mn = models.CharField(max_length=60, blank=True)
    town_en = models.CharField(max_length=60, blank=True)
    town_ko = models.CharField(max_length=60, blank=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    tolerance_km = models.FloatField(default=0, help_text="The true point lies within so many kilometres.")
    country = models.CharField(max_length=2)
    organization = models.ForeignKey("ortoo.Organization", models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=4)
    address_basis = models.CharField(max_length=4, blank=True)
    note = WrittenLine(max_length=500, blank=True)

    @property
    def town(self) -> str:
        """In the language of the page, else in whichever there is; empty where none is known."""
        return in_language({"mn": self.town_mn, "en": self.town_en, "ko": self.town_ko})


class Leg(models.Model):
    """The way between two venues, in both directions (import kind `legs`). A pair without one is estimated."""

    start = models.ForeignKey(Venue, models.PROTECT, related_name="+")
    end = models.ForeignKey(Venue, models.PROTECT, related_name="+")
    minutes_low = models.PositiveSmallIntegerField()
    minutes_high = models.PositiveSmallIntegerField()
    mode = models.CharField(max_length=20)
    straight_km = models.FloatField(null=True)
    basis = models.CharField(max_length=4)
    source = WrittenLine(max_length=300, blank=True)
    note = WrittenLine(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="leg_once", fields=["start", "end"]),
            models.CheckConstraint(name="leg_low_to_high", condition=Q(minutes_high__gte=F("minutes_low"))),
            models.CheckConstraint(name="leg_leads_elsewhere", condition=~Q(start=F("end"))),
        ]

    def __str__(self) -> str:
        return f"{self.start_id} - {self.end_id}"


class Speaker(models.Model):
    """Somebody abroad who lectures or guides, as their institute names them."""

    host = models.ForeignKey(VisitHost, models.PROTECT, related_name="speakers")
    name = models.CharField(max_length=120)
    post = WrittenLine(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="speaker_once", fields=["host", "name"])]

    def __str__(self) -> str:
        return self.name


class PreStudyPack(NameInLanguages):
    """What must be finished before a site is seen: a few parts to read, on one topic."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="packs")
    topic = models.ForeignKey(VisitTopic, models.PROTECT, related_name="packs")
    code = models.CharField(max_length=10)
    due_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="pack_once_a_visit", fields=["visit", "code"])]


class PackPart(NameInLanguages):
    """One thing to read: where it is (an address) or its text by language, and the question that closes it."""

    TEXTS = ("text",)

    pack = models.ForeignKey(PreStudyPack, models.PROTECT, related_name="parts")
    place = models.PositiveSmallIntegerField()
    address = models.URLField(max_length=300, blank=True)
    text = models.JSONField(default=dict)
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="part_in_order", fields=["pack", "place"])]


class Stop(NameInLanguages):
    """One item that a host offers; whether it is in is what the agenda decides.

    `kind` lecture, seminar, visit, workshop, meal, ceremony or free. `before` and `needs` are `after` and `requires`
    of docs/reference/agenda.md.
    """

    TEXTS = ("about",)

    KINDS = ("lecture", "seminar", "visit", "workshop", "meal", "ceremony", "free")

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="stops")
    host = models.ForeignKey(VisitHost, models.PROTECT, related_name="stops")
    code = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    topic = models.ForeignKey(VisitTopic, models.PROTECT, null=True, related_name="stops")
    about = models.JSONField(default=dict, help_text="A few words by language.")
    minutes = models.PositiveSmallIntegerField()
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="stops")
    value = models.PositiveSmallIntegerField(default=10, help_text="What it is worth to those at home.")
    must = models.BooleanField(default=False)
    joint = models.BooleanField(default=True)
    interpreter = models.BooleanField(default=True)
    speakers = models.ManyToManyField(Speaker, related_name="stops")
    packs = models.ManyToManyField(PreStudyPack, related_name="stops", help_text="To be finished before it is seen.")
    before = models.ManyToManyField("self", symmetrical=False, related_name="+")
    needs = models.ManyToManyField("self", symmetrical=False, related_name="+")
    basis = models.CharField(max_length=4, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="stop_once_a_visit", fields=["visit", "code"]),
            models.CheckConstraint(name="stop_takes_time", condition=Q(minutes__gt=0)),
        ]


class StopWindow(models.Model):
    """When a stop may begin, on one day, in minutes after midnight at the host."""

    stop = models.ForeignKey(Stop, models.CASCADE, related_name="windows")
    day = models.DateField()
    earliest = models.PositiveSmallIntegerField()
    latest = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="window_earliest_to_latest", condition=Q(latest__gte=F("earliest"))),
        ]

    def __str__(self) -> str:
        return f"{self.stop_id} on {self.day}"
