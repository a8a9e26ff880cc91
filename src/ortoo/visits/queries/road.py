"""What visits know of one official's road."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ortoo.visits.models import ObservationNote, Presence, Traveller, Visit

if TYPE_CHECKING:
    from ortoo.people.models import Official

WHY = "the caller has the official from a read of those they may see"


@dataclass(frozen=True)
class Travelled:
    """One visit of one official. `round` is a key; `attended`: codes of stops at which they were; `notes`: how many."""

    visit: Visit
    code: str
    title: str
    round: int
    part: str
    begins: date
    ends: date
    attended: tuple[str, ...]
    notes: int


def travelled_by(official: Official) -> list[Travelled]:
    """The earliest visit first; without those whose delegation they have left. Three queries."""
    rows = Traveller.objects.everything(because=WHY).filter(official=official, left_at=None)
    travellers = list(rows.select_related("visit").order_by("visit__begins", "pk"))
    keys = [one.pk for one in travellers]
    latest: dict[tuple[int, str], bool] = {}
    marks = Presence.objects.everything(because=WHY).filter(traveller__in=keys).order_by("at", "pk")
    for traveller, stop, there in marks.values_list("traveller", "stop__code", "there"):
        latest[traveller, stop] = there
    standing = ObservationNote.objects.everything(because=WHY).filter(observer__in=keys, replaced_by=None)
    notes = Counter(standing.values_list("observer", flat=True))
    return [
        Travelled(
            one.visit,
            one.visit.code,
            one.visit.name,
            one.visit.round_id,
            one.part,
            one.visit.begins,
            one.visit.ends,
            tuple(sorted(stop for (key, stop), there in latest.items() if key == one.pk and there)),
            notes[one.pk],
        )
        for one in travellers
    ]
