"""Indicators, measures, lessons, notes, travellers, places, records and marks: how they hang together."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import QuerySet

from ortoo.actions.queries.trace import indicators_from_measures, measures_by_commitments, measures_from_lessons
from ortoo.journey.rules.following import Ask, Kind, Link, Pairs, Trace, follow
from ortoo.lessons.queries.trace import lessons_from_notes
from ortoo.record.queries import records_from_marks
from ortoo.selection.queries.trace import places_by_rules, places_from_records
from ortoo.visits.queries.trace import notes_at_stops, notes_by_travellers, travellers_from_places

Rows = Callable[[], tuple[QuerySet[Any], str, str]]


def asked(rows: Rows) -> Ask:
    """A station's rows as a link asks for them: one query."""

    def ask(later: Collection[int] | None, earlier: Collection[int] | None) -> Pairs:
        found, of_later, of_earlier = rows()
        if later is not None:
            found = found.filter(**{f"{of_later}__in": later})
        if earlier is not None:
            found = found.filter(**{f"{of_earlier}__in": earlier})
        return found.values_list(of_later, of_earlier)

    return ask


LINKS: tuple[Link, ...] = (
    Link(Kind.INDICATOR, Kind.MEASURE, asked(indicators_from_measures)),
    Link(Kind.MEASURE, Kind.LESSON, asked(measures_from_lessons)),
    Link(Kind.LESSON, Kind.NOTE, asked(lessons_from_notes)),
    Link(Kind.NOTE, Kind.STOP, asked(notes_at_stops)),
    Link(Kind.NOTE, Kind.TRAVELLER, asked(notes_by_travellers)),
    Link(Kind.TRAVELLER, Kind.PLACE, asked(travellers_from_places)),
    Link(Kind.PLACE, Kind.RECORD, asked(places_from_records)),
    Link(Kind.RECORD, Kind.MARK, asked(records_from_marks)),
    Link(Kind.MEASURE, Kind.COMMITMENT, asked(measures_by_commitments), beside=True),
    # Whichever way a note was met, it is shown with where it was written and by whom.
    Link(Kind.NOTE, Kind.STOP, asked(notes_at_stops), beside=True),
    Link(Kind.NOTE, Kind.TRAVELLER, asked(notes_by_travellers), beside=True),
    Link(Kind.PLACE, Kind.RULE, asked(places_by_rules), beside=True),
)
"""The relay as a trace goes along it, the latest first."""


def trace_of(start: Kind, keys: Collection[int]) -> Trace:
    """At most a query a link, however long the trace is. Keys name nobody."""
    return follow(start, keys, LINKS)
