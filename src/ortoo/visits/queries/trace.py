"""At which stops notes were written, by whom, and who travelled from which place on the list: for the journey.

Each function gives rows, and the names of the two columns in them that hold the keys: of the later thing, of the
earlier one. Keys name nobody; whoever shows a person asks what the reader may see.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from ortoo.visits.models import ObservationNote, Traveller

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
