"""What somebody was told."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ortoo.access.personal import PersonalManager, either, nobody
from ortoo.access.rules.grants import Grants
from ortoo.messages.rules.readers import HANDING_OVER

TRIES = 3
"""A mail is tried so often; after that somebody must look, and the person gets the message on paper."""


class MessageManager(PersonalManager["Message"]):
    @staticmethod
    def scope(grants: Grants) -> Q:
        """Everybody sees what they were told; the academy manager all of it."""
        own = nobody() if grants.user_id is None else Q(to=grants.user_id)
        return either([own, *([Q(pk__isnull=False)] if grants.has(*HANDING_OVER) else [])])


class Message(models.Model):
    """One thing that one account was told: the words as they were told, and the way each channel has gone so far.

    `mail_to` is the address of that day, empty where there was none or no mail server. `once` tells what must not be
    told twice.
    """

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    values = models.JSONField(default=dict)
    address = models.CharField(max_length=300, blank=True, help_text="Where it leads, below the language.")
    once = models.CharField(max_length=120, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    mail_to = models.EmailField(blank=True)
    seen_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True, help_text="Why the last try to mail it failed.")
    handed_on = models.DateField(null=True)
    handed_at = models.DateTimeField(null=True, help_text="When somebody wrote down that it was handed over.")
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = MessageManager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="message_told_once", fields=["to", "kind", "once"], condition=~Q(once="")),
            models.CheckConstraint(
                name="message_sent_to_an_address",
                condition=~Q(mail_to="") | Q(sent_at=None, tries=0, tried_at=None, problem=""),
            ),
            models.CheckConstraint(
                name="message_handed_over_by_somebody",
                condition=Q(handed_on=None, handed_at=None, handed_by=None)
                | Q(handed_on__isnull=False, handed_at__isnull=False, handed_by__isnull=False),
            ),
            models.CheckConstraint(name="message_seen_after_told", condition=Q(seen_at=None) | Q(seen_at__gte=F("at"))),
        ]
        indexes: ClassVar = [
            models.Index(fields=["to", "-at"], name="message_of_a_person"),
            models.Index(fields=["to"], name="message_unseen", condition=Q(seen_at=None)),
            models.Index(
                fields=["at"], name="message_to_be_mailed", condition=Q(sent_at=None, tries__lt=TRIES) & ~Q(mail_to="")
            ),
            models.Index(fields=["kind", "at"], name="message_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to_id}"
