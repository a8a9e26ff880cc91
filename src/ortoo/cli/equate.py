"""`ortoo equate`: the scores of two forms in, what each score of the new one is worth on the old one out. No Django."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ortoo.cli.files import bytes_of, check_places, json_text, told_of, write
from ortoo.multilingual.refusals import Refusal

if TYPE_CHECKING:
    from ortoo.exams.rules.equating.scores import Scores


def equate(
    new: Annotated[Path, typer.Argument(metavar="NEW.csv", readable=False, help="The group that took the new form.")],
    old: Annotated[Path, typer.Argument(metavar="OLD.csv", readable=False, help="The group that took the old form.")],
    method: Annotated[
        str, typer.Option(metavar="METHOD", help="mean, linear, equipercentile, tucker, levine or chained.")
    ],
    anchor: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The score on the common items, for the last three.")
    ] = None,
    w1: Annotated[
        float | None, typer.Option(metavar="SHARE", help="The new group's share of the population, 1 if not given.")
    ] = None,
    draws: Annotated[int, typer.Option(min=100, max=100_000, help="Draws for the standard errors.")] = 1000,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Of these draws.")] = 1,
    out: Annotated[
        Path | None, typer.Option(metavar="TABLE.json", readable=False, help="Here instead of stdout.")
    ] = None,
) -> None:
    """Say what each whole score of a new form is worth on an old one, with the standard error of that.

    Both files have a column score, and n where a row stands for n people. Prints JSON. Status: 0 equated, 2 malformed
    (one line on stderr).

    Example: ortoo equate new.csv old.csv --method tucker --anchor common --out table.json
    """
    from ortoo.exams.rules.equating.equate import equate

    _check(method, anchor, w1)
    check_places(read=[new, old], written=[out])
    of_new, of_old = _group(new, anchor), _group(old, anchor)
    answer = equate(of_new, of_old, method, new_weight=1.0 if w1 is None else w1, draws=draws, seed=seed)
    write({out: json_text(answer.as_json())})


def _check(method: str, anchor: str | None, w1: float | None) -> None:
    """The options fit together: nothing that is given goes unused."""
    from ortoo.exams.rules.equating.equate import METHODS, WEIGHTED, WITH_ANCHOR
    from ortoo.exams.rules.equating.reading import PEOPLE, SCORE
    from ortoo.spreadsheets.cells import folded

    if method not in METHODS:
        raise Refusal("equating.unknown_method", method=method, methods=", ".join(METHODS))
    if method in WITH_ANCHOR and anchor is None:
        raise Refusal("equating.anchor_needed", method=method)
    if method not in WITH_ANCHOR and anchor is not None:
        raise Refusal("equating.anchor_unused", method=method)
    if anchor is not None and folded(anchor) in (SCORE, PEOPLE):
        raise Refusal("equating.anchor_is_score", column=anchor)
    if w1 is not None and method not in WEIGHTED:
        raise Refusal("equating.weight_unused", method=method)
    if w1 is not None and not 0 <= w1 <= 1:
        raise Refusal("equating.weight_off", value=w1)


def _group(path: Path, anchor: str | None) -> Scores:
    from ortoo.exams.rules.equating.reading import read_scores
    from ortoo.exams.rules.equating.scores import check
    from ortoo.spreadsheets.read import read_table

    with told_of(path):
        sheet = read_table(bytes_of(path), path.name).sheets[0]
        group = read_scores(sheet.header, sheet.rows(), anchor)
        check(group)
    return group
