"""Long work of visits, done in the background: the search for an agenda."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from time import monotonic
from typing import Any

from ortoo.access.models import User
from ortoo.jobs.progress import Progress
from ortoo.jobs.work import Result
from ortoo.visits.operations.agendas import keep_solved_agenda
from ortoo.visits.queries import agendas as queries
from ortoo.visits.queries.visits import visit_row
from ortoo.visits.rules.agenda import Agenda, Problem, solve
from ortoo.visits.rules.agenda_kept import answer_read, asked_read, conflict_json

KIND = "visits.agenda"
BEAT = 0.3
"""Seconds between two looks at the search."""


def find_agenda(*, arguments: dict[str, Any], by: User, at: datetime, progress: Progress) -> Result:
    """The job "visits.agenda": `visit` (code), `asked`, `seconds`, `keep` (move as little of the latest as possible).

    Where nothing can be kept the outcome says why: the conflict, or that time was too short.
    """
    visit = visit_row(arguments["visit"])
    before = queries.latest(visit) if arguments["keep"] else None
    kept = answer_read(before.answer) if before else None
    problem = queries.problem_for(visit, asked_read(arguments["asked"]), at if kept else None)
    answer = _searched(problem, kept, arguments["seconds"], progress)
    if answer.status not in ("optimal", "feasible"):
        return Result(f"visits/{visit.code}/agenda/outcome/", {"status": answer.status, **conflict_json(answer)})
    made = keep_solved_agenda(visit=visit, problem=problem, answer=answer, kept=kept, by=by, at=at)
    return Result(f"visits/{visit.code}/agenda/", {"status": answer.status, "version": made.version})


def _searched(problem: Problem, kept: Agenda | None, seconds: int, progress: Progress) -> Agenda:
    """The answer. The bar shows how much of the time is spent, and moves while nothing is found.

    The search runs beside, because the one that calls back does so from threads of its own, which may not write rows.
    Who cancels leaves it to its end: it writes nothing.
    """
    began = monotonic()
    beside = ThreadPoolExecutor(max_workers=1)
    try:
        search = beside.submit(solve, problem, seconds=seconds, keep=kept)
        while True:
            try:
                return search.result(timeout=BEAT)
            except TimeoutError:
                progress(min(int(monotonic() - began), seconds), seconds)
    finally:
        beside.shutdown(wait=False)
