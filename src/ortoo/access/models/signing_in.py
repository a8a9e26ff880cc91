"""Tries to sign in, who is signed in where, and counts of requests: short-lived rows, kept for what they prevent."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class SignInAttempt(models.Model):
    """One try of a password or a code: by whose name and from where, as keyed hashes. Not passed means failed.

    A name that belongs to nobody is kept as any other, so that what is answered does not depend on it.
    """

    PASSWORD, CODE = "password", "code"
    STEPS = (PASSWORD, CODE)

    account = models.CharField(max_length=64, help_text="Keyed hash of the user name that was typed.")
    address = models.CharField(max_length=64, help_text="Keyed hash of the network that it came from.")
    step = models.CharField(max_length=10, choices=[(step, step) for step in STEPS])
    at = models.DateTimeField()
    passed = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["account", "at"], name="attempt_of_an_account"),
            models.Index(fields=["address", "at"], name="attempt_from_an_address"),
            models.Index(fields=["at"], name="attempt_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.step} {'passed' if self.passed else 'failed'} at {self.at}"


class SignedIn(models.Model):
    """A browser in which an account is signed in; the row goes when the session ends."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="signed_in")
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=20, help_text="Its family alone, such as Firefox; empty: not known.")
    system = models.CharField(max_length=20, help_text="Such as Windows or Android; empty: not known.")
    since = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="To the minute.")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["seen_at"], name="signed_in_by_time")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.browser} since {self.since}"


class RequestCount(models.Model):
    """How often somebody asked for one kind of page within one minute."""

    what = models.CharField(max_length=40)
    who = models.CharField(max_length=64, help_text="Keyed hash of the account or of the network.")
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="counted_once_a_minute", fields=["what", "who", "minute"])
        ]
        indexes: ClassVar = [models.Index(fields=["minute"], name="count_by_time")]

    def __str__(self) -> str:
        return f"{self.what}: {self.count}"
