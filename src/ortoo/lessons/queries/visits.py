"""What a lesson is written from: visits, their topics, and the notes that stand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ortoo.access.rules.grants import Grants
from ortoo.lessons.access import WRITERS
from ortoo.lessons.models import LessonNote
from ortoo.visits.queries.notes import note_rows, notes_for, notes_of
from ortoo.visits.queries.travellers import own_travels
from ortoo.visits.queries.visits import visits

if TYPE_CHECKING:
    from ortoo.visits.models import ObservationNote, Visit

KEYS = "follows keys of notes, which name nobody"


def visits_to_write_on(grants: Grants) -> list[Visit]:
    """Visits that have begun and on which `grants` may write lessons, the latest first."""
    if grants.has(*WRITERS):
        return list(visits().filter(begins__lte=grants.on))
    return [one.visit for one in own_travels(grants) if one.visit.begins <= grants.on]


def current_notes(keys: list[int]) -> list[ObservationNote]:
    """Notes by key, each by the latest that stands in its place."""
    found = []
    rows = note_rows(keys)
    for row in (rows[key] for key in keys):
        while (later := getattr(row, "replaced_by", None)) is not None:
            row = later
        found.append(row)
    return found


def own_notes_without_lesson(grants: Grants) -> list[ObservationNote]:
    """The reader's own notes that stand and that no lesson rests on."""
    if grants.user_id is None:
        return []
    own = notes_for(grants).filter(observer__official__account=grants.user_id)
    return list(own.exclude(pk__in=LessonNote.objects.everything(because=KEYS).values("note")))


def notes_without_lesson(*, ended_after: date, ended_before: date) -> list[ObservationNote]:
    """Notes that stand and that no lesson rests on, of visits whose last day lies between the two (both included)."""
    carried = set(LessonNote.objects.everything(because=KEYS).values_list("note", flat=True))
    over = visits().filter(ends__gte=ended_after, ends__lte=ended_before)
    return [note for visit in over for note in notes_of(visit) if note.pk not in carried]
