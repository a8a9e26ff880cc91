"""At which stops notes were written, by whom, and who travelled from which place on the list: for the journey.

Each function gives rows, and the names of the two columns in them that hold the keys: of the later thing, of the
earlier one. Keys name nobody; whoever shows a person asks what the reader may see.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from ortoo.access.rules.grants import Grants
from ortoo.visits.models import ObservationNote, Stop, Traveller

Pairs = tuple[QuerySet[Any], str, str]
WHY = "follows keys, which name nobody"


def notes_at_stops() -> Pairs:
    return ObservationNote.objects.everything(because=WHY).order_by("pk"), "pk", "stop_id"


def notes_by_travellers() -> Pairs:
    return ObservationNote.objects.everything(because=WHY).order_by("pk"), "pk", "observer_id"


def travellers_from_places() -> Pairs:
    """Delegates; an escort was on no list."""
    rows = Traveller.objects.everything(because=WHY).filter(dossier__isnull=False)
    return rows.order_by("pk"), "pk", "dossier__place_id"


def stops_named(keys: Collection[int] | None = None) -> QuerySet[Stop]:
    rows = Stop.objects.select_related("visit", "host__organization", "venue")
    return rows if keys is None else rows.filter(pk__in=keys)


def travellers_named(keys: Collection[int], grants: Grants) -> QuerySet[Traveller]:
    """Those whom `grants` may see, each with official and visit."""
    return Traveller.objects.visible_to(grants).filter(pk__in=keys).select_related("official", "visit")


def places_of_travellers(keys: Collection[int]) -> dict[int, int]:
    """Traveller -> number in their visit, which is all that everybody may know of them."""
    return dict(Traveller.objects.everything(because=WHY).filter(pk__in=keys).values_list("pk", "place"))


def travels_of(official: int) -> list[int]:
    """The keys of one official's travels, for a caller who has the official from a read of those they may see."""
    rows = Traveller.objects.everything(because=WHY).filter(official=official)
    return list(rows.order_by("visit__begins", "pk").values_list("pk", flat=True))
