"""Observation notes of the first visit, each written at its stop by the one who saw it."""

from __future__ import annotations

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from ortoo.site.demonstration.examples import example
from ortoo.site.demonstration.travelling import Delegation, account_of
from ortoo.visits import operations as visits
from ortoo.visits.models import Agenda, ObservationNote
from ortoo.visits.rules.noting import Note

FIELDS = ("seen", "works_because", "evidence", "for_home")


def noted(agenda: Agenda, delegation: Delegation) -> dict[str, ObservationNote]:
    """By their names in the example, in Mongolian, written an hour after the stop."""
    placings = {placing.stop.code: placing for placing in agenda.stops.select_related("stop")}
    found = {}
    for one in example("lessons2022")["notes"]:
        placing, observer = placings[one["stop"]], delegation.delegate(one["delegate"])
        written = placing.ends + timedelta(hours=1)
        found[one["id"]] = visits.write_note(
            stop=placing.stop, observer=observer, key=str(uuid5(NAMESPACE_URL, f"example:{one['id']}")),
            note=Note("mn", **{field: one.get(field, "") for field in FIELDS}), written_at=written,
            by=account_of(observer), at=written + timedelta(minutes=5),
        )  # fmt: skip
    return found
