"""Agendas of a visit, solved or made by hand, every one checked; and who agreed to them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ortoo.visits.models.hosting import Visit, VisitHost
from ortoo.visits.models.stops import Stop, Venue


class Agenda(models.Model):
    """One version. `problem` and `answer` as `ortoo agenda` reads and writes them; `by_hand`: placed by a person.

    Never changed: a later version stands beside it. Only an agenda in which the checker finds nothing is kept.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="agendas")
    version = models.PositiveSmallIntegerField()
    problem = models.JSONField()
    answer = models.JSONField()
    by_hand = models.BooleanField()
    sha256 = models.CharField(max_length=64, help_text="Of problem and answer as canonical bytes, which are a blob.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="agenda_version", fields=["visit", "version"])]

    def __str__(self) -> str:
        return f"{self.visit_id}, version {self.version}"


class AgendaStop(models.Model):
    """One stop of one group in an agenda, at moments."""

    agenda = models.ForeignKey(Agenda, models.PROTECT, related_name="stops")
    stop = models.ForeignKey(Stop, models.PROTECT, related_name="placings")
    group = models.CharField(max_length=20)
    venue = models.ForeignKey(Venue, models.PROTECT, related_name="+")
    starts = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="stop_once_a_group", fields=["agenda", "stop", "group"]),
            models.CheckConstraint(name="placing_takes_time", condition=Q(ends__gt=F("starts"))),
        ]

    def __str__(self) -> str:
        return f"{self.stop_id} at {self.starts}"


class AgendaConsent(models.Model):
    """One side's yes to one version: home (`host` empty) or a host. All have said yes: the agenda is agreed."""

    agenda = models.ForeignKey(Agenda, models.PROTECT, related_name="consents")
    host = models.ForeignKey(VisitHost, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="agenda_consent_once", fields=["agenda", "host"]),
            models.UniqueConstraint(name="agenda_consent_of_home", fields=["agenda"], condition=Q(host=None)),
        ]

    def __str__(self) -> str:
        return f"{self.agenda_id}: {self.host_id or 'home'}"
