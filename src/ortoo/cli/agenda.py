"""`ortoo agenda`: days, stops and limits in, the best agenda with its proof out. No database, no Django."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ortoo.cli import spoken_language
from ortoo.cli.files import bytes_of, check_places, json_text, text_of, told_of, write
from ortoo.multilingual.refusals import Refusal

if TYPE_CHECKING:
    from ortoo.visits.rules.agenda import Agenda


def agenda(
    problem: Annotated[
        Path, typer.Argument(metavar="PROBLEM.json", readable=False, help="Days, ways, stops and limits.")
    ],
    out: Annotated[
        Path | None, typer.Option(metavar="AGENDA.json", readable=False, help="Here instead of stdout.")
    ] = None,
    seconds: Annotated[float, typer.Option(metavar="SECONDS", help="To search at most.")] = 60,
    keep: Annotated[
        Path | None,
        typer.Option(metavar="AGENDA.json", readable=False, help="Told already: change as little as the best allows."),
    ] = None,
) -> int:
    """Make the agenda of highest value that keeps every window, way, person and limit, and prove it.

    Prints AGENDA.json. Status: 0 decided, 1 infeasible (with a minimal conflict) or nothing found in time, 2 malformed
    (one line on stderr).

    Example: ortoo agenda problem.json --out agenda.json --seconds 20 --keep told.json
    """
    from ortoo.visits.rules.agenda import agenda_as_json, agenda_from_json, problem_from_json, solve

    if not math.isfinite(seconds) or seconds <= 0:
        raise Refusal("agenda.not_seconds", value=seconds)
    check_places(read=[problem], written=[out])  # it may go over the kept one
    with told_of(problem):
        asked = problem_from_json(text_of(bytes_of(problem)))
    with told_of(keep or problem):
        kept = None if keep is None else agenda_from_json(text_of(bytes_of(keep)))
        found = solve(asked, seconds=seconds, keep=kept, progress=_progress())
    write({out: json_text(agenda_as_json(asked, found))})
    if said := _said(found, seconds):
        print(said.sentence(spoken_language()), file=sys.stderr)
    return 0 if found.status in ("optimal", "feasible") else 1


def _said(found: Agenda, seconds: float) -> Refusal | None:
    """What standard error says of an answer that is not the proven best."""
    if found.status == "infeasible" and found.conflict:
        clauses = ", ".join(json.dumps({one.kind: one.name}, ensure_ascii=False) for one in found.conflict)
        return Refusal("agenda.infeasible", clauses=clauses)
    if found.status == "infeasible":
        return Refusal("agenda.no_days_possible")
    if found.status == "unknown":
        return Refusal("agenda.nothing_found", seconds=f"{seconds:g}")
    if found.status == "feasible":
        return Refusal("agenda.found_not_proven", value=found.value, bound=found.bound)
    return None


def _progress() -> Callable[[int, int], None] | None:
    """Value and bound of each better agenda on a terminal; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return None
    return lambda value, bound: print(f"{value}/{bound}", file=sys.stderr)
