"""Joint measures, who has which part in them, what one body owes another, and what was reported."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ortoo.multilingual.fields import NameInLanguages, WrittenLine, WrittenText


class Measure(NameInLanguages):
    """A piece of an action plan; exactly one body leads it on any day. Ties to the plan and to lessons are declared."""

    TEXTS = ("about",)

    code = models.CharField(max_length=20, unique=True)
    about = models.JSONField(default=dict, help_text="By language.")
    objective = models.ForeignKey("ortoo.Objective", models.PROTECT, null=True, related_name="+")
    indicators = models.ManyToManyField("ortoo.Indicator", related_name="measures")
    lessons = models.ManyToManyField("ortoo.Lesson", related_name="measures")
    begins = models.DateField()
    ends = models.DateField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="measure_ends_after_it_begins", condition=Q(ends__gt=F("begins"))),
        ]


class MeasureRole(models.Model):
    """One body's part in a measure from one day to before another."""

    PARTS = ("lead", "co-lead", "contributor", "consulted")

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="roles")
    organization = models.ForeignKey("ortoo.Organization", models.PROTECT, related_name="+")
    part = models.CharField(max_length=11, choices=[(part, part) for part in PARTS])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                name="measure_has_one_lead", fields=["measure"], condition=Q(part="lead", valid_to=None)
            ),
            models.UniqueConstraint(
                name="one_part_a_body", fields=["measure", "organization"], condition=Q(valid_to=None)
            ),
            models.CheckConstraint(
                name="part_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.part}"


class Commitment(NameInLanguages):
    """What `giver` owes `receiver` by `due`, named by what is delivered. Never changed, its due date least of all.

    Where it stands is derived (`actions.rules.states`) from its acts. Bodies are those of the day it was proposed;
    successors act for them.
    """

    TEXTS = ("acceptance_test",)

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="commitments")
    code = models.CharField(max_length=20, unique=True)
    giver = models.ForeignKey("ortoo.Organization", models.PROTECT, related_name="+")
    receiver = models.ForeignKey("ortoo.Organization", models.PROTECT, related_name="+")
    acceptance_test = models.JSONField(help_text="By language: how the receiver tells that it is done.")
    due = models.DateField()
    duration_days = models.PositiveSmallIntegerField()
    final = models.BooleanField(default=False, help_text="An end of the measure: its delay is explained.")
    after = models.ManyToManyField("self", symmetrical=False, related_name="then", through="Dependency")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="owed_to_another", condition=~Q(giver=F("receiver"))),
        ]


class Dependency(models.Model):
    """`commitment` can begin only when `upstream` is done. No cycle: the operation sees to it."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="waits_for")
    upstream = models.ForeignKey(Commitment, models.PROTECT, related_name="waited_for_by")
    place = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="dependency_once", fields=["commitment", "upstream"]),
            models.CheckConstraint(name="waits_for_another", condition=~Q(commitment=F("upstream"))),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} after {self.upstream_id}"


class CommitmentAct(models.Model):
    """One act on a commitment. The giver accepts, refuses and delivers; the receiver confirms or returns.

    `organization` is the body as of the day, which may be a successor. `on` the day it holds for (a delivery's day).
    """

    ACTS = ("accept", "refuse", "deliver", "confirm", "return")

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="acts")
    act = models.CharField(max_length=7, choices=[(act, act) for act in ACTS])
    text = WrittenText(blank=True, help_text="A reason, or of a delivery its evidence.")
    on = models.DateField()
    organization = models.ForeignKey("ortoo.Organization", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="act_says_why", condition=~Q(act__in=("refuse", "deliver", "return")) | ~Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.act}"


class ExpectedDay(models.Model):
    """When the giver now thinks to deliver, and why: beside the due date, which stays. The latest counts."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="expected")
    day = models.DateField()
    reason = WrittenText()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.day}"


class ProgressReport(models.Model):
    """What one body says of a measure at the end of a period, with evidence; a later one of a period stands beside."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="reports")
    organization = models.ForeignKey("ortoo.Organization", models.PROTECT, related_name="+")
    period_end = models.DateField()
    percent = models.PositiveIntegerField(help_text="Thousandths of a percent done, 0 to 100 000.")
    text = models.JSONField(help_text="By language.")
    evidence = WrittenLine(max_length=300, help_text="An address, or number and date of a paper.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="report_up_to_whole", condition=Q(percent__lte=100_000)),
            models.CheckConstraint(name="report_has_evidence", condition=~Q(evidence="")),
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}: {self.period_end}"


class MeasureCost(NameInLanguages):
    """One cost line of a measure; sums in thousandths of the currency, `actual` once it is known."""

    measure = models.ForeignKey(Measure, models.PROTECT, related_name="costs")
    payer = models.ForeignKey("ortoo.Organization", models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)
    planned = models.PositiveBigIntegerField()
    actual = models.PositiveBigIntegerField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
