"""Letters as marks: what each is worth on which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Letter:
    """One letter's worth in thousandths, from a day (included) to a day (excluded; None = still)."""

    letter: str
    thousandths: int
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def worth_on(letters: Iterable[Letter], day: date) -> Mapping[str, int]:
    """Letter -> thousandths on `day`; empty where no scale holds that day.

    >>> worth_on([Letter("A", 90_000, date(2021, 1, 1), date(2022, 1, 1)),
    ...           Letter("A", 95_000, date(2022, 1, 1))], date(2022, 6, 1))
    {'A': 95000}
    """
    return {letter.letter: letter.thousandths for letter in letters if letter.holds_on(day)}
