"""Forms that have been sent: what makes a double click do the thing once."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class SpentForm(models.Model):
    """One rendered form that was sent and did what it was for. `address` is where its result is shown."""

    nonce = models.CharField(max_length=43, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    address = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(name="spent_form_nonce_given", condition=~models.Q(nonce=""))]

    def __str__(self) -> str:
        return f"{self.nonce} -> {self.address}"
