"""An account that is closed, why, and by whose two hands it is opened again."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from ortoo.multilingual.fields import WrittenLine


class AccountClosing(models.Model):
    """One person closes an account; one proposes to open it again, and another opens it. The row then stays as it is.

    A proposal that is turned down leaves no trace here, and two in the ledger.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="closings")
    reason = WrittenLine(max_length=500)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    reopening_proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    reopening_proposed_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    reopened_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(name="account_closed_once", fields=["user"], condition=Q(reopened_at=None)),
            models.CheckConstraint(name="account_closed_by_another", condition=~Q(closed_by=F("user"))),
            models.CheckConstraint(name="account_closed_with_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="reopening_not_for_oneself",
                condition=Q(reopening_proposed_by=None)
                | (~Q(reopening_proposed_by=F("user")) & (Q(reopened_by=None) | ~Q(reopened_by=F("user")))),
            ),
            models.CheckConstraint(
                name="account_reopened_by_two",
                condition=Q(reopened_by=None, reopened_at=None)
                | (
                    Q(reopened_by__isnull=False, reopened_at__isnull=False, reopening_proposed_by__isnull=False)
                    & ~Q(reopened_by=F("reopening_proposed_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {'opened again' if self.reopened_at else 'closed'}"
