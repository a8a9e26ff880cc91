"""One figure as it is written: read exactly, or refused where it could be read in two ways."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from ortoo.multilingual.refusals import Refusal

SPACES = "\u0020\u00a0\u2009\u202f"
GROUPED = re.compile(rf"[0-9]{{1,3}}(?:[{SPACES}][0-9]{{3}})+(?:[.,][0-9]+)?")
COMMA_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}|[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+")
POINT_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}|[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+")
TWO_WAYS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]+)?")
LONGEST = 30
MOST = Decimal(10) ** 15
FINEST = -20
"""The place of the last decimal that is kept."""


def plain(text: str) -> str:
    """The figure with a full stop and nothing else between its digits, every digit kept: "1 500,50" is "1500.50".

    A comma before exactly three digits ("1,234") is both a thousand and a fraction, and is refused; a full stop is
    always the decimal sign. Refused too: a unit, a sign of percent, a word, an exponent.
    """
    given = text.strip().replace("\N{MINUS SIGN}", "-")
    sign, digits = ("-", given[1:]) if given.startswith("-") else ("", given)
    if len(digits) > LONGEST:
        raise Refusal("indicator.figure_too_long", value=text, longest=LONGEST)
    if TWO_WAYS.fullmatch(digits):
        raise Refusal(
            "indicator.read_in_two_ways", value=text, fraction=digits.replace(",", "."), whole=digits.replace(",", "")
        )
    if GROUPED.fullmatch(digits):
        digits = re.sub(rf"[{SPACES}]", "", digits)
    elif COMMA_GROUPS.fullmatch(digits):
        digits = digits.replace(",", "")
    elif POINT_GROUPS.fullmatch(digits):
        digits = digits.replace(".", "")
    elif not PLAIN.fullmatch(digits):
        raise Refusal("indicator.not_a_figure", value=text)
    return sign + digits.replace(",", ".")


def exact(value: str | int | Decimal) -> Fraction:
    """The number that a figure is, without rounding."""
    number = Decimal(plain(value)) if isinstance(value, str) else Decimal(value)
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        raise Refusal("indicator.not_a_figure", value=str(value))
    if number and (number.adjusted() >= MOST.adjusted() or exponent < FINEST):
        raise Refusal("indicator.figure_too_long", value=str(value), longest=LONGEST)
    return Fraction(number)
