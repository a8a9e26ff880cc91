"""`ortoo delays`: a plan of commitments in, whose days its delays are out. No database, no Django."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ortoo.cli.files import bytes_of, check_places, json_text, text_of, told_of, write
from ortoo.multilingual.refusals import Refusal


def delays(
    plan: Annotated[
        Path, typer.Argument(metavar="PLAN.json", readable=False, help="Commitments by name: who owes what by when.")
    ],
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="Counts as the finish of what has none, as 2023-06-01.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="ANSWER.json", readable=False, help="Here instead of stdout.")
    ] = None,
) -> None:
    """Say of each delay how much is its owner's own and how much was handed down, and whose days an end came late by.

    Prints JSON; the causes of an end add up to its delay. Status: 0 answered, 2 malformed (one line on stderr).

    Example: ortoo delays plan.json --as-of 2023-06-01, where plan.json is {"A": {"owner": "MDDC", "due": "2023-04-01",
    "duration_days": 90, "finished": "2023-06-10"}, "B": {"owner": "MOF", "due": "2023-05-01", "duration_days": 30,
    "after": ["A"], "final": true}}
    """
    from ortoo.actions.rules.delays import delays
    from ortoo.actions.rules.plan_file import plan_from_json

    day = _as_of(as_of)
    check_places(read=[plan], written=[out])
    with told_of(plan):
        answer = delays(plan_from_json(text_of(bytes_of(plan))), day).as_json()
    write({out: json_text(answer)})


def _as_of(text: str | None) -> date | None:
    from ortoo.actions.rules.plan_file import day_from

    if text is None:
        return None
    day = day_from(text)
    if day is None:
        raise Refusal("delays.as_of", value=text)
    return day
