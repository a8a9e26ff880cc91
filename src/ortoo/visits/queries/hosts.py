"""The hosts of a visit, what they answered, and the accounts that speak for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from ortoo.access.queries import in_force
from ortoo.access.rules.roles import Role, Scope
from ortoo.visits.models import HostAnswer, Visit, VisitHost, VisitRequest, Wish


def hosts_of_visit(visit: Visit) -> QuerySet[VisitHost]:
    """The one that leads first."""
    return visit.hosts.select_related("organization").order_by("-leads", "organization__code")


def lead_of(visit: Visit) -> VisitHost | None:
    """None: no host is named yet."""
    return hosts_of_visit(visit).filter(leads=True).first()


def host_coded(visit: Visit, organization: str) -> VisitHost | None:
    return hosts_of_visit(visit).filter(organization__code=organization).first()


def answer_of(host: VisitHost, request: VisitRequest) -> HostAnswer | None:
    """The host's latest answer to one request."""
    given = [answer for answer in host.answers.all() if answer.request_id == request.pk]
    return max(given, key=lambda one: (one.at, one.pk), default=None)


def said_yes(host: VisitHost, request: VisitRequest) -> bool:
    answer = answer_of(host, request)
    return answer is not None and answer.accepted


def said_no(host: VisitHost, request: VisitRequest) -> bool:
    answer = answer_of(host, request)
    return answer is not None and not answer.accepted


def accounts_of(hosts: Iterable[VisitHost], on: date) -> list[int]:
    """The accounts that speak for one of `hosts` on the day `on`."""
    codes = [host.organization.code for host in hosts]
    rows = in_force(on).filter(role=Role.HOST.value, scope=Scope.ORGANIZATION.value, code__in=codes)
    return sorted(set(rows.values_list("user_id", flat=True)))


def wishes_of(visit: Visit) -> list[Wish]:
    """What each body wants to learn about each topic as it said last, by topic and body."""
    rows = Wish.objects.filter(topic__visit=visit).select_related("organization", "topic").order_by("at", "pk")
    latest = {(wish.topic.place, wish.organization.code): wish for wish in rows}
    return [latest[key] for key in sorted(latest)]
