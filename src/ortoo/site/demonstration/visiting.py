"""A visit of the demonstration with its hosts: opened, asked for, offered, placed in an agenda and agreed to.

Topics are those of the source; stops, speakers, windows and wishes are invented, and marked so (basis I or M).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ortoo.selection.models import Round
from ortoo.site.demonstration.examples import Example, example, minutes, shifted
from ortoo.site.demonstration.offices import shipped, successors
from ortoo.site.demonstration.story import Story, take
from ortoo.visits import operations as visits
from ortoo.visits.models import Agenda, Stop, Visit, VisitHost, VisitRequest
from ortoo.visits.operations import NewPart
from ortoo.visits.rules.agenda import Placed
from ortoo.visits.rules.offering import Offer, Window
from ortoo.visits.rules.problem_of_visit import Asked

PEOPLE = 12
"""Ten delegates and two escorts."""
BEGIN, END = 8 * 60, 20 * 60
"""A day of the agenda, at the host: the coach between two cities leaves early and comes late."""
MOVED = date(2023, 3, 1)
"""Since then a ministry that is visited sits elsewhere (`venue_since`)."""


@dataclass(frozen=True)
class Planned:
    """A visit with its hosts by code."""

    visit: Visit
    hosts: dict[str, VisitHost]


def places_known(story: Story, at: datetime) -> None:
    """Venues and the ways between them from the shipped files, once."""
    take(story, "venues", shipped("venues.csv"), story.staff.manager, at)
    take(story, "legs", shipped("legs.csv"), story.staff.manager, at + timedelta(hours=1))


def opened(story: Story, round: Round, at: datetime) -> Planned:
    """With two hosts, its topics tied to the plan, and what bodies at home want to learn, within two days."""
    given, by = example("visit2022"), story.staff.manager
    visit = visits.open_visit(round=round, code=f"KR-{round.code}", time_zone=given["time_zone"], by=by, at=at)
    hosts = {}
    for place, code in enumerate(given["hosts"]):
        hosts[code] = visits.add_host(visit=visit, organization=code, leads=place == 0, by=by, at=at)
    topics = {topic.code: topic for topic in visit.topics.all()}
    for one in given["topics"]:
        visits.tie_topic(
            topic=topics[one["code"]], objectives=one["objectives"], indicators=one["indicators"],
            link_basis=one["link_basis"], by=by, at=at + timedelta(hours=2),
        )  # fmt: skip
    later = at + timedelta(days=1)
    today = successors(later.date())
    for one in given["wishes"]:
        code = today.get(one["organization"], one["organization"])
        visits.state_wish(
            topic=topics[one["topic"]], organization=code, text=one["text"], by=story.staff.planner(code), at=later
        )
    _packs(visit, given, by=story, at=later)
    return Planned(visit, hosts)


def _packs(visit: Visit, given: Example, *, by: Story, at: datetime) -> None:
    for one in given["packs"]:
        visits.make_pack(
            visit=visit, topic=visit.topics.get(code=one["topic"]), code=one["code"], names=one["names"],
            due_on=shifted(visit.begins, -one["days_before"]),
            parts=[NewPart(part["names"], part["minutes"], text=part["text"]) for part in one["parts"]],
            by=by.staff.manager, at=at,
        )  # fmt: skip


def requested(story: Story, planned: Planned, at: datetime) -> VisitRequest:
    letter = example("visit2022")["letter"]
    return visits.send_request(visit=planned.visit, letter=letter, people=PEOPLE, by=story.staff.manager, at=at)


def offered(story: Story, planned: Planned, host: str, at: datetime) -> None:
    """Speakers and stops of one host, on the days of this visit."""
    given, by, row = example("visit2022"), story.staff.host(host), planned.hosts[host]
    for one in given["speakers"]:
        if one["host"] == host:
            visits.add_speaker(host=row, name=one["name"], post=one["post"], by=by, at=at)
    for one in given["stops"]:
        if one["host"] == host:
            visits.offer_stop(
                host=row, code=one["code"], offer=offer_of(one, planned.visit.begins), by=by, at=at + timedelta(hours=2)
            )


def offer_of(one: Example, first: date) -> Offer:
    windows = (Window(shifted(first, day), minutes(low), minutes(high)) for day, low, high in one.get("windows", ()))
    return Offer(
        names=one["names"], kind=one["kind"], minutes=one["minutes"],
        venue=one.get("venue_since", one["venue"]) if first >= MOVED else one["venue"],
        windows=tuple(windows), topic=one["topic"], about=one.get("about", {}), interpreter=one["interpreter"],
        speakers=tuple(one.get("speakers", ())), packs=tuple(one.get("packs", ())),
        before=tuple(one.get("before", ())), needs=tuple(one.get("needs", ())), basis=one["basis"],
    )  # fmt: skip


def answered(story: Story, planned: Planned, request: VisitRequest, host: str, at: datetime) -> None:
    """Yes: its stops are whole."""
    visits.answer_request(
        request=request, host=planned.hosts[host], accepted=True, remark="(예시) 제안한 일정으로 진행 가능합니다.",
        by=story.staff.host(host), at=at,
    )  # fmt: skip


def weighed(story: Story, planned: Planned, at: datetime) -> None:
    """What the stops are worth to those at home."""
    stops = {stop.code: stop for stop in Stop.objects.filter(visit=planned.visit)}
    for one in example("visit2022")["stops"]:
        if one["code"] in stops:
            visits.weigh_stop(
                stop=stops[one["code"]], value=one["value"], must=one["must"], by=story.staff.secretariat, at=at
            )


def agreed(story: Story, planned: Planned, at: datetime) -> Agenda:
    """Placed by a person, checked, and agreed to by home and by both hosts within three days."""
    placed = [Placed(one["stop"], "all", one["day"], minutes(one["start"])) for one in example("visit2022")["agenda"]]
    agenda = visits.keep_agenda_by_hand(
        visit=planned.visit, placed=placed, asked=Asked(BEGIN, END), by=story.staff.manager, at=at
    )
    visits.consent_to_agenda(agenda=agenda, host=None, by=story.staff.secretariat, at=at + timedelta(days=1))
    for place, (code, host) in enumerate(planned.hosts.items(), start=1):
        visits.consent_to_agenda(
            agenda=agenda, host=host, by=story.staff.host(code), at=at + timedelta(days=1, hours=2 * place)
        )
    return agenda
