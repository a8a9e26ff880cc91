"""Observation notes, which may come late and twice over a weak line: none is lost, none is kept twice."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from ortoo.access.models import User
from ortoo.access.queries import grants_at
from ortoo.ledger import operations as ledger
from ortoo.ledger.rules.canonical import canonical
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.access import check_may_write_note
from ortoo.visits.models import ObservationNote, Stop, Traveller
from ortoo.visits.queries.days import check_takes_place, was_absent
from ortoo.visits.queries.notes import content_of
from ortoo.visits.queries.travellers import held_traveller
from ortoo.visits.rules.noting import Note, believed, check_key, check_note

ONE = "an operation asks for the one row that it is about"


@transaction.atomic
def write_note(
    *,
    stop: Stop,
    observer: Traveller,
    key: str,
    note: Note,
    written_at: datetime | None = None,
    replaces: ObservationNote | None = None,
    by: User,
    at: datetime,
) -> ObservationNote:
    """The note that `key` names; sent again with the same content it is the same row, and nothing happens.

    `replaces`: an own note of this stop that the new one amends; both stay. Refused: another's, a stop outside the
    agreed agenda of the observer's group or before its day, a stop at which they were marked absent, no words, a key
    that names another content, a note that was amended already. Not being marked yet is no reason: attendance may be
    taken after the note has come.
    """
    check_may_write_note(grants_at(by, at), observer)
    held = held_traveller(observer.pk)
    check_key(key)
    tidy = note.tidy()
    check_note(tidy)
    rows = ObservationNote.objects.everything(because=ONE)
    kept = rows.filter(key=key).first()
    if kept is not None:
        if (kept.observer_id, kept.stop_id, content_of(kept)) != (held.pk, stop.pk, tidy):
            raise Refusal("visits.note_key_taken")
        return kept
    placing = check_takes_place(held, stop, at)
    if was_absent(held, stop):
        raise Refusal("visits.note_of_absent", stop=stop.code)
    if replaces is not None:
        _check_replaced(replaces, held, stop)
    made = rows.create(
        stop=stop, observer=held, key=key, language=tidy.language, seen=tidy.seen, works_because=tidy.works_because,
        evidence=tidy.evidence, for_home=tidy.for_home, replaces=replaces, received_at=at,
        written_at=believed(written_at, at, placing.starts) if written_at else at,
    )  # fmt: skip
    _record(made, by, at)
    return made


def _check_replaced(replaces: ObservationNote, observer: Traveller, stop: Stop) -> None:
    if (replaces.observer_id, replaces.stop_id) != (observer.pk, stop.pk):
        raise Refusal("visits.note_of_another", stop=stop.code)
    if ObservationNote.objects.everything(because=ONE).filter(replaces=replaces).exists():
        raise Refusal("visits.note_amended_already", stop=stop.code)


def _record(made: ObservationNote, by: User, at: datetime) -> None:
    """That a note came, and the hash of what it says beside its random key, so that a guess cannot be tried."""
    said = content_of(made)
    content = {
        "key": made.key, "language": said.language, "seen": said.seen, "works_because": said.works_because,
        "evidence": said.evidence, "for_home": said.for_home,
    }  # fmt: skip
    body = {
        "visit": made.observer.visit.code,
        "stop": made.stop.code,
        "subject": ledger.subject(kind="official", key=made.observer.official_id),
        "amends": made.replaces_id is not None,
        "note_sha256": sha256(canonical(content)).hexdigest(),
    }
    ledger.record(kind="visit.note-written", body=body, by=by, at=at)
