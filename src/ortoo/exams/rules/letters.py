"""Letters as marks: what each is worth on which day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.cells import Thousandths

WORTH = Thousandths(low=-(10**12), high=10**12)


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


def lines_of(text: str) -> dict[str, int]:
    """Letter -> thousandths, from one letter and its worth a line. Refused: another shape, and a letter twice.

    >>> lines_of("A 95\\nB+ 84,5\\n")
    {'A': 95000, 'B+': 84500}
    """
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        letter, _, worth = line.strip().partition(" ")
        try:
            thousandths = WORTH(worth.strip())
        except Refusal:
            raise Refusal("exams.letter_line", line=number, value=line) from None
        if letter.upper() in found:
            raise Refusal("exams.letter_twice", line=number, letter=letter)
        found[letter.upper()] = thousandths
    return found
