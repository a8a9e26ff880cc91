"""A call and its dossiers: invented texts and papers, brought by the operations that officials have."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.permission import operations
from ortoo.permission.models import Call, Dossier
from ortoo.permission.operations import NewPaper
from ortoo.permission.queries.calls import visit_of
from ortoo.permission.queries.dossiers import Asked, asked_of, dossiers_of, for_consent
from ortoo.permission.queries.flags import flags_of
from ortoo.permission.rules.dossiers import Trip, Written
from ortoo.permission.rules.visit import VisitPlan
from ortoo.selection.models import Round
from ortoo.site.demonstration.offices import shipped
from ortoo.site.demonstration.story import SEED, Story, take
from ortoo.site.demonstration.texts import LEARNING, PLANS, PROBLEMS, TRIPS, example_pdf

WITHDRAWS, REFUSED, AGAINST, UNFINISHED = 3, 5, 8, 9
"""Places among the dossiers by number: whose owner withdraws, whose ministry refuses, and so on."""
WEIGHED = 6
"""So many flags are weighed by the academy manager, the others wait for somebody."""


@dataclass(frozen=True)
class DossierDays:
    """The call is opened, dossiers are handed in until, ministries speak, flags are weighed."""

    opened: datetime
    until: datetime

    @property
    def handed_in(self) -> datetime:
        return self.until - timedelta(days=2)

    @property
    def spoken(self) -> datetime:
        return self.until - timedelta(days=1)

    @property
    def weighed(self) -> datetime:
        return self.until + timedelta(hours=3)


def papers_known(story: Story, at: datetime) -> None:
    """Kinds of papers from the shipped file, and an example of an age limit; once, before the first call."""
    take(story, "documents", shipped("documents.csv"), story.staff.manager, at)
    operations.set_age_limit(
        valid_from=at.date().replace(month=1, day=1), women=60, men=60, years_left=5,
        legal_basis="Example: an order of the academy, not a law", by=story.staff.manager, at=at + timedelta(hours=1),
    )  # fmt: skip


def call(story: Story, round: Round, visit: VisitPlan, days: DossierDays) -> Call:
    return operations.open_call(
        round=round, visit=visit, dossiers_until=days.until, by=story.staff.selection, at=days.opened
    )


@transaction.atomic
def dossiers(story: Story, call: Call, days: DossierDays, speakers: Sequence[User], how_many: int) -> None:
    """The first `how_many` are filled, all but two handed in; one owner withdraws; ministries speak; flags are weighed.

    The rubric is adopted before. `speakers` hold the role of a sending ministry; the first whose grant reaches an
    official speaks, and where nobody's does, nobody has spoken.
    """
    # One transaction, since four hundred commits would take longer than all the rest.
    chance = random.Random(f"{SEED}:{call.round.code}:dossiers")
    asked, visit = asked_of(call), visit_of(call)
    every = dossiers_of(call)[:how_many]
    for one in every:
        _bring(one, asked, visit, chance, days)
    _speak(every, speakers, days.spoken)
    _weigh(story, call, days.weighed)


def _bring(dossier: Dossier, asked: Asked, visit: VisitPlan, chance: random.Random, days: DossierDays) -> None:
    owner = dossier.official.account
    assert owner is not None
    at = days.handed_in - timedelta(hours=chance.randrange(2, 90))
    at = max(at, days.opened + timedelta(hours=1))
    written = _written(visit, chance, unfinished=dossier.number == UNFINISHED)
    operations.save_dossier(dossier=dossier, written=written, seen=None, by=owner, at=at)
    against = dossier.number == AGAINST
    papers = [
        NewPaper(
            kind.code,
            example_pdf(kind.code, dossier.number),
            visit.ends.replace(year=visit.ends.year + chance.randrange(1, 9)) if kind.expires else None,
            against if kind.clears else None,
        )
        for kind in asked.kinds
        if asked.wanted(kind.code).first
    ]
    operations.give_papers(dossier=dossier, papers=papers, by=owner, at=at + timedelta(minutes=20))
    if dossier.number == WITHDRAWS:
        operations.withdraw(
            dossier=dossier, reason="Гэр бүлийн шалтгаанаар оролцох боломжгүй боллоо.", by=owner, at=days.handed_in
        )
    elif dossier.number != UNFINISHED:
        operations.hand_in(dossier=dossier, by=owner, at=at + timedelta(minutes=40))


def _written(visit: VisitPlan, chance: random.Random, *, unfinished: bool) -> Written:
    topic = chance.choice(visit.topics).code
    if unfinished:
        return Written(topic, chance.choice(PROBLEMS))
    trips = (Trip(*chance.choice(TRIPS)),) if chance.random() < 0.12 else ()
    return Written(
        topic,
        chance.choice(PROBLEMS),
        chance.choice(LEARNING),
        chance.choice(PLANS),
        trips,
    )


def _speak(every: Sequence[Dossier], speakers: Sequence[User], at: datetime) -> None:
    reached = {
        speaker.pk: set(for_consent(grants_at(speaker, at)).values_list("pk", flat=True)) for speaker in speakers
    }
    for one in every:
        speaker = next((speaker for speaker in speakers if one.pk in reached[speaker.pk]), None)
        if speaker is None or one.number in (WITHDRAWS, UNFINISHED):
            continue
        refused = one.number == REFUSED
        reason = "Орлох хүн байхгүй тул энэ удаа зөвшөөрөх боломжгүй." if refused else ""
        operations.speak_on(dossier=one, given=not refused, reason=reason, by=speaker, at=at)


def _weigh(story: Story, call: Call, at: datetime) -> None:
    every = [one for one in dossiers_of(call) if one.withdrawn_at is None]
    found = flags_of(every, at.date())
    weighing = [
        (one, flag) for one in every for flag in found[one.pk] if flag.code in ("declared-trips", "clearance-against")
    ]
    for one, flag in weighing[:WEIGHED]:
        matters = flag.code == "clearance-against"
        reason = (
            "Тодорхойлолтод дурдсан асуудал шийдэгдээгүй байна." if matters
            else "Өмнөх сургалт нь өөр сэдвээр байсан тул давхардахгүй."
        )  # fmt: skip
        operations.weigh_flag(dossier=one, flag=flag.key, matters=matters, reason=reason, by=story.staff.manager, at=at)
