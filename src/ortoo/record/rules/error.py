"""How far a record may be from its true value: the errors of the marks, and of the tables that equated them.

A mark errs by itself (other items, another day, other markers): such errors are independent. A table of equating errs
for everybody whose mark went through it: that error is common, and does not set apart two who share it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor, isfinite, sqrt
from statistics import NormalDist

from ortoo.exams.rules.mark_error import MarkError
from ortoo.multilingual.refusals import Refusal
from ortoo.record.rules.formula import FULL_SCALE, WHOLE, Component, WhenMissing


@dataclass(frozen=True)
class RecordError:
    """In thousandths of a record. `own`: what is this official's alone. `shared`: table -> its part of the error."""

    own: float
    shared: Mapping[str, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """The standard error of the record."""
        return sqrt(self.own**2 + sum(part**2 for part in self.shared.values()))


def record_error(
    components: Sequence[Component], marks: Mapping[str, int], errors: Mapping[str, MarkError]
) -> RecordError:
    """`marks` as in `formula.compute`; `errors` {sitting: error} for each of them.

    A missing mark that counts as zero is no measurement and has no error. Errors of one table add up before they are
    squared: an official with two marks through it errs twice the same way. Refused: a mark without an error, an error
    that is negative or no number, an equating error without its table, a missing mark without which there is no record.

    >>> exam = Component("E1", 600, 0, 100_000, WhenMissing.INELIGIBLE)
    >>> essay = Component("E2", 400, 0, 50_000, WhenMissing.ZERO)
    >>> found = record_error([exam, essay], {"E1": 80_000, "E2": 45_000},
    ...                      {"E1": MarkError(5_000, 1_000, "A"), "E2": MarkError(2_000)})
    >>> found.own, found.shared  # sqrt((5 x 0.6)^2 + (4 x 0.4)^2) = 3.4; 1 x 0.6
    (3400.0, {'A': 600.0})
    """
    squares = 0.0
    shared: dict[str, float] = defaultdict(float)
    for component in components:
        if component.sitting not in marks:
            if component.when_missing is WhenMissing.INELIGIBLE:
                raise Refusal("record.missing", sitting=component.sitting)
            continue
        error = _checked(component.sitting, errors)
        worth = component.weight / WHOLE * FULL_SCALE / (component.high - component.low)
        squares += (worth * error.own) ** 2
        if error.equating:
            shared[error.table] += worth * error.equating
    return RecordError(sqrt(squares), dict(shared))


def error_if_known(
    components: Sequence[Component], marks: Mapping[str, int], errors: Mapping[str, MarkError]
) -> RecordError | None:
    """As `record_error`; None where there is no record, no mark at all, or a mark whose error nobody knows.

    >>> exam = Component("E1", 1000, 0, 100_000, WhenMissing.INELIGIBLE)
    >>> error_if_known([exam], {"E1": 80_000}, {}) is None
    True
    """
    given = [component.sitting for component in components if component.sitting in marks]
    lacking = any(
        component.sitting not in marks and component.when_missing is WhenMissing.INELIGIBLE for component in components
    )
    if lacking or not given or any(sitting not in errors for sitting in given):
        return None
    return record_error(components, marks, errors)


def of_difference(one: RecordError, other: RecordError) -> float:
    """The standard error of the difference of two officials' records: what both share falls away.

    >>> of_difference(RecordError(3.0, {"A": 2.0}), RecordError(4.0, {"A": 2.0}))
    5.0
    """
    tables = one.shared.keys() | other.shared.keys()
    apart = sum((one.shared.get(table, 0.0) - other.shared.get(table, 0.0)) ** 2 for table in tables)
    return sqrt(one.own**2 + other.own**2 + apart)


def interval(merit: int, error: RecordError, confidence: float = 0.95) -> tuple[int, int]:
    """(lowest, highest) thousandths between which the record lies with this confidence, by the normal law, outwards
    to whole thousandths, and within the scale.

    >>> interval(75_000, RecordError(3_000.0, {"A": 4_000.0}))
    (65200, 84800)
    """
    if not 0 < confidence < 1:
        raise Refusal("record.confidence_off", value=confidence)
    reach = NormalDist().inv_cdf((1 + confidence) / 2) * error.total
    return max(0, floor(merit - reach)), min(FULL_SCALE, ceil(merit + reach))


def reliability_of(errors: Iterable[RecordError], spread: float) -> float:
    """The share of the records' variance (`spread` squared) that is no error: 1 - mean own error squared / variance.

    Shared errors move everybody and do not count here. 0 where errors are larger than the spread.
    """
    squares = [error.own**2 for error in errors]
    if not squares or spread <= 0:
        raise Refusal("record.no_spread")
    return max(0.0, 1 - sum(squares) / len(squares) / spread**2)


def _checked(sitting: str, errors: Mapping[str, MarkError]) -> MarkError:
    if sitting not in errors:
        raise Refusal("record.error_unknown", sitting=sitting)
    error = errors[sitting]
    for value in (error.own, error.equating):
        if not isfinite(value) or value < 0:
            raise Refusal("record.error_off", sitting=sitting, value=value)
    if error.equating and not error.table:
        raise Refusal("record.error_without_table", sitting=sitting)
    return error
