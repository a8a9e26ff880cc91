"""Marks go behind a seal. Called by the station that seals, inside its transaction; exams does not know which it is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from ortoo.exams.models import Sitting
from ortoo.exams.queries import Standing, standing
from ortoo.exams.queries.second_entries import unsettled_samples
from ortoo.exams.rules.second_entry import Stage
from ortoo.multilingual.refusals import Refusal


@transaction.atomic
def seal_marks(*, codes: Collection[str], seen: Standing, at: datetime) -> None:
    """From now on nothing is added to or corrected at these sittings. A sitting that is sealed keeps its first day.

    `seen` is the standing that the records were computed from: refused where a mark or correction came since, and where
    a sample of one of these sittings was not compared or has differences that nobody settled.
    No ledger entry of its own: that of the seal names the sittings.
    """
    held = Sitting.objects.select_for_update().filter(code__in=codes).order_by("pk")
    assert len(held) == len(set(codes))
    if standing(codes) != seen:
        raise Refusal("exams.marks_moved")
    check_samples(codes)
    held.filter(sealed_at=None).update(sealed_at=at)


def check_samples(codes: Collection[str]) -> None:
    """Refused as in `seal_marks`, for a station that has long to compute before it seals."""
    for code, stage in unsettled_samples(codes):
        refused = "exams.sample_not_compared" if stage is Stage.DRAWN else "exams.differences_unsettled"
        raise Refusal(refused, sitting=code)
