"""`ortoo items`: a file of answers in, what each item is worth out. No database, no Django."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal

import typer

from ortoo.cli.files import bytes_of, check_places, json_text, text_of, told_of, write


def items(
    responses: Annotated[
        Path, typer.Argument(metavar="RESPONSES.csv", readable=False, help="One row a person, one column an item.")
    ],
    model: Annotated[
        Literal["1pl", "2pl", "rasch-cml"], typer.Option(help="One slope for all, one each, or conditional on scores.")
    ] = "1pl",
    out: Annotated[
        Path | None, typer.Option(metavar="ANSWER.json", readable=False, help="Here instead of stdout.")
    ] = None,
) -> None:
    """Say of each item how hard it is, how well it tells the strong from the weak, and how sure that is.

    Prints JSON. Cells are 0, 1 or empty (not reached); a column n says how often a pattern occurs. Status: 0 answered,
    2 malformed, or an item that no figures exist for (one line on stderr).

    Example: ortoo items responses.csv --model 2pl, where the first lines of responses.csv are item1,item2,item3,n and
    1,1,0,173 and 1,0,,12
    """
    # Threads that wait for each other cost more than they gain on tables of this size, many times so on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from ortoo.exams.rules.items.analysis import analyse
    from ortoo.exams.rules.items.reading import responses_from_csv

    check_places(read=[responses], written=[out])
    with told_of(responses):
        answer = analyse(responses_from_csv(text_of(bytes_of(responses))), model).as_json()
    write({out: json_text(answer)})
