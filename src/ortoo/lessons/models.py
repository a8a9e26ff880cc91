"""Lessons: what was seen, the problem at home that it answers, and whether it fits."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ortoo.access.personal import PersonalManager
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.fields import NameInLanguages, WrittenText
from ortoo.people.queries import through_official


class Lesson(NameInLanguages):
    """A structured record, its name in three languages and its texts by language; never changed: `replaces` one.

    Where it stands is derived (`lessons.rules.states`) from its latest decision. `degree` is how far it is carried
    over: copy, emulation, mixture, inspiration or negative.
    """

    TEXTS = ("problem", "mechanism", "evidence", "counter_evidence", "adaptation")

    DEGREES = ("copy", "emulation", "mixture", "inspiration", "negative")

    code = models.CharField(max_length=20, unique=True)
    visit = models.ForeignKey("ortoo.Visit", models.PROTECT, related_name="lessons")
    topic = models.ForeignKey("ortoo.VisitTopic", models.PROTECT, related_name="lessons")
    owner = models.ForeignKey("ortoo.Organization", models.PROTECT, related_name="+")
    problem = models.JSONField(help_text="At home, by language.")
    mechanism = models.JSONField(help_text="It works because …, by language.")
    evidence = models.JSONField(help_text="What shows that it works there, by language.")
    counter_evidence = models.JSONField(default=dict, help_text="What speaks against it, by language.")
    adaptation = models.JSONField(default=dict, help_text="What has to be different at home, by language.")
    degree = models.CharField(max_length=11, choices=[(degree, degree) for degree in DEGREES])
    notes = models.ManyToManyField("ortoo.ObservationNote", related_name="lessons", through="LessonNote")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")


class LessonNoteManager(PersonalManager["LessonNote"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "note__observer__official")


class LessonNote(models.Model):
    """The lesson rests on this observation note."""

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="rests_on")
    note = models.ForeignKey("ortoo.ObservationNote", models.PROTECT, related_name="carried")

    objects = LessonNoteManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="note_once_a_lesson", fields=["lesson", "note"])]

    def __str__(self) -> str:
        return f"{self.lesson_id}: {self.note_id}"


class Precondition(models.Model):
    """What must be there for it to work, and whether it is at home; an absent one says how it would be built."""

    KINDS = ("law", "budget", "skills", "data", "institutions")
    STANDINGS = ("met", "buildable", "absent")

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="preconditions")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in KINDS])
    text = models.JSONField(help_text="By language.")
    standing = models.CharField(max_length=9, choices=[(standing, standing) for standing in STANDINGS])
    plan = models.JSONField(default=dict, help_text="By language: how it is built.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="precondition_in_order", fields=["lesson", "place"])]

    def __str__(self) -> str:
        return f"{self.lesson_id}: {self.kind}"


class LessonDecision(models.Model):
    """What the owner decided, with the reason; the latest counts."""

    OUTCOMES = ("adopted", "tried", "rejected")

    lesson = models.ForeignKey(Lesson, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=8, choices=[(outcome, outcome) for outcome in OUTCOMES])
    reason = WrittenText()
    organization = models.CharField(max_length=30, help_text="Code of the body that decided, as of the day.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="lesson_decided_with_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.lesson_id}: {self.outcome}"
