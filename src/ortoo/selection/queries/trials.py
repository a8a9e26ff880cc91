"""Trials of draft rules, and the earlier records that a draft can be tried on."""

from __future__ import annotations

from django.db.models import QuerySet

from ortoo.selection.models import Round, Trial
from ortoo.selection.queries.rounds import rounds


def trials_of(round: Round) -> QuerySet[Trial]:
    """The latest first."""
    return Trial.objects.filter(round=round).select_related("tried_by", "earlier").order_by("-number")


def latest_trial(round: Round, rule_sha256: str) -> Trial | None:
    """The latest trial of exactly this rule."""
    return trials_of(round).filter(rule_sha256=rule_sha256).first()


def sealed_before(round: Round) -> QuerySet[Round]:
    """Rounds with sealed records, the latest first, without `round` itself."""
    return rounds().filter(seal__isnull=False).exclude(pk=round.pk)
