"""Draft rules tried on earlier records before one of them is adopted."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ortoo.selection.models.rounds import Round


class Trial(models.Model):
    """A draft rule for `round`, tried on the records of an `earlier` round or on a `file`. Never changed.

    `answers` are those of the form, so that it can be filled in again; `result` as of `rules.trial_result`, in
    integers, `sha256` that of its canonical bytes. `table_sha256` names the table that was decided.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="trials")
    number = models.PositiveSmallIntegerField()
    rule = models.TextField(help_text="In the words of `ortoo select`, as it would be adopted.")
    rule_sha256 = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    earlier = models.ForeignKey(Round, models.PROTECT, null=True, related_name="+")
    file = models.CharField(max_length=200, blank=True, help_text="Name of the file; empty for an earlier round.")
    table_sha256 = models.CharField(max_length=64)
    result = models.JSONField()
    sha256 = models.CharField(max_length=64)
    tried_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    tried_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="trial_number", fields=["round", "number"]),
            models.CheckConstraint(
                name="trial_on_one_source", condition=Q(earlier=None) ^ Q(file=""),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.round_id}, trial {self.number}"
