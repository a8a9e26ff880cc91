"""Those who travel on the first visit: named, with consents, pre-study, papers and costs; then there, day by day."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ortoo.access.models import User
from ortoo.people.models import Official
from ortoo.people.queries import in_post
from ortoo.site.demonstration.examples import example, morning, shifted
from ortoo.site.demonstration.story import SEED, Story
from ortoo.site.demonstration.visiting import Planned
from ortoo.visits import operations as visits
from ortoo.visits.models import Agenda, PackPart, Traveller, Visit, VisitCost
from ortoo.visits.queries.papers import checklist_of
from ortoo.visits.rules.costs import Line
from ortoo.visits.rules.papers import State
from ortoo.visits.rules.questionnaire import Answer

WHY = "the building of the demonstration acts for its invented travellers"
ESCORTS, ACADEMY = 2, "NAOG"
ABSENT = (8, "K4")
"""A delegate who was ill at one seminar."""
STILL_MISSING = {("A02", 6), ("A02", 10)}
"""Papers that two delegates have never brought."""
CONSENT_DAYS = 90


@dataclass(frozen=True)
class Delegation:
    """Delegates and escorts in their order, each an official with an account."""

    delegates: tuple[Traveller, ...]
    escorts: tuple[Traveller, ...]

    @property
    def everybody(self) -> tuple[Traveller, ...]:
        return (*self.delegates, *self.escorts)

    def delegate(self, number: int) -> Traveller:
        """Counted from 1."""
        return self.delegates[number - 1]


def account_of(traveller: Traveller) -> User:
    account = traveller.official.account
    assert account is not None
    return account


def named(story: Story, visit: Visit, at: datetime) -> Delegation:
    """The delegation as it was closed, and two of the academy's officials who come along."""
    visits.name_delegation(visit=visit, by=story.staff.secretariat, at=at)
    escorts(story, visit, at + timedelta(hours=1))
    rows = Traveller.objects.everything(because=WHY).filter(visit=visit, left_at=None)
    everybody = list(rows.select_related("official__account", "visit").order_by("place"))
    return Delegation(
        tuple(one for one in everybody if one.part == "delegate"),
        tuple(one for one in everybody if one.part == "escort"),
    )


def escorts(story: Story, visit: Visit, at: datetime) -> None:
    """Two who manage and are on no list, of the academy before others."""
    rows = Official.objects.everything(because=WHY).filter(account__isnull=False, dossiers=None).order_by("number")
    managing = in_post(rows, at.date(), level="managing")
    found = [*in_post(managing, at.date(), organization__code=ACADEMY)[:ESCORTS], *managing[:ESCORTS]]
    for official in list(dict.fromkeys(found))[:ESCORTS]:
        visits.add_escort(visit=visit, official=official, by=story.staff.secretariat, at=at)


def prepared(story: Story, planned: Planned, delegation: Delegation, at: datetime) -> None:
    """Consents, pre-study and costs within two days; then both hosts have the list."""
    first, last = planned.visit.begins, planned.visit.ends
    parts = list(
        PackPart.objects.filter(pack__visit=planned.visit).select_related("pack").order_by("pack__code", "place")
    )
    for traveller in delegation.everybody:
        by = account_of(traveller)
        for host in planned.hosts.values():
            covers = ["person", "identifiers"] if host.leads else ["person"]
            visits.give_consent(
                traveller=traveller, host=host, covers=covers, until=shifted(last, CONSENT_DAYS), by=by, at=at
            )
        for hour, part in enumerate(parts):
            visits.finish_part(traveller=traveller, part=part, by=by, at=at + timedelta(days=1, hours=hour))
    for host in planned.hosts.values():
        visits.hand_over_list(host=host, by=story.staff.secretariat, at=at + timedelta(hours=6))
    costs(story, planned.visit, at)
    assert at + timedelta(days=2) < morning(first)


def paper_marked(story: Story, visit: Visit, kind: str, at: datetime) -> None:
    visits.mark_paper(visit=visit, kind=kind, number=f"Жишээ-{kind}", dated=at.date(), by=story.staff.manager, at=at)


def costs(story: Story, visit: Visit, at: datetime) -> None:
    lines = [
        Line(one["names"], one["currency"], one["payer"], one["planned"], one["heads"])
        for one in example("visit2022")["costs"]
    ]
    visits.set_costs(visit=visit, lines=lines, by=story.staff.secretariat, at=at)


def settled(story: Story, visit: Visit, at: datetime) -> None:
    """What each cost came to, where it is known."""
    actual = [one["actual"] for one in example("visit2022")["costs"]]
    for cost in VisitCost.objects.filter(visit=visit).order_by("place"):
        if (given := actual[cost.place - 1]) is not None:
            visits.settle_cost(cost=cost, actual=given, by=story.staff.secretariat, at=at)


def papers_brought(story: Story, visit: Visit, at: datetime) -> None:
    """Every paper that is due by then is there, but for the few that never came."""
    today = at.date()
    for one in checklist_of(visit, today):
        place = one.traveller.place if one.traveller else 0
        due = one.due is not None and one.due <= today
        if one.state is State.DONE or not due or (one.kind.code, place) in STILL_MISSING:
            continue
        assert one.due is not None
        visits.mark_paper(
            visit=visit, kind=one.kind.code, traveller=one.traveller, part=one.part,
            number=f"Жишээ-{one.kind.code}/{place}", dated=one.due, by=story.staff.manager, at=at,
        )  # fmt: skip


def there(planned: Planned, agenda: Agenda, delegation: Delegation) -> None:
    """Presence at every stop, marked by an escort in the evening, and the questionnaire of each day."""
    marking = account_of(delegation.escorts[0])
    for placing in agenda.stops.select_related("stop").order_by("starts"):
        for traveller in delegation.everybody:
            absent = (traveller.place, placing.stop.code) == ABSENT
            visits.mark_presence(
                traveller=traveller, stop=placing.stop, there=not absent, by=marking,
                at=placing.ends + timedelta(minutes=20),
            )  # fmt: skip
    days = (planned.visit.ends - planned.visit.begins).days + 1
    for day in range(days):
        _answered(delegation.delegates, shifted(planned.visit.begins, day))


def _answered(delegates: Sequence[Traveller], day: date) -> None:
    chance = random.Random(f"{SEED}:{day}")
    remarks = example("after2022")["remarks"]
    for traveller in delegates:
        content, pace, use = (min(5, max(2, round(chance.gauss(4.1, 0.8)))) for _ in range(3))
        remark = chance.choice(remarks) if chance.random() < 0.2 else ""
        visits.answer_day(
            traveller=traveller, day=day, answer=Answer(content, pace, use, remark), by=account_of(traveller),
            at=morning(day, 20),
        )  # fmt: skip
