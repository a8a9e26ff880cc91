"""Cohorts, who is enrolled in them, their classes, who signed up and who was there."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ortoo.access.personal import PersonalManager
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.fields import NameInLanguages, WrittenLine
from ortoo.people.queries import through_official
from ortoo.training.models.courses import CompletionRule, Course


class Cohort(NameInLanguages):
    """Who takes a course together, from one day to another (both included), under one version of its rule."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="cohorts")
    rule = models.ForeignKey(CompletionRule, models.PROTECT, related_name="cohorts")
    code = models.CharField(max_length=30, unique=True)
    opens_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="cohort_closes_after_it_opens", condition=Q(closes_on__gte=F("opens_on"))),
        ]


class Intake(models.Model):
    """One act of enrolling: by a declared rule, whose text is kept, or by a file."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="intakes")
    rule = models.TextField(blank=True, help_text="The text of the rule; empty where a file was imported.")
    source = models.CharField(max_length=200, blank=True, help_text="The file it came from.")
    count = models.PositiveIntegerField()
    enrolled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    enrolled_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.count} into {self.cohort_id}"


class EnrolmentManager(PersonalManager["Enrolment"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants)


class Enrolment(models.Model):
    """One official in one cohort."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="enrolments")
    official = models.ForeignKey("ortoo.Official", models.PROTECT, related_name="enrolments")
    intake = models.ForeignKey(Intake, models.PROTECT, related_name="enrolments")

    objects = EnrolmentManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="enrolled_once", fields=["cohort", "official"])]

    def __str__(self) -> str:
        return f"{self.official_id} in {self.cohort_id}"


class ClassSitting(models.Model):
    """A dated class of a cohort. Those with the same `part` teach the same: one of them is attended."""

    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="sittings")
    part = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    online = models.BooleanField()
    place = WrittenLine(max_length=200, help_text="A room, or the address of an online class.")
    capacity = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="class_has_room", condition=Q(capacity__gt=0)),
            models.CheckConstraint(name="class_is_of_a_part", condition=Q(part__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id}, part {self.part}"


class SeatManager(PersonalManager["Seat"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "enrolment__official")


class Seat(models.Model):
    """Somebody signed up for a class. Whether there is a place yet, the order says (`rules/places.py`)."""

    sitting = models.ForeignKey(ClassSitting, models.PROTECT, related_name="seats")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="seats")
    signed_up_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    objects = SeatManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="signed_up_once", fields=["sitting", "enrolment"], condition=Q(left_at=None)
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.enrolment_id} at {self.sitting_id}"


class AttendanceManager(PersonalManager["Attendance"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "enrolment__official")


class Attendance(models.Model):
    """Whether somebody was at a class, as taken last; who has no row was not there."""

    HOW = ("list", "code", "file")

    sitting = models.ForeignKey(ClassSitting, models.PROTECT, related_name="attendance")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="attendance")
    present = models.BooleanField()
    how = models.CharField(max_length=4, choices=[(how, how) for how in HOW])
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    objects = AttendanceManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="attendance_once", fields=["sitting", "enrolment"])]

    def __str__(self) -> str:
        return f"{self.enrolment_id} at {self.sitting_id}: {self.present}"
