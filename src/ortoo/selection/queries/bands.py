"""The borderline band that was found on a seal under a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortoo.selection.models import BorderlineBand, Round, Rule
from ortoo.selection.queries.rounds import latest_run, rule_in_force

if TYPE_CHECKING:
    from ortoo.record.models import Seal


def band_under(rule: Rule, seal: Seal) -> BorderlineBand | None:
    return BorderlineBand.objects.filter(rule=rule, seal=seal).select_related("found_by", "rule").first()


def band_of_round(round: Round) -> BorderlineBand | None:
    """That of the latest run; before there is one, that of the rule in force on the sealed records."""
    run = latest_run(round)
    if run is not None:
        return band_under(run.rule, run.seal)
    rule = rule_in_force(round)
    return None if rule is None or round.seal is None else band_under(rule, round.seal)
