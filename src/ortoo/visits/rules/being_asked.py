"""Who may be asked after a visit, about what, how long: only by their own word."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.rules.papers import months_from

LONGEST = 36
"""Months from the day on which it is said; then it is asked anew."""


def check_asking(topics: Sequence[str], known: Collection[str], how: str, until: date | None, today: date) -> None:
    """Refuses a yes without a topic of the visit, without a way to be reached, or without a day within three years."""
    if not topics:
        raise Refusal("visits.asked_about_nothing", field="topics")
    strange = [code for code in topics if code not in known]
    if strange:
        raise Refusal("visits.asked_about_another", topic=strange[0], field="topics")
    if not how.strip():
        raise Refusal("visits.asked_how", field="how")
    latest = months_from(today, LONGEST)
    if until is None or not today <= until <= latest:
        raise Refusal("visits.asked_until", today=today.isoformat(), latest=latest.isoformat(), field="until")
