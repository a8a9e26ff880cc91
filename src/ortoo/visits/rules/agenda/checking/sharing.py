"""What stops share: people, interpreters, a day's measure of content, and those who go together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from ortoo.visits.rules.agenda.checking.violation import Violation, broken, clock
from ortoo.visits.rules.agenda.checking.visit import Session, Visit, sessions
from ortoo.visits.rules.agenda.problem import Problem


def shared(problem: Problem, visits: Sequence[Visit]) -> Iterator[Violation]:
    held = sessions(visits)
    yield from _people_twice(problem, held)
    yield from _interpreters(problem, held)
    yield from _content(problem, visits)
    yield from _not_together(problem, visits)


def _people_twice(problem: Problem, held: Sequence[Session]) -> Iterator[Violation]:
    for earlier, later in combinations(held, 2):
        if earlier.day == later.day and later.start < earlier.end:
            date = problem.days[later.day].date.isoformat()
            for person in dict.fromkeys(later.stop.people):
                if person in earlier.stop.people:
                    found = {"person": person, "earlier": earlier.stop.id, "start": clock(later.start), "date": date}
                    yield broken("agenda.person_twice", later.stop.id, earlier.stop.id, day=later.day, **found)


def _interpreters(problem: Problem, held: Sequence[Session]) -> Iterator[Violation]:
    """Of each day the first moment at which most are missing."""
    limit = problem.limits.interpreters
    if limit is None:
        return
    speaking = [session for session in held if session.stop.interpreter]
    for number, day in enumerate(problem.days):
        worst: list[Session] = []
        for begun in (session for session in speaking if session.day == number):
            going = [one for one in speaking if one.day == number and one.start <= begun.start < one.end]
            if len(going) > max(limit, len(worst)):
                worst = going
        if worst:
            time, date = clock(max(session.start for session in worst)), day.date.isoformat()
            ids = (session.stop.id for session in worst)
            yield broken("agenda.interpreters", *ids, day=number, time=time, needed=len(worst), limit=limit, date=date)


def _content(problem: Problem, visits: Sequence[Visit]) -> Iterator[Violation]:
    limit = problem.limits.content_minutes_a_day
    if limit is None:
        return
    for number, day in enumerate(problem.days):
        for group in problem.groups:
            minutes = sum(one.stop.minutes for one in visits if (one.day, one.group) == (number, group))
            if minutes > limit:
                found = {"minutes": minutes, "limit": limit, "date": day.date.isoformat()}
                yield broken("agenda.too_much_content", group=group, day=number, **found)


def _not_together(problem: Problem, visits: Sequence[Visit]) -> Iterator[Violation]:
    """A stop is attended by each of its groups, a joint one by all at once."""
    for stop in problem.stops:
        some = [visit for visit in visits if visit.stop.id == stop.id]
        present = {visit.group for visit in some}
        for group in problem.groups_of(stop):
            if some and group not in present:
                yield broken("agenda.group_missing", stop.id, group=group)
        if stop.joint and len({(visit.day, visit.start) for visit in some}) > 1:
            yield broken("agenda.not_together", stop.id)
