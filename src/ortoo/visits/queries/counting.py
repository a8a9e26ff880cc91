"""How much the visits of the programme come to, for the start page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from ortoo.visits.models import AgendaStop, Traveller, Visit


@dataclass(frozen=True)
class Travelled:
    """Of visits that have begun: how many, those who travelled, and stops of their latest agendas."""

    visits: int
    travellers: int
    stops: int


def how_many_travelled(on: date) -> Travelled:
    begun = Visit.objects.filter(begins__lte=on).annotate(latest=Max("agendas__version")).values_list("pk", "latest")
    latest = dict(begun)
    rows = Traveller.objects.everything(because="counts, and names nobody")
    travellers = rows.filter(visit__in=latest, left_at=None).count()
    placed = AgendaStop.objects.filter(agenda__visit__in=latest).values_list("agenda__visit", "agenda__version", "stop")
    stops = {stop for visit, version, stop in placed if latest[visit] == version}
    return Travelled(len(latest), travellers, len(stops))
