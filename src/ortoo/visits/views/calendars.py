"""Calendar files to take along: of one's own stops, of a host's, and of each traveller for who keeps the visit."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from ortoo.access.requests import Request
from ortoo.visits.access import own_hosts
from ortoo.visits.calendar_files import MEDIA_TYPE, Describe, calendar, entries
from ortoo.visits.models import AgendaStop, Traveller, Visit, VisitHost
from ortoo.visits.queries import agendas as queries
from ortoo.visits.queries.consents import travellers_for_host
from ortoo.visits.queries.travellers import traveller_of, traveller_seen
from ortoo.visits.views.finding import found_visit
from ortoo.visits.words.days import KINDS

Wanted = Callable[[AgendaStop], bool]


@login_required
@require_GET
def own(request: Request, code: str) -> HttpResponse:
    """The reader's: a traveller's own stops, a host's own stops, else the whole agenda."""
    visit = queries.with_standing(found_visit(request.grants, code))
    me = traveller_of(request.grants, visit)
    if me is not None:
        return _file(visit, _of_group(me.group), about, visit.code)
    hosts = own_hosts(request.grants, visit)
    if hosts:
        keys = {host.pk for host in hosts}
        coming = who_comes(hosts[0], request)
        return _file(visit, lambda row: row.stop.host_id in keys, lambda row: f"{about(row)}\n{coming}", visit.code)
    return _file(visit, lambda row: True, about, visit.code)


@login_required
@require_GET
def of_traveller(request: Request, code: str, place: int) -> HttpResponse:
    """For who may see this traveller."""
    visit = queries.with_standing(found_visit(request.grants, code))
    traveller: Traveller | None = traveller_seen(request.grants, visit, place)
    if traveller is None or traveller.left_at is not None:
        raise Http404
    return _file(visit, _of_group(traveller.group), about, f"{visit.code}-{place}")


def about(row: AgendaStop) -> str:
    """Kind, host and topic."""
    parts = [str(KINDS[row.stop.kind]), row.stop.host.organization.name]
    return " · ".join([*parts, row.stop.topic.name] if row.stop.topic else parts)


def who_comes(host: VisitHost, request: Request) -> str:
    """Everybody who travels, by name only where they have consented to this host."""
    people = [one.label for one in travellers_for_host(host, request.grants.on)]
    return gettext("Who comes: %(people)s") % {"people": ", ".join(people)} if people else ""


def _of_group(group: str) -> Wanted:
    return lambda row: row.group == group


def _file(visit: Visit, wanted: Wanted, describe: Describe, name: str) -> HttpResponse:
    agreed = queries.agreed(visit)
    agenda = agreed or queries.latest(visit)
    if agenda is None:
        raise Http404
    content = calendar(visit, agenda, entries(agenda, wanted), agreed=agreed is not None, describe=describe)
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response
