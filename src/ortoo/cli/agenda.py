"""`ortoo agenda`: days, stops and limits in, the best agenda with its proof out. No database, no Django."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from ortoo.cli import spoken_language
from ortoo.multilingual.refusals import Refusal

if TYPE_CHECKING:
    from ortoo.visits.rules.agenda import Agenda

T = TypeVar("T")


def agenda(
    problem: Annotated[Path, typer.Argument(metavar="PROBLEM.json", help="Days, ways, stops and limits.")],
    out: Annotated[Path | None, typer.Option(metavar="AGENDA.json", help="Here instead of stdout.")] = None,
    seconds: Annotated[float, typer.Option(metavar="SECONDS", help="To search at most.")] = 60,
    keep: Annotated[
        Path | None,
        typer.Option(metavar="AGENDA.json", help="Told already: change as little as the best allows."),
    ] = None,
) -> int:
    """Make the agenda of highest value that keeps every window, way, person and limit, and prove it.

    Prints AGENDA.json. Status: 0 decided, 1 infeasible (with a minimal conflict) or nothing found in time, 2 malformed
    (one line on stderr).

    Example: ortoo agenda problem.json --out agenda.json --seconds 20 --keep told.json
    """
    try:
        return _agenda(problem, out, seconds, keep)
    except _Malformed as malformed:
        print(f"ortoo agenda: {malformed}", file=sys.stderr)
        return 2


class _Malformed(Exception):
    """One line: which file, where in it, and what to do."""


def _agenda(problem_path: Path, out: Path | None, seconds: float, keep_path: Path | None) -> int:
    from ortoo.visits.rules.agenda import agenda_as_json, agenda_from_json, problem_from_json, solve

    if not math.isfinite(seconds) or seconds <= 0:
        raise Refusal("agenda.not_seconds", value=seconds)
    problem = _read(problem_path, problem_from_json)
    kept = None if keep_path is None else _read(keep_path, agenda_from_json)
    _refuse_unwritable(out)
    found = _said_of(
        keep_path or problem_path, lambda: solve(problem, seconds=seconds, keep=kept, progress=_progress())
    )
    _write(out, json.dumps(agenda_as_json(problem, found), ensure_ascii=False, indent=2) + "\n")
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


def _read(path: Path, parse: Callable[[str], T]) -> T:
    """What `parse` makes of a file."""
    try:
        content = path.read_bytes()
    except OSError as error:
        refusal = Refusal("agenda.file_unreadable", file=str(path), reason=error.strerror)
        raise _Malformed(refusal.sentence(spoken_language())) from None
    return _said_of(path, lambda: parse(_text(content)))


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal("agenda.not_utf8", line=content.count(b"\n", 0, error.start) + 1) from None


def _said_of(path: Path, act: Callable[[], T]) -> T:
    """The answer of `act`; a refusal becomes one line that begins with the file."""
    try:
        return act()
    except Refusal as refusal:
        sentence = " ".join(refusal.sentence(spoken_language()).split())
        raise _Malformed(f"{path}: {sentence}") from None


def _progress() -> Callable[[int, int], None] | None:
    """A line that counts up on a terminal; nothing where nobody watches."""
    if not sys.stderr.isatty():
        return None
    return lambda value, bound: print(f"\r{value}/{bound} ", end="", flush=True, file=sys.stderr)


def _refuse_unwritable(out: Path | None) -> None:
    """Before a minute of search, not after it."""
    if out is not None and (out.is_dir() or not out.parent.is_dir()):
        code = 21 if out.is_dir() else 2
        refusal = Refusal("agenda.file_unwritable", file=str(out), reason=os.strerror(code))
        raise _Malformed(refusal.sentence(spoken_language()))


def _write(out: Path | None, text: str) -> None:
    """The whole file or none: it is written beside its place first. None is standard output."""
    if out is None:
        typer.echo(text.encode(), nl=False)
        return
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        draft.write_bytes(text.encode())
        draft.replace(out)
    except OSError as error:
        refusal = Refusal("agenda.file_unwritable", file=str(out), reason=error.strerror)
        raise _Malformed(refusal.sentence(spoken_language())) from None
    finally:
        draft.unlink(missing_ok=True)
