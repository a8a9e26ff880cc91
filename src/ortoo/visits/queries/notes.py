"""Observation notes as pages and later stations read them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from ortoo.access.rules.grants import Grants
from ortoo.visits.models import ObservationNote, Stop, Traveller, Visit
from ortoo.visits.rules.noting import Note

WITH = ("stop__venue", "stop__topic", "stop__visit", "stop__host__organization", "observer__official")
"""What a reader of a note asks of it: where, on which topic, whose guest, who."""


def notes_for(grants: Grants) -> QuerySet[ObservationNote]:
    """Those that stand (not amended by a later one) and that `grants` may see, the latest first."""
    rows = ObservationNote.objects.visible_to(grants).filter(replaced_by=None)
    return rows.select_related(*WITH).order_by("-written_at", "-pk")


def notes_of(visit: Visit) -> QuerySet[ObservationNote]:
    """All of a visit that stand; for callers that name no observer, or only to whom they may be named."""
    rows = ObservationNote.objects.everything(because="the caller names no observer, or asks whom it may name")
    return rows.filter(stop__visit=visit, replaced_by=None).select_related(*WITH).order_by("written_at", "pk")


def note_rows(keys: Iterable[int]) -> dict[int, ObservationNote]:
    """Key -> note, amended ones too; for a caller who has the keys from a read of what they may see. One query."""
    rows = ObservationNote.objects.everything(because="the caller has the keys from a scoped read")
    return {row.pk: row for row in rows.filter(pk__in=list(keys)).select_related(*WITH)}


def own_note(traveller: Traveller, stop: Stop) -> ObservationNote | None:
    """The latest of a traveller's own notes at `stop` that stands."""
    rows = ObservationNote.objects.everything(because="shows a traveller their own note")
    return rows.filter(observer=traveller, stop=stop, replaced_by=None).order_by("-received_at", "-pk").first()


def stops_noted(traveller: Traveller) -> set[int]:
    """Stops of which the traveller has written a note."""
    rows = ObservationNote.objects.everything(because="shows a traveller where their own notes are")
    return set(rows.filter(observer=traveller).values_list("stop", flat=True))


def content_of(row: ObservationNote) -> Note:
    return Note(row.language, row.seen, row.works_because, row.evidence, row.for_home)
