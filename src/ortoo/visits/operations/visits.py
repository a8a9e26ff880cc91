"""A visit is opened from its call, hosts are named, topics are tied to the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.messages import operations as messages
from ortoo.multilingual.refusals import Refusal
from ortoo.people.queries import organizations_on
from ortoo.permission.queries.calls import call_of, visit_of
from ortoo.permission.rules.visit import VisitPlan
from ortoo.plan.queries import indicators as indicators_of_the_plan
from ortoo.plan.queries import objectives as objectives_of_the_plan
from ortoo.selection.queries import held_round
from ortoo.visits.access import check_may_keep_visits
from ortoo.visits.models import Visit, VisitHost, VisitTopic
from ortoo.visits.operations.writing import check_basis, named
from ortoo.visits.queries.hosts import accounts_of
from ortoo.visits.queries.visits import check_stands, held_visit, latest_request, today_at, visit_of_round
from ortoo.visits.rules.states import Act

if TYPE_CHECKING:
    from ortoo.selection.models import Round

CODE = re.compile(r"\w[\w.-]{0,29}")
RESERVED = {"after", "alumni", "open", "partners"}
"""Words that stand in addresses where the code of a visit does."""


@transaction.atomic
def open_visit(*, round: Round, code: str, time_zone: str, by: User, at: datetime) -> Visit:
    """The visit of the call of `round`: title, country, days and topics are those of the call, and stay so.

    `time_zone` of the host, such as "Asia/Seoul": every time of the agenda is in it. Refused without a call, a second
    time for one round, and for a code that is taken.
    """
    check_may_keep_visits(grants_at(by, at))
    round = held_round(round.pk)
    call = call_of(round)
    if call is None:
        raise Refusal("visits.no_call", field="round", round=round.code)
    if (earlier := visit_of_round(round.pk)) is not None:
        raise Refusal("visits.opened_already", field="round", round=round.code, visit=earlier.code)
    _check_code(code)
    _check_zone(time_zone)
    plan = visit_of(call)
    visit = Visit.objects.create(
        code=code, round=round, country=plan.country, time_zone=time_zone, begins=plan.begins, ends=plan.ends,
        basis=plan.basis, opened_by=by, opened_at=at, **named(plan.title, "code"),
    )  # fmt: skip
    _topics(visit, plan)
    body = {
        "visit": code, "round": round.code, "country": plan.country, "begins": plan.begins.isoformat(),
        "ends": plan.ends.isoformat(), "time_zone": time_zone, "topics": [topic.code for topic in plan.topics],
    }  # fmt: skip
    ledger.record(kind="visit.opened", body=body, by=by, at=at)
    return visit


@transaction.atomic
def add_host(*, visit: Visit, organization: str, leads: bool = False, by: User, at: datetime) -> VisitHost:
    """One more institute (by code) that hosts a part of the visit. The first leads; a later one that `leads` takes the
    lead over. Named after a request, it is told of it and answers it too.

    Refused: a body that is not there on the first day of the visit, or hosts it already.
    """
    check_may_keep_visits(grants_at(by, at))
    visit = held_visit(visit.pk)
    check_stands(visit, Act.NAME_HOST, at)
    body = organizations_on(visit.begins).filter(code=organization).first()
    if body is None:
        raise Refusal(
            "visits.unknown_host", field="organization", organization=organization, day=visit.begins.isoformat()
        )
    if visit.hosts.filter(organization=body).exists():
        raise Refusal("visits.hosts_already", field="organization", organization=organization, visit=visit.code)
    first = not visit.hosts.exists()
    if leads:
        visit.hosts.filter(leads=True).update(leads=False)
    host = VisitHost.objects.create(visit=visit, organization=body, leads=leads or first)
    if latest_request(visit) is not None:
        tell_asked(visit, [host], by, at)
    said = {"visit": visit.code, "host": organization, "leads": host.leads}
    ledger.record(kind="visit.host-named", body=said, by=by, at=at)
    return host


@transaction.atomic
def tie_topic(
    *, topic: VisitTopic, objectives: Sequence[str], indicators: Sequence[str] = (), link_basis: str = "I", by: User,
    at: datetime,
) -> VisitTopic:  # fmt: skip
    """Which objectives (numbers) and indicators (codes) of the plan a topic serves; replaces what was tied before.

    `link_basis`: S where the plan or the host says so, I where it is our reading. Refused for what the plan has not.
    """
    check_may_keep_visits(grants_at(by, at))
    check_stands(held_visit(topic.visit_id), Act.ASK, at)
    check_basis(link_basis)
    served = list(objectives_of_the_plan().filter(number__in=objectives))
    if strange := set(objectives) - {one.number for one in served}:
        raise Refusal("visits.unknown_objective", field="objectives", number=", ".join(sorted(strange)))
    measured = list(indicators_of_the_plan().filter(code__in=indicators))
    if strange := set(indicators) - {one.code for one in measured}:
        raise Refusal("visits.unknown_indicator", field="indicators", code=", ".join(sorted(strange)))
    topic.objectives.set(served)
    topic.indicators.set(measured)
    topic.link_basis = link_basis
    topic.save(update_fields=["link_basis"])
    body = {
        "visit": topic.visit.code, "topic": topic.code, "objectives": sorted(set(objectives)),
        "indicators": sorted(set(indicators)), "basis": link_basis,
    }  # fmt: skip
    ledger.record(kind="visit.topic-tied", body=body, by=by, at=at)
    return topic


def tell_asked(visit: Visit, hosts: Sequence[VisitHost], by: User, at: datetime) -> None:
    """That a request waits for the answer of `hosts`."""
    messages.tell(
        kind="visits.asked",
        to=accounts_of(hosts, today_at(visit, at)),
        values={"visit": _title(visit), "begins": visit.begins, "ends": visit.ends},
        address=f"visits/{visit.code}/",
        by=by,
        at=at,
    )


def _title(visit: Visit) -> dict[str, str]:
    return {language: getattr(visit, f"name_{language}") or visit.name for language in ("mn", "en", "ko")}


def _topics(visit: Visit, plan: VisitPlan) -> None:
    VisitTopic.objects.bulk_create(
        VisitTopic(
            visit=visit, code=topic.code, place=place, link_basis=topic.basis, basis=topic.basis,
            **named(topic.names, "code"),
        )
        for place, topic in enumerate(plan.topics, start=1)
    )  # fmt: skip


def _check_code(code: str) -> None:
    if not CODE.fullmatch(code) or code in RESERVED:
        raise Refusal("visits.code_shape", field="code", code=code)
    if Visit.objects.filter(code=code).exists():
        raise Refusal("visits.code_taken", field="code", code=code)


def _check_zone(time_zone: str) -> None:
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refusal("visits.unknown_zone", field="time_zone", time_zone=time_zone) from None
