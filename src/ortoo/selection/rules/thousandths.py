"""Decimals that decide something, held as integer thousandths."""

from __future__ import annotations

import re
from decimal import Decimal

LARGEST = 1_000_000_000
"""Figures beyond a billion are refused: no mark is that large, and sums must stay exact."""

_PLAIN = re.compile(r"([+-]?)([0-9]{1,9})(?:\.([0-9]{1,3}))?")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?")


class NotADecimal(ValueError):
    """`code` says what is wrong: "not_a_number", "too_large" or "too_many_decimals"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def thousandths(text: str) -> int:
    """ "78.12" -> 78120. Raises NotADecimal for text, NaN, infinity, a fourth decimal or more than a billion."""
    plain = _PLAIN.fullmatch(text)
    if plain:
        sign, whole, fraction = plain.groups("")
        figure = int(whole + fraction.ljust(3, "0"))
        return -figure if sign == "-" else figure
    scaled = number(text) * 1000
    if scaled != scaled.to_integral_value():
        raise NotADecimal("too_many_decimals")
    return int(scaled)


def number(text: str) -> Decimal:
    """Any finite decimal up to a billion in size, exactly. Raises NotADecimal ("not_a_number" or "too_large")."""
    text = text.strip()
    if not _NUMBER.fullmatch(text) or len(text) > 60:
        raise NotADecimal("not_a_number")
    exact = Decimal(text)
    if not exact:
        return Decimal(0)
    if exact.adjusted() < -30:
        raise NotADecimal("too_many_decimals")
    if exact.adjusted() > 12 or abs(exact) > LARGEST:
        raise NotADecimal("too_large")
    return exact


def share(count: int, whole: int) -> int | None:
    """Thousandths of `whole`, half up; None of nothing."""
    return (2000 * count + whole) // (2 * whole) if whole else None


def shown(figure: int) -> str:
    """78120 -> "78.120", always with three decimals."""
    sign = "-" if figure < 0 else ""
    whole, fraction = divmod(abs(figure), 1000)
    return f"{sign}{whole}.{fraction:03d}"
