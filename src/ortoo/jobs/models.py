"""Jobs and their progress."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Job(models.Model):
    """One piece of background work. Terminal states are done, refused, cancelled and failed."""

    STATES = ("waiting", "running", "done", "refused", "cancelled", "failed")

    kind = models.CharField(max_length=40)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=[(state, state) for state in STATES], default="waiting")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="jobs")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True, help_text="Last sign of life; an old one lets another worker take over.")
    ended_at = models.DateTimeField(null=True)
    cancel_asked = models.BooleanField(default=False)
    result_path = models.CharField(max_length=300, blank=True, help_text="Address of the result, without language.")
    outcome = models.JSONField(default=dict, help_text="Counts, or the refusals, as codes and values.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="job_done_within_total", condition=Q(total=0) | Q(done__lte=F("total"))),
        ]
        indexes: ClassVar = [models.Index(fields=["asked_by", "-asked_at"], name="job_of_a_person")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"


class Upload(models.Model):
    """A file as it came in, kept until its job has read it."""

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
