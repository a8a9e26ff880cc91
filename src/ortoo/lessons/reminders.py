"""Who is reminded: the owner of a lesson that waits for thirty days, a traveller whose notes stand in no lesson."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils import timezone

from ortoo.lessons.queries.lessons import undecided
from ortoo.lessons.queries.owners import planners_of, standing_for
from ortoo.lessons.queries.visits import notes_without_lesson
from ortoo.messages.telling import Telling
from ortoo.multilingual.refusals import LANGUAGES

PATIENCE = timedelta(days=30)
AFTER = timedelta(days=14)
"""So long after the last day of a visit its travellers are asked for lessons; with twice as long it is let go."""


def reminders(now: datetime) -> Iterator[Telling]:
    today = timezone.localdate(now)
    yield from _decisions(now, today)
    yield from _notes(today)


def _decisions(now: datetime, today: date) -> Iterator[Telling]:
    lessons = list(undecided().filter(written_at__lt=now - PATIENCE))
    bodies = standing_for(lessons, today)
    for lesson in lessons:
        for account in planners_of(bodies[lesson.owner_id], today):
            if account != lesson.author_id:
                yield Telling(
                    kind="lessons.decision_waits",
                    to=account,
                    values={
                        "code": lesson.code,
                        "lesson": lesson.names,
                        "since": timezone.localdate(lesson.written_at),
                    },
                    address=f"lessons/{lesson.code}/",
                    once=f"lesson {lesson.pk}",
                )


def _notes(today: date) -> Iterator[Telling]:
    rows = notes_without_lesson(ended_after=today - 2 * AFTER, ended_before=today - AFTER)
    counted = Counter(note.observer_id for note in rows)
    for observer, visit in {note.observer_id: (note.observer, note.stop.visit) for note in rows}.values():
        account = observer.official.account_id
        if account is not None:
            yield Telling(
                kind="lessons.notes_wait",
                to=account,
                values={
                    "visit": {language: getattr(visit, f"name_{language}") for language in LANGUAGES},
                    "count": counted[observer.pk],
                },
                address=f"lessons/write/{visit.code}/",
                once=f"notes of {observer.pk}",
            )
