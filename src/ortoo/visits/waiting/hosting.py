"""What waits at hosts and requests: a host's answer, a visit to be opened or asked for, a yes that is in."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from ortoo.access.rules.grants import Grants
from ortoo.pages.components import WAITS_FOR_YOU, Task
from ortoo.visits.access import can_keep_visits, hosts_of
from ortoo.visits.models import Visit
from ortoo.visits.queries.hosts import answer_of
from ortoo.visits.queries.rounds import rounds_without_visit
from ortoo.visits.queries.visits import WITH_STANDING, latest_request, state, visits_for
from ortoo.visits.rules.states import State


def waiting_for(grants: Grants) -> list[Task]:
    """Asked only of those for whom something of a visit can wait; the same number of questions for many visits."""
    codes = hosts_of(grants)
    if not codes and not can_keep_visits(grants):
        return []
    now = timezone.now()
    rows = visits_for(grants).filter(ends__gte=timezone.localdate(now)).prefetch_related(*WITH_STANDING)
    standing = [(visit, state(visit, now)) for visit in rows]
    found = [task for visit, there in standing for task in _at_host(visit, there, codes)]
    if can_keep_visits(grants):
        found += [task for visit, there in standing for task in _at_home(visit, there)]
        opened = reverse("visits:open")
        found += [
            Task(gettext_lazy("Open the visit"), opened, WAITS_FOR_YOU, name) for _, name in rounds_without_visit()
        ]
    return found


def _at_host(visit: Visit, there: State, codes: frozenset[str]) -> list[Task]:
    request = latest_request(visit)
    if there is not State.REQUESTED or request is None:
        return []
    return [
        Task(
            what=gettext_lazy("Answer the request for a study visit"),
            address=reverse("visits:host", args=[visit.code, host.organization.code]),
            tag=WAITS_FOR_YOU,
            origin=visit.name,
        )
        for host in visit.hosts.all()
        if host.organization.code in codes and answer_of(host, request) is None
    ]


def _at_home(visit: Visit, there: State) -> list[Task]:
    if there is not State.OPENED:
        return []
    hosts = visit.hosts.all()
    what = gettext_lazy("Send the request to the hosts") if hosts else gettext_lazy("Name the hosts of the visit")
    page = "send" if hosts else "add-host"
    return [Task(what, reverse(f"visits:{page}", args=[visit.code]), WAITS_FOR_YOU, visit.name)]
