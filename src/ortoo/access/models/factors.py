"""The second factor of an account: codes from a phone, codes on paper for a lost phone, and the reset by two people."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class SecondFactor(models.Model):
    """The secret that a person's phone and the house share; there is a row once a first code has confirmed it."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, primary_key=True, related_name="factor")
    secret = models.CharField(max_length=255, help_text="Encrypted: see access/keeping.py.")
    confirmed_at = models.DateTimeField()
    last_step = models.PositiveBigIntegerField(help_text="The half minute of the code that was taken last.")

    def __str__(self) -> str:
        return f"{self.user_id}: since {self.confirmed_at}"


class RecoveryCode(models.Model):
    """A code on paper, good once. Only its hash is kept; it is keyed with the installation's secret."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="recovery_codes")
    hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="recovery_code_once", fields=["user", "hash"])]

    def __str__(self) -> str:
        return f"{self.user_id}: {'used' if self.used_at else 'unused'}"


class AccountReset(models.Model):
    """A lost phone or a forgotten password: one person proposes the remedy, another approves it or turns it down."""

    FACTOR, PASSWORD = "factor", "password"
    WHAT = (FACTOR, PASSWORD)

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="resets")
    what = models.CharField(max_length=10, choices=[(what, what) for what in WHAT])
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True, help_text="Empty until it is decided.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="reset_not_for_oneself", condition=~Q(proposed_by=F("user"))),
            models.CheckConstraint(
                name="reset_approved_by_another",
                condition=~Q(approved=True) | (~Q(decided_by=F("proposed_by")) & ~Q(decided_by=F("user"))),
            ),
            models.CheckConstraint(
                name="reset_decided_whole",
                condition=Q(decided_by=None, decided_at=None, approved=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False, approved__isnull=False),
            ),
            models.UniqueConstraint(name="reset_open_once", fields=["user", "what"], condition=Q(decided_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.what}"
