"""The visit of a page, where its reader may see it, and where the pages of visits are."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language

from ortoo.access.rules.grants import Grants
from ortoo.multilingual.dates import days_text
from ortoo.pages.stations import address
from ortoo.visits.access import own_hosts
from ortoo.visits.models import Stop, Visit, VisitHost, VisitTopic
from ortoo.visits.queries.hosts import host_coded
from ortoo.visits.queries.stops import stop_coded
from ortoo.visits.queries.visits import visit_seen


def found_visit(grants: Grants, code: str) -> Visit:
    """404 for a visit that is not there and for one that the reader may not see alike."""
    visit = visit_seen(grants, code)
    if visit is None:
        raise Http404
    return visit


def found_host(visit: Visit, code: str) -> VisitHost:
    return _there(host_coded(visit, code))


def own_host(grants: Grants, visit: Visit, code: str) -> VisitHost:
    """404 for a host whose account this is not: only the host itself has such a page."""
    return _there(next((host for host in own_hosts(grants, visit) if host.organization.code == code), None))


def found_stop(visit: Visit, code: str) -> Stop:
    return _there(stop_coded(visit, code))


def found_topic(visit: Visit, code: str) -> VisitTopic:
    return _there(visit.topics.filter(code=code).first())


def page_of(visit: Visit, page: str = "visit", *more: object) -> str:
    return reverse(f"visits:{page}", args=[visit.code, *more])


def page_if_there(visit: Visit, page: str) -> str:
    """Empty where no such page of a visit exists."""
    return address(f"visits:{page}", visit.code) or ""


def days_of(visit: Visit) -> str:
    """ "12–16 December 2022" """
    return days_text(visit.begins, visit.ends, get_language() or "en")


def _there(found: Any) -> Any:
    if found is None:
        raise Http404
    return found
