"""Who is reminded after a visit: both sides on the day on which it is asked, and two weeks before it closes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from ortoo.messages.telling import Telling
from ortoo.multilingual.refusals import LANGUAGES
from ortoo.visits.models import Traveller, Visit
from ortoo.visits.queries.follow_ups import answers_of, superiors_of, visits_asked
from ortoo.visits.queries.travellers import posts_of, travellers_of
from ortoo.visits.rules.follow_up import Side, Window, open_on, window

BEFORE_IT_CLOSES = timedelta(days=14)


def reminders(now: datetime) -> Iterator[Telling]:
    today = timezone.localdate(now)
    for visit in visits_asked(today):
        months = open_on(visit.ends, today)
        if months is not None:
            span = window(visit.ends, months)
            step = f"{months} again" if today > span.closes - BEFORE_IT_CLOSES else str(months)
            travellers = travellers_of(visit)
            yield from _participants(visit, travellers, months, span, step)
            yield from _superiors(visit, travellers, months, span, step, now)


def _participants(
    visit: Visit, travellers: Sequence[Traveller], months: int, span: Window, step: str
) -> Iterator[Telling]:
    answered = answers_of(travellers, Side.PARTICIPANT)
    for one in travellers:
        if one.official.account_id is not None and (one.pk, months) not in answered:
            yield Telling(
                kind="visits.follow_up_asked",
                to=one.official.account_id,
                values={"visit": _names(visit), "months": months, "until": span.closes},
                address=f"visits/after/{visit.code}/{months}/",
                once=f"traveller {one.pk}, {step}",
            )


def _superiors(
    visit: Visit, travellers: Sequence[Traveller], months: int, span: Window, step: str, now: datetime
) -> Iterator[Telling]:
    """One message a visit and superior, however many of their people are asked about."""
    today = timezone.localdate(now)
    answered = answers_of(travellers, Side.SUPERIOR)
    posts = posts_of(travellers, today)
    open_in: dict[str, list[Traveller]] = {}
    for one in travellers:
        if one.official_id in posts and (one.pk, months) not in answered:
            open_in.setdefault(posts[one.official_id].organization.code, []).append(one)
    for code, accounts in superiors_of(open_in, today).items():
        for account in accounts:
            count = sum(1 for one in open_in[code] if one.official.account_id != account)
            if count:
                yield Telling(
                    kind="visits.follow_up_of_yours",
                    to=account,
                    values={"visit": _names(visit), "months": months, "count": count, "until": span.closes},
                    address="visits/after/people/",
                    once=f"visit {visit.pk}, {code}, {step}",
                )


def _names(visit: Visit) -> dict[str, str]:
    return {language: getattr(visit, f"name_{language}") for language in LANGUAGES}
