"""The questionnaire of a day: who has answered is kept, and what was answered, and nothing that joins the two."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.access import check_may_answer_day
from ortoo.visits.models import DayAnswer, DayAnswered, Traveller
from ortoo.visits.queries.travellers import held_traveller
from ortoo.visits.queries.visits import today_at
from ortoo.visits.rules.questionnaire import Answer, check_answer

LARGEST_KEY = 2**53
WHY = "asks whether one traveller has answered"


@transaction.atomic
def answer_day(*, traveller: Traveller, day: date, answer: Answer, by: User, at: datetime) -> DayAnswer:
    """Once a day. Refused for a day that the visit does not have or that has not come at the host.

    No ledger entry and no time: the order of two tables would join a name with an answer. The key of an answer is
    random for the same reason.
    """
    check_may_answer_day(grants_at(by, at), traveller)
    held = held_traveller(traveller.pk)
    visit = held.visit
    if not visit.begins <= day <= min(visit.ends, today_at(visit, at)):
        raise Refusal("visits.no_such_day", day=day.isoformat(), visit=visit.code)
    if DayAnswered.objects.everything(because=WHY).filter(traveller=held, day=day).exists():
        raise Refusal("visits.day_answered_already", day=day.isoformat())
    check_answer(answer)
    DayAnswered.objects.everything(because="writes one row").create(traveller=held, day=day)
    return DayAnswer.objects.create(
        pk=1 + secrets.randbelow(LARGEST_KEY), visit=visit, day=day, content=answer.content, pace=answer.pace,
        use=answer.use, remark=answer.remark.strip(),
    )  # fmt: skip
