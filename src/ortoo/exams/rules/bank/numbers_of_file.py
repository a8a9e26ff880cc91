"""Numbers as files write them: a point, perhaps an exponent, no more digits than anybody means."""

from __future__ import annotations

import re
from decimal import Decimal

from ortoo.multilingual.refusals import Refusal

NUMBER = re.compile(r"[+-]?(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:[eE][+-]?\d{1,2})?", re.ASCII)


def number_of(words: str) -> Decimal:
    """Refuses what is no number; a decimal comma is none, since elsewhere it parts thousands."""
    if not NUMBER.fullmatch(words.strip()):
        raise Refusal("bank.not_a_number", value=words.strip())
    return Decimal(words.strip())


def number_words(number: Decimal) -> str:
    """Without an exponent and without zeros at the end."""
    words = format(number, "f")
    return words.rstrip("0").rstrip(".") if "." in words else words


def is_writable(number: Decimal) -> bool:
    """Whether it is a number that a file can hold and give back."""
    return NUMBER.fullmatch(number_words(number)) is not None
