"""Competencies, the posts that need them, the courses that give them, and when a course is completed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ortoo.multilingual.fields import NameInLanguages, WrittenLine
from ortoo.training.rules.completion import WHOLE, Counts


class Competency(NameInLanguages):
    """What a post may need and a course may give."""

    code = models.CharField(max_length=30, unique=True)


class PostCompetency(models.Model):
    """Posts of this level, rank class and title need the competency; an empty part fits every post."""

    competency = models.ForeignKey(Competency, models.PROTECT, related_name="needs")
    level = models.CharField(max_length=30, blank=True)
    rank_class = models.CharField(max_length=30, blank=True)
    post = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="post_competency_once", fields=["competency", "level", "rank_class", "post"]
            ),
            models.CheckConstraint(
                name="post_competency_of_some_posts", condition=~Q(level="", rank_class="", post="")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.level} {self.rank_class} {self.post}: {self.competency_id}"


class Course(NameInLanguages):
    """What is taught: its objectives of the plan, the competencies it gives, its hours."""

    code = models.CharField(max_length=30, unique=True)
    hours = models.PositiveSmallIntegerField()
    least_minutes = models.PositiveSmallIntegerField(
        default=0, help_text="A test finished faster cannot have been read; 0 where no least time is stated."
    )
    objectives = models.ManyToManyField("ortoo.Objective", related_name="courses")
    competencies = models.ManyToManyField(Competency, related_name="courses")


class CompletionRule(models.Model):
    """When a course is completed, from one day on. A cohort keeps the version in force on the day it opens."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="completion_rules")
    version = models.PositiveSmallIntegerField()
    least_attendance = models.PositiveSmallIntegerField(help_text="Thousandths of the parts.")
    least_score = models.BigIntegerField(help_text="Thousandths of a point.")
    attempts = models.PositiveSmallIntegerField(help_text="How many are allowed; 0 where the course has no test.")
    counts = models.CharField(max_length=5, choices=[(one.value, one.value) for one in Counts])
    legal_basis = WrittenLine(max_length=300)
    valid_from = models.DateField()
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="completion_rule_version", fields=["course", "version"]),
            models.UniqueConstraint(name="completion_rule_begins_once", fields=["course", "valid_from"]),
            models.CheckConstraint(name="attendance_at_most_whole", condition=Q(least_attendance__lte=WHOLE)),
            models.CheckConstraint(name="no_score_without_test", condition=Q(attempts__gt=0) | Q(least_score=0)),
        ]

    def __str__(self) -> str:
        return f"{self.course_id}, version {self.version}"
