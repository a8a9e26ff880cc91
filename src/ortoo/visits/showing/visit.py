"""What the page of a visit shows: topics with ties and wishes, hosts with answers, stops, and where to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext

from ortoo.access.rules.grants import Grants
from ortoo.multilingual.texts import in_language
from ortoo.pages.components import Act, Tag
from ortoo.people.words import marked_name
from ortoo.visits.access import (
    can_follow_up,
    can_keep_visits,
    can_see_names,
    can_watch_visits,
    can_wish,
    own_hosts,
    own_traveller,
)
from ortoo.visits.models import Stop, Visit, VisitHost, VisitTopic, Wish
from ortoo.visits.queries.hosts import answer_of, wishes_of
from ortoo.visits.queries.visits import latest_request
from ortoo.visits.rules.offering import clock
from ortoo.visits.rules.states import NEXT, State
from ortoo.visits.rules.states import Act as Step
from ortoo.visits.views.finding import page_if_there, page_of
from ortoo.visits.words.days import KINDS
from ortoo.visits.words.hosting import ANSWERS, NOT_ASKED, stop_state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ortoo.visits.models import VisitRequest


@dataclass(frozen=True)
class TopicShown:
    topic: VisitTopic
    objectives: tuple[str, ...]
    indicators: tuple[str, ...]
    wishes: tuple[tuple[str, str], ...]
    """Body, and its words in the language of the page."""
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class HostShown:
    host: VisitHost
    name: str
    address: str
    answer: Tag
    remark: str


@dataclass(frozen=True)
class StopShown:
    stop: Stop
    address: str
    kind: object
    when: tuple[tuple[object, str], ...]
    """Day, and from when to when it may begin."""
    state: Tag


def topics_shown(visit: Visit, grants: Grants, there: State) -> list[TopicShown]:
    wishes = wishes_of(visit)
    rows = visit.topics.prefetch_related("objectives", "indicators").order_by("place")
    return [_topic(topic, visit, [one for one in wishes if one.topic_id == topic.pk], grants, there) for topic in rows]


def _topic(topic: VisitTopic, visit: Visit, wishes: list[Wish], grants: Grants, there: State) -> TopicShown:
    acts = []
    if (there, Step.ASK) in NEXT:
        if can_wish(grants):
            acts.append(Act(gettext("Say what is to be learned"), page_of(visit, "wish", topic.code)))
        if can_keep_visits(grants):
            acts.append(Act(gettext("Tie to the plan"), page_of(visit, "tie", topic.code)))
    return TopicShown(
        topic=topic,
        objectives=tuple(one.name.within(f"{one.number} ") for one in topic.objectives.all()),
        indicators=tuple(one.name or one.code for one in topic.indicators.all()),
        wishes=tuple((marked_name(wish.organization), in_language(wish.text)) for wish in wishes),
        acts=tuple(acts),
    )


def hosts_shown(visit: Visit) -> list[HostShown]:
    request = latest_request(visit)
    return [_host(host, visit, request) for host in visit.hosts.all()]


def _host(host: VisitHost, visit: Visit, request: VisitRequest | None) -> HostShown:
    answer = None if request is None else answer_of(host, request)
    said = NOT_ASKED if request is None else ANSWERS[None if answer is None else answer.accepted]
    where = page_of(visit, "host", host.organization.code)
    return HostShown(host, marked_name(host.organization), where, said, answer.remark if answer is not None else "")


def stops_shown(stops: Sequence[Stop]) -> list[StopShown]:
    return [
        StopShown(
            stop=stop,
            address=page_of(stop.visit, "stop", stop.code),
            kind=KINDS[stop.kind],
            when=tuple(
                (one.day, f"{clock(one.earliest)}\N{EN DASH}{clock(one.latest)}")
                for one in sorted(stop.windows.all(), key=lambda one: (one.day, one.earliest))
            ),
            state=stop_state(stop),
        )
        for stop in stops
    ]


def acts_of(visit: Visit, there: State, grants: Grants) -> list[Act]:
    """What the reader can do next; of those who keep the visit only the first request is the main thing to do."""
    steps = [*_of_host(visit, grants), *_of_keeper(visit, there, grants)]
    waits = there is State.OPENED or bool(own_hosts(grants, visit))
    return [Act(label, where, main=waits and place == 0) for place, (label, where) in enumerate(steps)]


def _of_host(visit: Visit, grants: Grants) -> list[tuple[str, str]]:
    return [
        (gettext("Your stops and your answer"), page_of(visit, "host", host.organization.code))
        for host in own_hosts(grants, visit)
    ]


def _of_keeper(visit: Visit, there: State, grants: Grants) -> list[tuple[str, str]]:
    if not can_keep_visits(grants):
        return []
    found = []
    if (there, Step.REQUEST) in NEXT and visit.hosts.all():
        label = gettext("Send the request") if there is State.OPENED else gettext("Ask anew")
        found.append((label, page_of(visit, "send")))
    if (there, Step.NAME_HOST) in NEXT:
        found.append((gettext("Name a host"), page_of(visit, "add-host")))
    return found


def pages_of(visit: Visit, grants: Grants) -> list[tuple[str, str]]:
    """Label and address of each page of the visit that there is and the reader may open."""
    own, named = own_traveller(grants, visit) is not None, can_see_names(grants)
    offered = [
        ("agenda", gettext("Agenda"), True),
        ("today", gettext("Day by day"), True),
        ("travellers", gettext("Travellers"), own or named or bool(own_hosts(grants, visit))),
        ("packs", gettext("Pre-study"), True),
        ("papers", gettext("Papers"), own or named),
        ("costs", gettext("Costs"), can_watch_visits(grants)),
        ("notes", gettext("Observation notes"), own or named),
        ("ways", gettext("Ways between venues"), True),
    ]
    found = [(label, page_if_there(visit, page)) for page, label, seen in offered if seen]
    if own and visit.ends < grants.on:
        found.append((gettext("After the visit"), reverse("visits:after")))
    if can_follow_up(grants) and visit.ends < grants.on:
        found.append((gettext("What was used"), page_of(visit, "follow-up")))
    return found
