"""`ortoo indicator`: base, targets and observations in, progress, path and gap out. No database, no Django."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from ortoo.cli import spoken_language
from ortoo.multilingual.refusals import Refusal


def indicator(
    indicator: Annotated[Path, typer.Argument(metavar="INDICATOR.json", help="Base, targets and observations.")],
    out: Annotated[Path | None, typer.Option(metavar="ANSWER.json", help="Here instead of stdout.")] = None,
) -> int:
    """Say where an indicator stands on its path: progress, gap, what each year still asks, and what is withheld.

    Prints JSON. Figures of different vintages are never mixed. Status: 0 answered, 2 malformed (one line on stderr).

    Example: ortoo indicator wgi-ge.json, where wgi-ge.json is {"code": "WGI.GE", "range": [0, 100], "base": {"year":
    2018, "value": "45.7"}, "vintage": "2024-11", "targets": [{"year": 2030, "value": "71.9"}], "observations":
    [{"year": 2023, "value": "33.96227", "vintage": "2024-11"}]}
    """
    try:
        _answer(indicator, out)
    except _Malformed as malformed:
        print(f"ortoo indicator: {malformed}", file=sys.stderr)
        return 2
    return 0


class _Malformed(Exception):
    """One line: which file, where in it, and what to do."""


def _answer(path: Path, out: Path | None) -> None:
    from ortoo.results.rules.indicator.reading import indicator_from_json
    from ortoo.results.rules.indicator.stand import stand

    if out is not None and out.resolve() == path.resolve():
        raise _Malformed(_line(Refusal("indicator.same_file", file=str(out))))
    text = _text(path)
    try:
        answer = stand(indicator_from_json(text)).as_json()
    except Refusal as refusal:
        raise _Malformed(f"{path}: {_line(refusal)}") from None
    _write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", out)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _Malformed(_line(Refusal("indicator.file_unreadable", file=str(path), reason=error.strerror))) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        refusal = Refusal("indicator.not_utf8", line=content.count(b"\n", 0, error.start) + 1)
        raise _Malformed(f"{path}: {_line(refusal)}") from None


def _write(text: str, out: Path | None) -> None:
    """A file is written beside its place first: a full disk leaves what was there."""
    if out is None:
        typer.echo(text.encode(), nl=False)
        return
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        draft.write_bytes(text.encode())
        draft.replace(out)
    except OSError as error:
        raise _Malformed(_line(Refusal("indicator.file_unwritable", file=str(out), reason=error.strerror))) from None
    finally:
        draft.unlink(missing_ok=True)


def _line(refusal: Refusal) -> str:
    return " ".join(refusal.sentence(spoken_language()).split())
