"""What an observation note must say, and when one that comes twice over a weak line is the same note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from ortoo.multilingual.refusals import LANGUAGES, Refusal

LONGEST = 8_000
"""Characters of one field."""
KEY = re.compile(r"[0-9a-fA-F-]{8,36}", re.ASCII)
FIELDS = ("seen", "works_because", "evidence", "for_home")
AHEAD = timedelta(minutes=10)
"""So much a phone's clock may go fast before it is not believed."""


@dataclass(frozen=True)
class Note:
    language: str
    seen: str
    works_because: str = ""
    evidence: str = ""
    for_home: str = ""

    def tidy(self) -> Note:
        """Without the white space around, and with one kind of line end: phones send both."""
        texts = {name: "\n".join(getattr(self, name).strip().splitlines()) for name in FIELDS}
        return Note(self.language, **texts)


def check_note(note: Note) -> None:
    """Of a tidy note."""
    if note.language not in LANGUAGES:
        raise Refusal("visits.note_language", field="language")
    if not note.seen:
        raise Refusal("visits.note_says_nothing", field="seen")
    for name in FIELDS:
        length = len(getattr(note, name))
        if length > LONGEST:
            raise Refusal("visits.text_too_long", field=name, most=LONGEST, length=length)


def check_key(key: str) -> None:
    if not KEY.fullmatch(key):
        raise Refusal("visits.note_key")


def believed(written_at: datetime, received_at: datetime, begins: datetime) -> datetime:
    """When a note was written: by the phone, whose clock may be wrong. Then it counts as written when it came.

    A wrong clock is no reason to lose a note.
    """
    return written_at if begins <= written_at <= received_at + AHEAD else received_at
