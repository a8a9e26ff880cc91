"""The row that is sealed for one official: text by name, flat, so that it is a row of a file of candidates as it stands."""

from __future__ import annotations

from collections.abc import Mapping

from ortoo.record.rules.formula import Outcome, Reason
from ortoo.spreadsheets.cells import thousandths_shown

NONE = "none"
"""An attribute that an official does not have: never an empty cell, for a rule refuses those."""

EXAM = "exam:"
"""Columns of marks are called by this and the code of the sitting."""

ATTRIBUTES = ("ministry", "organization", "region", "region_group", "sex", "level", "rank_class")
"""What a rule may set quotas on, as of the day of the seal."""

NO_ATTRIBUTES: Mapping[str, str] = dict.fromkeys(ATTRIBUTES, NONE)


def sealed_row(pseudonym: str, outcome: Outcome, attributes: Mapping[str, str]) -> dict[str, str]:
    """Marks as decimals with three places, as they counted: the low end of the scale for a missing one that counts as zero.

    `missing` names the sittings without a mark. What somebody lacks who is not eligible for it is an empty text.

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
        **{name: value or NONE for name, value in attributes.items()},
    }


def without_post(outcome: Outcome) -> Outcome:
    """An official without a post on the day of the seal has a record but cannot be selected; an earlier reason stands."""
    return outcome if outcome.reason else Outcome(outcome.merit, outcome.parts, Reason.NO_POST, "")


def _shown(thousandths: int | None) -> str:
    return "" if thousandths is None else thousandths_shown(thousandths)
