"""Answers as somebody types them from paper, ten places in a line.

A line without a semicolon has a letter for each place, blanks or none between them: "ABDCA BB-DC"; a hyphen stands for
what was left out. A line with semicolons parts its answers by them, whatever they are: "B; AC; T; B A -; 1,5; -"; one
at its end ends the line.
"""

from __future__ import annotations

from collections.abc import Sequence

from ortoo.exams.rules.scoring.written import NONE

IN_A_LINE = 10
PARTS = ";"


def typed(line: str) -> list[str]:
    """The answers of a line; "" for what was left out.

    >>> typed("AB- d"), typed("B; AC;; T; -; 1,5")
    (['A', 'B', '', 'd'], ['B', 'AC', '', 'T', '', '1,5'])
    """
    parts = list("".join(line.split()))
    if PARTS in line:
        parts = [one.strip() for one in line.rstrip().removesuffix(PARTS).split(PARTS)]
    return ["" if part == NONE else part for part in parts]


def line_of(answers: Sequence[str]) -> str:
    """A line that says these answers: letters alone where all are one letter.

    >>> line_of(["A", "", "B"]), line_of(["A", "B A -"])
    ('A-B', 'A; B A -;')
    """
    if all(len(one) <= 1 and one != PARTS for one in answers):
        return "".join(one or NONE for one in answers)
    return f"{PARTS} ".join(one or NONE for one in answers) + PARTS


def lines_of(answers: Sequence[str]) -> list[str]:
    return [line_of(answers[begin : begin + IN_A_LINE]) for begin in range(0, len(answers), IN_A_LINE)]
