"""The row that is sealed for one official: text by name, flat, as a file of candidates has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ortoo.record.rules.error import RecordError
from ortoo.record.rules.formula import Outcome, Reason
from ortoo.record.rules.sealed_error import ERROR, error_cells
from ortoo.spreadsheets.cells import thousandths_shown

NONE = "none"
"""An attribute that an official does not have: never an empty cell, for a rule refuses those."""

EXAM = "exam:"
"""Columns of marks are called by this and the code of the sitting."""

RECORD = ("pseudonym", "merit", "eligible", "reason", "reason_sitting", "missing", *ERROR)
"""Columns that formula and errors give; no further attribute may be called so."""

ATTRIBUTES = ("ministry", "organization", "region", "region_group", "sex", "level", "rank_class")
"""What a rule may set quotas on, as of the day of the seal."""

NO_ATTRIBUTES: Mapping[str, str] = dict.fromkeys(ATTRIBUTES, NONE)


def sealed_row(
    pseudonym: str, outcome: Outcome, attributes: Mapping[str, str], error: RecordError | None = None
) -> dict[str, str]:
    """Marks are decimals with three places, as they counted: a missing one that counts as zero is the end of the scale.

    `missing` names the sittings without a mark. What somebody lacks who is not eligible for it is an empty text.
    Without a known `error` the row has none of its names.

    >>> sealed_row("ab", Outcome(78_120, (), "", ""), {"sex": "woman"})["merit"]
    '78.120'
    """
    return {
        "pseudonym": pseudonym,
        "merit": _shown(outcome.merit),
        "eligible": "yes" if outcome.eligible else "no",
        "reason": outcome.reason,
        "reason_sitting": outcome.sitting,
        "missing": " ".join(part.sitting for part in outcome.parts if part.mark is None),
        **{f"{EXAM}{part.sitting}": _shown(part.counted) for part in outcome.parts},
        **({} if error is None else error_cells(error)),
        **{name: value or NONE for name, value in attributes.items()},
    }


def with_post(outcome: Outcome, attributes: Mapping[str, str]) -> Outcome:
    """Who has no post on the day of the seal has a record but cannot be selected; an earlier reason stands."""
    if outcome.reason or attributes["organization"] not in ("", NONE):
        return outcome
    return Outcome(outcome.merit, outcome.parts, Reason.NO_POST.value, "")


def in_order(merits: Iterable[tuple[str, int | None]]) -> dict[str, int]:
    """Pseudonym -> place from 1: the highest merit first, equals by pseudonym, those without a merit last.

    >>> in_order([("cc", 70_000), ("aa", None), ("bb", 80_000), ("ab", 70_000)])
    {'bb': 1, 'ab': 2, 'cc': 3, 'aa': 4}
    """
    ordered = sorted(merits, key=lambda pair: (pair[1] is None, -(pair[1] or 0), pair[0]))
    return {pseudonym: place for place, (pseudonym, _merit) in enumerate(ordered, start=1)}


def attributes_of_row(row: Mapping[str, str]) -> dict[str, str]:
    """The attributes that were sealed, by name: whatever is neither the record, its error nor a mark."""
    return {name: value for name, value in row.items() if name not in RECORD and not name.startswith(EXAM)}


def _shown(thousandths: int | None) -> str:
    return "" if thousandths is None else thousandths_shown(thousandths)


def marks_of_row(row: Mapping[str, str]) -> dict[str, int]:
    """Sitting -> thousandths, of the marks that were there: the way back from a sealed row."""
    missing = set(row["missing"].split())
    return {
        name.removeprefix(EXAM): int(value.replace(".", ""))
        for name, value in row.items()
        if name.startswith(EXAM) and name.removeprefix(EXAM) not in missing
    }
