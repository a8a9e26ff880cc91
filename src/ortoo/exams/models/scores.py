"""What the answers are worth: scorings, analyses, equating tables, the gate, and the release of the marks."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ortoo.access.personal import PersonalManager
from ortoo.access.rules.grants import Grants
from ortoo.exams.models.bank import ItemVersion
from ortoo.exams.models.forms import ExamForm, FormPlan
from ortoo.exams.models.marks import Mark, Sitting
from ortoo.multilingual.fields import WrittenLine
from ortoo.people.queries import through_official


class Scoring(models.Model):
    """All sheets of a sitting scored at one moment by both scorers. A later one follows it; none is changed.

    `of` is the hash of what was scored (sheets, essays, keys taken back): where that of what stands is another, the
    scoring is out of date.
    """

    plan = models.ForeignKey(FormPlan, models.PROTECT, related_name="scorings")
    of = models.CharField(max_length=64)
    sheets = models.PositiveIntegerField()
    by_python = models.CharField(max_length=64, help_text="Hash of what the scorer in Python found.")
    by_sql = models.CharField(max_length=64, help_text="Hash of what the scorer in SQL found.")
    differing = models.PositiveIntegerField(help_text="Sheets on which the two differ.")
    scored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    scored_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.plan_id} at {self.scored_at:%Y-%m-%d}"

    @property
    def agrees(self) -> bool:
        return self.by_python == self.by_sql


class ScoredSheetManager(PersonalManager["ScoredSheet"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants)


class ScoredSheet(models.Model):
    """One official's score. `items`: JSON list by place, thousandths of the item, null where it counts for nobody or
    was only tried out. Points in thousandths of a point.
    """

    scoring = models.ForeignKey(Scoring, models.PROTECT, related_name="scored")
    official = models.ForeignKey("ortoo.Official", models.PROTECT, related_name="+")
    form = models.ForeignKey(ExamForm, models.PROTECT, related_name="+")
    points = models.PositiveIntegerField()
    most = models.PositiveIntegerField()
    items = models.TextField()

    objects = ScoredSheetManager()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="scored_once", fields=["scoring", "official"])]

    def __str__(self) -> str:
        return f"{self.official_id}: {self.points}"


class ItemAnalysis(models.Model):
    """How the items of a form did in one scoring, as JSON (docs/reference/item-analysis.md)."""

    scoring = models.ForeignKey(Scoring, models.PROTECT, related_name="analyses")
    form = models.ForeignKey(ExamForm, models.PROTECT, related_name="+")
    body = models.TextField()
    analysed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    analysed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="analysed_once", fields=["scoring", "form"])]

    def __str__(self) -> str:
        return f"{self.form_id} in {self.scoring_id}"


class ItemEstimate(models.Model):
    """What answers tell of a version of an item; the latest counts when forms are assembled."""

    version = models.ForeignKey(ItemVersion, models.PROTECT, related_name="estimates")
    analysis = models.ForeignKey(ItemAnalysis, models.PROTECT, related_name="estimates")
    facility = models.FloatField()
    discrimination = models.FloatField(null=True)
    difficulty = models.FloatField(null=True)
    error = models.FloatField(null=True, help_text="Standard error of the difficulty.")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="estimated_once", fields=["version", "analysis"])]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.facility}"


class Equating(models.Model):
    """What scores on a form are worth on the reference form, as JSON: table, errors, anchor."""

    scoring = models.ForeignKey(Scoring, models.PROTECT, related_name="equatings")
    form = models.ForeignKey(ExamForm, models.PROTECT, related_name="+")
    reference = models.ForeignKey(ExamForm, models.PROTECT, related_name="+")
    method = models.CharField(max_length=14)
    body = models.TextField()
    equated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    equated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="equated_once", fields=["scoring", "form"])]

    def __str__(self) -> str:
        return f"{self.form_id} to {self.reference_id}"


class Gate(models.Model):
    """What the gate found in one scoring, as JSON (docs/reference/gate.md)."""

    scoring = models.OneToOneField(Scoring, models.PROTECT, related_name="gate")
    body = models.TextField()
    findings = models.PositiveIntegerField()
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.findings} in {self.scoring_id}"


class GateAnswer(models.Model):
    """Why one finding, by its place from 1, does not hold the marks back: looked into, and found to be as it should."""

    gate = models.ForeignKey(Gate, models.PROTECT, related_name="answers")
    place = models.PositiveIntegerField()
    reason = WrittenLine(max_length=500)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="finding_answered_once", fields=["gate", "place"])]

    def __str__(self) -> str:
        return f"{self.gate_id}: {self.place}"


class Release(models.Model):
    """The marks of a sitting leave: from one scoring, past its gate, once."""

    plan = models.OneToOneField(FormPlan, models.PROTECT, related_name="release")
    scoring = models.OneToOneField(Scoring, models.PROTECT, related_name="release")
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    released_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.plan_id} released"


class MeasurementManager(PersonalManager["Measurement"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "mark__official")


class Measurement(models.Model):
    """What a released mark rests on: raw and equated beside each other on the sitting's scale, and their errors.

    All in thousandths; `own` is the standard error of measurement, `table_error` that of the equating table `table`.
    """

    mark = models.OneToOneField(Mark, models.PROTECT, related_name="measurement")
    release = models.ForeignKey(Release, models.PROTECT, related_name="measurements")
    raw = models.BigIntegerField()
    equated = models.BigIntegerField(null=True, help_text="Empty where nothing was equated.")
    own = models.PositiveIntegerField()
    table_error = models.PositiveIntegerField(default=0)
    table = models.CharField(max_length=40, blank=True, help_text="Sitting and form of the equating table.")

    objects = MeasurementManager()

    def __str__(self) -> str:
        return f"{self.mark_id} measured"


class StatedReliability(models.Model):
    """How reliable the marks of a sitting are said to be, where they came without answers; with whoever found it."""

    sitting = models.OneToOneField(Sitting, models.PROTECT, related_name="stated_reliability")
    thousandths = models.PositiveSmallIntegerField(help_text="From 0 to 1000.")
    source = WrittenLine(max_length=300, help_text="Who found it, and how.")
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="reliability_is_a_share", condition=Q(thousandths__lte=1000)),
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id}: {self.thousandths}"
