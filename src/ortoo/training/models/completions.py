"""Attempts at the test of a course, judgements on what was flagged, and who completed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ortoo.access.personal import PersonalManager
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.fields import WrittenLine
from ortoo.people.queries import through_official
from ortoo.training.models.cohorts import Enrolment


class AttemptManager(PersonalManager["Attempt"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "enrolment__official")


class Attempt(models.Model):
    """One official's go at the test of a course. Never changed; one more than allowed is kept and does not count."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField()
    score = models.BigIntegerField(help_text="Thousandths of a point.")
    too_fast = models.BooleanField(help_text="Under the least time of the course: flagged for a person to judge.")
    source = models.CharField(max_length=200, help_text="The file it came from.")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = AttemptManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="attempt_once", fields=["enrolment", "number"]),
            models.CheckConstraint(name="attempt_ends_after_it_begins", condition=Q(finished_at__gte=F("started_at"))),
            models.CheckConstraint(name="attempts_count_from_one", condition=Q(number__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}, attempt {self.number}"


class JudgementManager(PersonalManager["Judgement"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "enrolment__official")


class Judgement(models.Model):
    """A person judged what was flagged: an attempt that was too fast, or a completion without presence (no attempt)."""

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="judgements")
    attempt = models.ForeignKey(Attempt, models.PROTECT, null=True, related_name="judgements")
    counts = models.BooleanField()
    reason = WrittenLine(max_length=500)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    objects = JudgementManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="attempt_judged_once", fields=["attempt"], condition=~Q(attempt=None)),
            models.UniqueConstraint(name="absence_judged_once", fields=["enrolment"], condition=Q(attempt=None)),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.counts}"


class CompletionManager(PersonalManager["Completion"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "enrolment__official")


class Completion(models.Model):
    """What `rules/completion.py` decided of an enrolment, kept anew with every write that it depends on.

    `lacks`: what is missing, separated by blanks; `attended` of `parts`; `attempt` is the one that counts.
    """

    enrolment = models.OneToOneField(Enrolment, models.PROTECT, primary_key=True, related_name="completion")
    completed = models.BooleanField()
    lacks = models.CharField(max_length=60, blank=True)
    attended = models.PositiveSmallIntegerField()
    parts = models.PositiveSmallIntegerField()
    attempt = models.ForeignKey(Attempt, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()

    objects = CompletionManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="completed_or_lacking", condition=Q(completed=True, lacks="") | (Q(completed=False) & ~Q(lacks=""))
            ),
            models.CheckConstraint(name="attended_parts_that_there_are", condition=Q(attended__lte=F("parts"))),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.lacks or 'completed'}"
