"""What follows a scoring rests on the latest one, as long as it is what stands."""

from __future__ import annotations

from ortoo.exams.models import Scoring
from ortoo.exams.queries.scoring import is_current, latest_scoring
from ortoo.multilingual.refusals import Refusal


def check_latest(scoring: Scoring) -> None:
    """Refuses a scoring that another one follows, that is out of date, or on which the scorers differ."""
    code = scoring.plan.sitting.code
    newest = latest_scoring(scoring.plan)
    if newest is None or newest.pk != scoring.pk:
        raise Refusal("items.scored_again", sitting=code)
    if not is_current(scoring):
        raise Refusal("exams.scoring_out_of_date", sitting=code)
    if not scoring.agrees:
        raise Refusal("exams.scorers_differ", sitting=code, sheets=scoring.differing)
