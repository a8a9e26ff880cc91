"""The call to the hundred, each one's dossier with its papers, the sending ministry's consent, and weighed flags."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from ortoo.access.personal import PersonalManager, Row
from ortoo.access.rules.grants import Grants
from ortoo.multilingual.fields import NameInLanguages, WrittenLine, WrittenText
from ortoo.people.queries import through_official


class DocumentKind(NameInLanguages):
    """A kind of paper that a study visit needs, as data (import kind `documents`): who makes it, when it is due."""

    code = models.CharField(max_length=10, unique=True)
    phase = models.CharField(max_length=10, choices=[(one, one) for one in ("before", "during", "after")])
    produced_by = models.CharField(max_length=30)
    signed_by = models.CharField(max_length=30, blank=True)
    due_anchor = models.CharField(max_length=20, blank=True)
    due_days = models.IntegerField(null=True, help_text="Calendar days from the anchor; negative = before.")
    due_months = models.CharField(
        max_length=30, blank=True, help_text="Instead of days: months from the anchor, several with spaces between."
    )
    needed_for = models.CharField(max_length=100, blank=True, help_text="Codes of milestones, with spaces between.")
    personal_data = models.CharField(max_length=20, help_text="none, ordinary, identifier, sensitive or anonymous.")
    in_dossier = models.BooleanField(default=False, help_text="A paper of the official's own dossier.")
    expires = models.BooleanField(default=False, help_text="A paper with a last day of validity.")
    clears = models.BooleanField(
        default=False, help_text="A paper that says whether anything stands against the person."
    )
    basis = models.CharField(max_length=4, blank=True)
    source = WrittenLine(max_length=300, blank=True)


class Call(models.Model):
    """The call to those on the final list of one round: for which visit, and until when dossiers are handed in.

    `visit` is a value that was handed in (`permission.rules.visit.VisitPlan` as JSON): permission knows no later
    station.
    """

    round = models.OneToOneField("ortoo.Round", models.PROTECT, related_name="call")
    visit = models.JSONField()
    dossiers_until = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"call of {self.round_id}"


class DossierManager(PersonalManager["Dossier"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants)


class OfDossierManager(PersonalManager[Row]):
    """Rows that hang on a dossier."""

    @staticmethod
    def scope(grants: Grants) -> Q:
        return through_official(grants, "dossier__official")


class Dossier(models.Model):
    """What one of the hundred brings before the panel. `number` is all that the panel sees of the person."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="dossiers")
    official = models.ForeignKey("ortoo.Official", models.PROTECT, related_name="dossiers")
    place = models.OneToOneField("ortoo.Place", models.PROTECT, related_name="dossier")
    number = models.PositiveSmallIntegerField(help_text="In an order that says nothing of rank, name or ministry.")
    topic = models.CharField(max_length=10, blank=True, help_text="Code of a topic of the visit.")
    problem = WrittenText(blank=True, help_text="The problem at home.")
    learning = WrittenText(blank=True, help_text="What is to be learned for it.")
    plan_at_home = WrittenText(blank=True, help_text="With which other bodies it will be used.")
    earlier_trips = models.JSONField(null=True, help_text="Declared: list of {year, country, subject}; null = not yet.")
    saved_at = models.DateTimeField(null=True)
    handed_in_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = WrittenLine(max_length=500, blank=True)

    objects = DossierManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="dossier_number", fields=["call", "number"]),
            models.UniqueConstraint(name="dossier_once", fields=["call", "official"]),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.number}"


class DossierPaper(models.Model):
    """One version of one paper; the latest counts, all stay."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="papers")
    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    valid_until = models.DateField(null=True)
    against = models.BooleanField(null=True, help_text="Of a clearance: whether something stands against the person.")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    objects = OfDossierManager["DossierPaper"]()

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.kind_id}"


class SendingConsent(models.Model):
    """The sending ministry's yes or no to one dossier; the latest counts."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="consents")
    given = models.BooleanField()
    reason = WrittenLine(max_length=500, blank=True)
    organization = models.CharField(max_length=30, help_text="Code of the body that spoke, as of the day.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfDossierManager["SendingConsent"]()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="no_consent_says_why", condition=Q(given=True) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.given}"


class AgeLimit(models.Model):
    """From a day on: the age that ends a service, and the years that should be left after a visit. What changes by law.

    Never changed: a later row holds from its own day on.
    """

    valid_from = models.DateField(unique=True)
    women = models.PositiveSmallIntegerField(help_text="Age in years.")
    men = models.PositiveSmallIntegerField(help_text="Age in years.")
    years_left = models.PositiveSmallIntegerField(help_text="At least so many whole years from the visit's last day.")
    legal_basis = WrittenLine(max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"from {self.valid_from}"


class WeighedFlag(models.Model):
    """What a person thought of a flag (`permission.rules.flags`): flags are for people to weigh, never to decide."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="weighed")
    flag = models.CharField(max_length=40)
    weight = models.CharField(max_length=10, choices=[(one, one) for one in ("matters", "does-not")])
    reason = WrittenLine(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = OfDossierManager["WeighedFlag"]()

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.flag}"
