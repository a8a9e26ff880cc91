"""What a person answered. Frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FULL = 1000
"""What an answer earns at most, in thousandths of the item."""


@dataclass(frozen=True)
class Answer:
    """Only what belongs to the kind of the question is looked at; an answer with nothing in it was left out.

    letters: of the options chosen. truth: of a true/false. pairs: for each left side the place of the right side that
    was joined with it, counted from 0, None where none was. sequence: places in the key's sequence, counted from 0, in
    the order given. words: of a numeric or short answer, as written, in `language`.
    """

    letters: frozenset[str] = frozenset()
    truth: bool | None = None
    pairs: tuple[int | None, ...] = ()
    sequence: tuple[int, ...] = ()
    words: str = ""
    language: str = "mn"


@dataclass(frozen=True)
class Sheet:
    """One person's answers: code of the item -> answer; items left out need not stand there. essays: code -> the mark
    that was settled, in thousandths of the item.
    """

    person: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    essays: Mapping[str, int] = field(default_factory=dict)


def half_up(numerator: int, denominator: int) -> int:
    """The quotient rounded to a whole, a half upwards; the denominator is above 0."""
    return (2 * numerator + denominator) // (2 * denominator)
