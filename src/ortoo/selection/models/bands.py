"""The borderline band that was found on sealed records, under one rule."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from ortoo.selection.models.rounds import Round, Rule


class BorderlineBand(models.Model):
    """Of whom the records of `seal` do not say whether they are truly among the best under `rule`. Never changed.

    `body` as of `rules.band_shown`: pseudonyms, integers; `sha256` that of its canonical bytes, which the ledger has.
    A run belongs to the band of its rule and its seal.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="bands")
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="bands")
    seal = models.ForeignKey("ortoo.Seal", models.PROTECT, related_name="bands")
    body = models.JSONField()
    sha256 = models.CharField(max_length=64)
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    found_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(name="band_of_a_rule_and_seal", fields=["rule", "seal"])]

    def __str__(self) -> str:
        return f"{self.round_id}: {self.sha256[:8]}"
