"""The days of a visit: what takes place for whom, and who was there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ortoo.multilingual.refusals import Refusal
from ortoo.visits.models import AgendaStop, Presence, Stop, Traveller
from ortoo.visits.queries.agendas import agreed, placing_of
from ortoo.visits.queries.visits import today_at

SCOPED = "goes along with travellers that were scoped already"


def check_takes_place(traveller: Traveller, stop: Stop, at: datetime) -> AgendaStop:
    """When the traveller's group is at `stop` by the agreed agenda. Refused where it is not in it, or its day has not
    come.
    """
    placing = placing_of(agreed(traveller.visit), stop, traveller.group)
    if placing is None:
        raise Refusal("visits.stop_not_agreed", stop=stop.code, visit=traveller.visit.code)
    day = today_at(traveller.visit, placing.starts)
    if today_at(traveller.visit, at) < day:
        raise Refusal("visits.stop_not_yet", stop=stop.code, day=day.isoformat())
    return placing


def presences(travellers: Iterable[int], stops: Iterable[int]) -> dict[tuple[int, int], bool]:
    """(traveller, stop) -> there or not, by the latest mark; nothing where nobody has marked. One query."""
    rows = Presence.objects.everything(because=SCOPED).filter(traveller__in=list(travellers), stop__in=list(stops))
    return {(row.traveller_id, row.stop_id): row.there for row in rows.order_by("at", "pk")}


def was_absent(traveller: Traveller, stop: Stop) -> bool:
    return presences([traveller.pk], [stop.pk]).get((traveller.pk, stop.pk)) is False
