"""The days of the visit: who was there, what they saw, and how they found it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ortoo.access.personal import PersonalManager
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.fields import WrittenText
from ortoo.people.queries import through_official
from ortoo.visits.models.hosting import Visit
from ortoo.visits.models.stops import Stop
from ortoo.visits.models.travelling import OfTravellerManager, Traveller


class Presence(models.Model):
    """One traveller at one stop: there or not; the latest counts."""

    traveller = models.ForeignKey(Traveller, models.PROTECT, related_name="presences")
    stop = models.ForeignKey(Stop, models.PROTECT, related_name="presences")
    there = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfTravellerManager["Presence"]()

    def __str__(self) -> str:
        return f"{self.traveller_id} at {self.stop_id}"


class ObservationNoteManager(PersonalManager["ObservationNote"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "observer__official")


class ObservationNote(models.Model):
    """What one traveller saw at one stop, in their own language. Never changed: an amended one `replaces` it.

    `key` is made on the phone before the note is sent, so that what is sent twice over a weak line is kept once.
    """

    stop = models.ForeignKey(Stop, models.PROTECT, related_name="notes")
    observer = models.ForeignKey(Traveller, models.PROTECT, related_name="notes")
    key = models.CharField(max_length=36, unique=True)
    language = models.CharField(max_length=2)
    seen = models.TextField(help_text="What was seen or heard.")
    works_because = models.TextField(blank=True)
    evidence = models.TextField(blank=True, help_text="What shows that it works: figures, papers, who said it.")
    for_home = models.TextField(blank=True, help_text="What it could mean at home.")
    written_at = models.DateTimeField(help_text="By the clock of the phone.")
    received_at = models.DateTimeField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    objects = ObservationNoteManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="note_says_something", condition=~Q(seen="")),
            models.CheckConstraint(name="note_replaces_another", condition=Q(replaces=None) | ~Q(replaces=F("id"))),
        ]

    def __str__(self) -> str:
        return self.key


class DayAnswered(models.Model):
    """That a traveller has answered the questionnaire of a day. What they answered is kept apart, without a name."""

    traveller = models.ForeignKey(Traveller, models.PROTECT, related_name="+")
    day = models.DateField()

    objects = OfTravellerManager["DayAnswered"]()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="day_answered_once", fields=["traveller", "day"])]

    def __str__(self) -> str:
        return f"{self.traveller_id} on {self.day}"


class DayAnswer(models.Model):
    """One anonymous answer: 1 to 5 for content, pace and use at home, and a remark. Shown from five answers on."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="answers")
    day = models.DateField()
    content = models.PositiveSmallIntegerField()
    pace = models.PositiveSmallIntegerField()
    use = models.PositiveSmallIntegerField()
    remark = WrittenText(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="day_answer_one_to_five",
                condition=Q(content__gte=1, content__lte=5, pace__gte=1, pace__lte=5, use__gte=1, use__lte=5),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} on {self.day}"
