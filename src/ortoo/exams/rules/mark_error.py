"""How far one mark may be from its true value: what a released mark hands on to a record."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from ortoo.multilingual.refusals import Refusal


@dataclass(frozen=True)
class MarkError:
    """Standard errors of one mark, in thousandths of a mark, on the scale of its sitting.

    `own`: the standard error of measurement, after equating (`own_error`). `equating`: the table's standard error at
    this score, 0 where nothing was equated; `table` names it, and all marks through one table share its error.
    """

    own: float
    equating: float = 0.0
    table: str = ""


def own_error(spread: float, reliability: float, slope: float = 1.0) -> float:
    """The standard error of measurement: spread x sqrt(1 - reliability), times how steep the equating is there.

    `spread`: standard deviation of the marks before equating, in any unit; the answer is in the same. Refused: a
    reliability outside of 0 to 1 (a negative estimate says that the part measures nothing: count it as 0).

    >>> own_error(10_000, 0.91)
    3000.0
    """
    if not 0 <= reliability <= 1:
        raise Refusal("exams.reliability_off", value=reliability)
    return round(spread * sqrt(1 - reliability) * slope, 9)
