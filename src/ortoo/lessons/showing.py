"""What a lesson says, as one page in one language shows it: what is not written in it is shown in another, and said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext

from ortoo.lessons.rules.gates import Degree
from ortoo.lessons.rules.states import State
from ortoo.lessons.words import KINDS, STANDING_TAGS
from ortoo.multilingual.dates import date_text
from ortoo.multilingual.texts import TextIn, in_language
from ortoo.pages.components import Tag, Text
from ortoo.people.words import marked_name

if TYPE_CHECKING:
    from ortoo.lessons.models import Lesson, LessonDecision, Precondition
    from ortoo.people.models import Organization
    from ortoo.visits.models import ObservationNote

WORDS = 120
"""Characters of a note that a choice of the form shows."""


def texts_of(lesson: Lesson) -> dict[str, TextIn]:
    """Part -> what it says; the finding is "names"."""
    return {"names": lesson.name, **{part: in_language(getattr(lesson, part)) for part in lesson.TEXTS}}


@dataclass(frozen=True)
class Condition:
    """A precondition as a row of the table."""

    kind: Text
    text: TextIn
    tag: Tag
    plan: TextIn


def conditions(rows: Sequence[Precondition]) -> list[Condition]:
    return [
        Condition(KINDS[row.kind], in_language(row.text), STANDING_TAGS[row.standing], in_language(row.plan))
        for row in sorted(rows, key=lambda row: row.place)
    ]


def works_heading(degree: str) -> str:
    return gettext("Why it does not work") if degree == Degree.NEGATIVE else gettext("It works because")


def standing_sentence(lesson: Any, state: State, body: Organization | None, latest: LessonDecision | None) -> str:
    """Under the heading: what its owner makes of it."""
    owner = marked_name(body if body is not None else lesson.owner)
    if state is State.REPLACED:
        return gettext("A later lesson replaces this one.")
    if latest is None:
        return gettext("Its owner has not decided on it yet. Owner: %(owner)s.") % {"owner": owner}
    sentence = {
        State.ADOPTED: gettext("It is adopted, as decided on %(day)s. Owner: %(owner)s."),
        State.TRIED: gettext("It is tried first, as decided on %(day)s. Owner: %(owner)s."),
        State.REJECTED: gettext("It is rejected, as decided on %(day)s. Owner: %(owner)s."),
    }[state]
    return sentence % {"day": day_text(latest.at.date()), "owner": owner}


def day_text(day: date) -> str:
    return date_text(day, get_language() or "en")


def note_label(note: ObservationNote, own: bool) -> str:
    """A note as a choice of the form: its first words, stop and day; whose it is only where it is one's own."""
    words = note.seen if len(note.seen) <= WORDS else f"{note.seen[:WORDS].rsplit(' ', 1)[0]} …"
    place = f"{note.stop.name} · {date_text(note.written_at.date(), get_language() or 'en', short=True)}"
    whose = " · ".join((place, gettext("yours"))) if own else place
    return TextIn(words, note.language).within(after=f" ({whose})")
