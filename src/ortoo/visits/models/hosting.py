"""Partners abroad, one study visit and its hosts, what is asked of them and what they answer."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ortoo.multilingual.fields import NameInLanguages, WrittenLine, WrittenText


class Agreement(NameInLanguages):
    """An agreement with a body abroad, in force from one day to before another (empty: until it is ended)."""

    partner = models.ForeignKey("ortoo.Organization", models.PROTECT, related_name="+")
    number = models.CharField(max_length=60, blank=True)
    signed_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    basis = models.CharField(max_length=4)
    source = WrittenLine(max_length=300, blank=True)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="agreement_ends_after_it_begins", condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from"))
            ),
        ]


class Exchange(NameInLanguages):
    """One programme held with a partner: ours who went, or theirs who came. Visits of this database come by themselves.

    `counted` says who is counted: a total without a definition is useless.
    """

    partner = models.ForeignKey("ortoo.Organization", models.PROTECT, related_name="+")
    way = models.CharField(max_length=3, choices=[(way, way) for way in ("out", "in")])
    began = models.DateField()
    ended = models.DateField()
    people = models.PositiveIntegerField(null=True, help_text="Empty: not known.")
    counted = WrittenLine(max_length=200, blank=True)
    basis = models.CharField(max_length=4)
    source = WrittenLine(max_length=300, blank=True)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="exchange_ends_after_it_begins", condition=Q(ended__gte=F("began"))),
        ]


class Visit(NameInLanguages):
    """One study visit of one round. Where it stands is derived (`visits.rules.states`), never stored."""

    code = models.CharField(max_length=30, unique=True)
    round = models.ForeignKey("ortoo.Round", models.PROTECT, related_name="visits")
    country = models.CharField(max_length=2)
    time_zone = models.CharField(max_length=40, help_text="Of the host; every time of the agenda is in it.")
    begins = models.DateField()
    ends = models.DateField()
    basis = models.CharField(max_length=4, help_text="Of the days.")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="visit_ends_after_it_begins", condition=Q(ends__gte=F("begins"))),
        ]


class VisitHost(models.Model):
    """One institute that hosts a part of a visit; exactly one leads. Each edits its own stops and speakers only."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="hosts")
    organization = models.ForeignKey("ortoo.Organization", models.PROTECT, related_name="+")
    leads = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="host_once_a_visit", fields=["visit", "organization"]),
            models.UniqueConstraint(name="one_host_leads", fields=["visit"], condition=Q(leads=True)),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}: {self.organization_id}"


class VisitTopic(NameInLanguages):
    """What is to be studied: tied to objectives (numbers) and indicators (codes) of the plan."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="topics")
    code = models.CharField(max_length=10)
    place = models.PositiveSmallIntegerField()
    objectives = models.ManyToManyField("ortoo.Objective", related_name="+")
    indicators = models.ManyToManyField("ortoo.Indicator", related_name="+")
    link_basis = models.CharField(max_length=4, help_text="Of the ties to the plan.")
    basis = models.CharField(max_length=4)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="topic_once_a_visit", fields=["visit", "code"])]


class Wish(models.Model):
    """What one body at home wants to learn about a topic, `text` by language. A later one stands beside it."""

    topic = models.ForeignKey(VisitTopic, models.PROTECT, related_name="wishes")
    organization = models.ForeignKey("ortoo.Organization", models.PROTECT, related_name="+")
    text = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.organization_id}"


class VisitRequest(models.Model):
    """What was asked of the hosts: days, how many, topics and wishes as they stood (`body`). Never changed."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="requests")
    version = models.PositiveSmallIntegerField()
    letter = models.TextField(help_text="The words to the hosts, in their language.")
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="request_version", fields=["visit", "version"])]

    def __str__(self) -> str:
        return f"{self.visit_id}, version {self.version}"


class HostAnswer(models.Model):
    """One host's yes or no to one request; the latest counts. Its yes says that its stops are whole."""

    request = models.ForeignKey(VisitRequest, models.PROTECT, related_name="answers")
    host = models.ForeignKey(VisitHost, models.PROTECT, related_name="answers")
    accepted = models.BooleanField()
    remark = WrittenText(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="no_answer_without_words", condition=Q(accepted=True) | ~Q(remark="")),
        ]

    def __str__(self) -> str:
        return f"{self.host_id}: {self.accepted}"
