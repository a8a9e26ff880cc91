"""Visits, those whom they are open to, and where each stands."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from ortoo.access.personal import either
from ortoo.access.rules.grants import Grants
from ortoo.visits.access import can_watch_visits, hosts_of
from ortoo.visits.models import Agenda, Traveller, Visit, VisitHost, VisitRequest
from ortoo.visits.queries.hosts import said_no, said_yes
from ortoo.visits.rules.states import Act, Standing, State, check_may_follow, state_of

REQUESTS = Prefetch("requests", VisitRequest.objects.order_by("version").defer("body", "letter"))
HOSTS = Prefetch("hosts", VisitHost.objects.select_related("organization").order_by("-leads", "organization__code"))
AGENDAS = Prefetch("agendas", Agenda.objects.order_by("version").defer("problem", "answer"))
WITH_STANDING = (HOSTS, "hosts__answers", REQUESTS, AGENDAS, "agendas__consents")
"""What `standing_of` looks at: with it, a list asks the same number of questions for one visit and for many."""


def visits() -> QuerySet[Visit]:
    """The latest first."""
    return Visit.objects.select_related("round").order_by("-begins", "-pk")


def visits_for(grants: Grants) -> QuerySet[Visit]:
    """All for watchers; those they host for hosts; those they travel on for travellers; else none."""
    if can_watch_visits(grants):
        return visits()
    hosted = Exists(VisitHost.objects.filter(visit=OuterRef("pk"), organization__code__in=hosts_of(grants)))
    parts = [Q(hosted)]
    if grants.user_id is not None:
        rows = Traveller.objects.everything(because="asks which visits somebody travels on, and shows no traveller")
        own = rows.filter(visit=OuterRef("pk"), official__account=grants.user_id, left_at=None)
        parts.append(Q(Exists(own)))
    return visits().filter(either(parts))


def visit_row(code: str) -> Visit:
    """For a caller who may see it. Visit.DoesNotExist for an unknown code."""
    return visits().get(code=code)


def visit_seen(grants: Grants, code: str) -> Visit | None:
    """The visit, where `grants` may see it: what one may not see does not exist."""
    return visits_for(grants).filter(code=code).first()


def visit_of_round(round: int) -> Visit | None:
    """By the key of the round."""
    return visits().filter(round=round).first()


def held_visit(pk: int) -> Visit:
    """The visit with its row locked until the transaction ends, so that two acts on it queue."""
    return Visit.objects.select_for_update(of=("self",)).get(pk=pk)


def today_at(visit: Visit, at: datetime) -> date:
    """The day at the host at the moment `at`."""
    return at.astimezone(ZoneInfo(visit.time_zone)).date()


def latest_request(visit: Visit) -> VisitRequest | None:
    """Without its letter and body, which are read when they are asked for."""
    return max(visit.requests.all(), key=lambda one: one.version, default=None)


def latest_agenda(visit: Visit) -> Agenda | None:
    return max(visit.agendas.all(), key=lambda one: one.version, default=None)


def is_agreed(agenda: Agenda, hosts: list[VisitHost]) -> bool:
    """Whether home and each of `hosts` have said yes to it."""
    said = {consent.host_id for consent in agenda.consents.all()}
    return {None, *(host.pk for host in hosts)} <= said


def agreed_agenda(visit: Visit) -> Agenda | None:
    """The latest version that home and every host that takes part have agreed to."""
    hosts = taking_part(visit)
    agreed = [agenda for agenda in visit.agendas.all() if is_agreed(agenda, hosts)]
    return max(agreed, key=lambda one: one.version, default=None)


def taking_part(visit: Visit) -> list[VisitHost]:
    """The hosts of a visit but those that said no to the latest request: nothing more is awaited from them."""
    request = latest_request(visit)
    return [host for host in visit.hosts.all() if request is None or not said_no(host, request)]


def standing_of(visit: Visit) -> Standing:
    """What there is of a visit; with `WITH_STANDING` prefetched it asks nothing."""
    request, agenda, hosts = latest_request(visit), latest_agenda(visit), list(visit.hosts.all())
    answered = request is not None and all(said_yes(one, request) or said_no(one, request) for one in hosts)
    leader = next((host for host in hosts if host.leads), None)
    return Standing(
        begins=visit.begins,
        ends=visit.ends,
        requested=request is not None,
        answered=answered and request is not None and leader is not None and said_yes(leader, request),
        planned=agenda is not None,
        agreed=agenda is not None and is_agreed(agenda, taking_part(visit)),
    )


def state(visit: Visit, at: datetime) -> State:
    """Where it stands at the moment `at`."""
    return state_of(standing_of(visit), today_at(visit, at))


def check_stands(visit: Visit, act: Act, at: datetime) -> None:
    """Refuses what may not follow where the visit stands at the moment `at`."""
    check_may_follow(state(visit, at), act)
