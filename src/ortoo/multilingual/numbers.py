"""Numbers as they are written in each language: "12 000" and "0,207" in Mongolian, "12,000" and "0.207" elsewhere."""

from __future__ import annotations

from ortoo.multilingual.languages import language_data

MINUS = "\N{MINUS SIGN}"


def whole(value: int, language: str) -> str:
    """A whole number with its digits in groups of three. In Mongolian the groups stand apart by a no-break space."""
    group = language_data(language)["numbers"]["group"]
    return f"{MINUS if value < 0 else ''}{abs(value):,}".replace(",", group)


def sum_text(thousandths: int, language: str) -> str:
    """A sum of money: "1,500" where it is whole, "12.50", and three decimals only where the third is not 0."""
    if thousandths % 1000 == 0:
        return whole(thousandths // 1000, language)
    return thousandths_text(thousandths, language, places=3 if thousandths % 10 else 2)


def thousandths_text(value: int, language: str, places: int = 3) -> str:
    """Integer thousandths with `places` decimals (0 to 3); fewer than three are rounded, half away from zero.

    A number that rounds to zero has no minus.
    """
    unit = 10 ** (3 - places)
    rounded = (abs(value) + unit // 2) // unit
    digits, part = divmod(rounded, 10**places)
    sign = MINUS if value < 0 and rounded else ""
    text = sign + whole(digits, language)
    return f"{text}{language_data(language)['numbers']['decimal']}{part:0{places}d}" if places else text
