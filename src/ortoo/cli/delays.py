"""`ortoo delays`: a plan of commitments in, whose days its delays are out. No database, no Django."""

from __future__ import annotations

import errno
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ortoo.cli import spoken_language
from ortoo.multilingual.refusals import Refusal


def delays(
    plan: Annotated[Path, typer.Argument(metavar="PLAN.json", help="Commitments by name: who owes what by when.")],
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Counts as the finish of what has none, as 2023-06-01.")
    ] = None,
    out: Annotated[Path | None, typer.Option(metavar="ANSWER.json", help="Here instead of stdout.")] = None,
) -> int:
    """Say of each delay how much is its owner's own and how much was handed down, and whose days an end came late by.

    Prints JSON; the causes of an end add up to its delay. Status: 0 answered, 2 malformed (one line on stderr).

    Example: ortoo delays plan.json --as-of 2023-06-01, where plan.json is {"A": {"owner": "MDDC", "due": "2023-04-01",
    "duration_days": 90, "finished": "2023-06-10"}, "B": {"owner": "MOF", "due": "2023-05-01", "duration_days": 30,
    "after": ["A"], "final": true}}
    """
    try:
        _answer(plan, as_of, out)
    except _Malformed as malformed:
        print(f"ortoo delays: {malformed}", file=sys.stderr)
        return 2
    return 0


class _Malformed(Exception):
    """One line: which file, where in it, and what to do."""


def _answer(path: Path, as_of: str | None, out: Path | None) -> None:
    from ortoo.actions.rules.delays import delays
    from ortoo.actions.rules.plan_file import plan_from_json

    day = _as_of(as_of)
    if out is not None and out.resolve() == path.resolve():
        raise _Malformed(_line(Refusal("delays.same_file", file=str(out))))
    text = _text(path)
    try:
        found = delays(plan_from_json(text), day)
    except Refusal as refusal:
        raise _Malformed(f"{path}: {_line(refusal)}") from None
    _write(json.dumps(found.as_json(), ensure_ascii=False, indent=2) + "\n", out)


def _as_of(text: str | None) -> date | None:
    from ortoo.actions.rules.plan_file import day_from

    if text is None:
        return None
    day = day_from(text)
    if day is None:
        raise _Malformed(_line(Refusal("delays.as_of", value=text)))
    return day


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _Malformed(_line(Refusal("delays.file_unreadable", file=str(path), reason=error.strerror))) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refusal = Refusal("delays.not_utf8", line=content.count(b"\n", 0, error.start) + 1)
        raise _Malformed(f"{path}: {_line(refusal)}") from None


def _write(text: str, out: Path | None) -> None:
    """A file is written beside its place first: a full disk leaves what was there."""
    content = text.encode("utf-8", "backslashreplace")
    if out is None:
        typer.echo(content, nl=False)
        return
    if out.is_dir():
        raise _Malformed(_line(Refusal("delays.file_unwritable", file=str(out), reason=os.strerror(errno.EISDIR))))
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(out)
    except OSError as error:
        raise _Malformed(_line(Refusal("delays.file_unwritable", file=str(out), reason=error.strerror))) from None
    finally:
        draft.unlink(missing_ok=True)


def _line(refusal: Refusal) -> str:
    return " ".join(refusal.sentence(spoken_language()).split())
