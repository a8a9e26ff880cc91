"""What waits at agendas and days: an agenda to be made, a yes to it, notes of stops that are over."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy, ngettext

from ortoo.access.rules.grants import Grants
from ortoo.pages.components import WAITS_FOR_YOU, Task
from ortoo.visits.access import can_keep_visits, hosts_of
from ortoo.visits.models import Traveller, Visit
from ortoo.visits.queries.agendas import agreed
from ortoo.visits.queries.days import presences
from ortoo.visits.queries.notes import stops_noted
from ortoo.visits.queries.travellers import own_travels
from ortoo.visits.queries.visits import WITH_STANDING, latest_agenda, state, taking_part, today_at, visits_for
from ortoo.visits.rules.states import State

NOTED_WITHIN = timedelta(days=14)
"""So long after a visit its notes are still asked for on the start page."""


def waiting_for(grants: Grants) -> list[Task]:
    """Asked only of those for whom something of a visit can wait."""
    now = timezone.now()
    found = [task for one in own_travels(grants) for task in _notes(one, now)]
    codes = hosts_of(grants)
    if not codes and not can_keep_visits(grants):
        return found
    rows = visits_for(grants).filter(ends__gte=timezone.localdate(now)).prefetch_related(*WITH_STANDING)
    return found + [task for visit in rows for task in _agenda(visit, grants, codes, now)]


def _agenda(visit: Visit, grants: Grants, codes: frozenset[str], now: datetime) -> list[Task]:
    there, agenda = state(visit, now), latest_agenda(visit)
    if agenda is None:
        make = gettext_lazy("Make the agenda of the visit")
        waits = there is State.ANSWERED and can_keep_visits(grants)
        return [Task(make, reverse("visits:agenda", args=[visit.code]), WAITS_FOR_YOU, visit.name)] if waits else []
    said = {consent.host_id for consent in agenda.consents.all()}
    own = [host for host in taking_part(visit) if host.organization.code in codes and host.pk not in said]
    home = can_keep_visits(grants) and None not in said
    if there not in (State.PLANNED, State.UNDER_WAY) or not (own or home):
        return []
    agree = gettext_lazy("Read the agenda of the visit and agree to it")
    return [Task(agree, reverse("visits:agenda", args=[visit.code]), WAITS_FOR_YOU, visit.name)]


def _notes(own: Traveller, now: datetime) -> list[Task]:
    """Stops of the agreed agenda that are over, where they were not absent, and of which they have not written."""
    visit = own.visit
    if not visit.begins <= today_at(visit, now) <= visit.ends + NOTED_WITHIN:
        return []
    agenda = agreed(visit)
    if agenda is None:
        return []
    rows = agenda.stops.filter(group=own.group, ends__lte=now).exclude(stop__kind__in=("meal", "free", "ceremony"))
    over = set(rows.values_list("stop", flat=True))
    there = presences([own.pk], over)
    missing = [stop for stop in over - stops_noted(own) if there.get((own.pk, stop)) is not False]
    if not missing:
        return []
    what = ngettext(
        "Write your note of %(count)s stop", "Write your notes of %(count)s stops", len(missing)
    ) % {"count": len(missing)}  # fmt: skip
    return [Task(what, reverse("visits:today", args=[visit.code]), WAITS_FOR_YOU, visit.name)]
