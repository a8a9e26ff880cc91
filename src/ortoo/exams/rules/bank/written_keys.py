"""Keys as a person writes them on one line or several: letters, numbers, accepted answers; and the way back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from ortoo.exams.rules.bank.numbers_of_file import number_of, number_words
from ortoo.exams.rules.bank.question import Accepted, Number
from ortoo.multilingual.refusals import Refusal

FULL = Decimal(100)
PART = re.compile(r"([A-Za-z])(?:\s+(-?\d{1,3}(?:\.\d{1,7})?)\s*%?)?")
SHARE = re.compile(r"^(.*?)\s*\|\s*(\d{1,3}(?:\.\d{1,7})?)\s*%?\s*$")


def weights_of(key: str, *, several: bool) -> dict[str, Decimal]:
    """ "B" or "A C" or "A 100, B 50, C -25". Of several letters without shares each earns the same part.

    Refuses what is neither, and a letter twice.
    """
    parts = [part for part in re.split(r"[,;\n]+", key) if part.strip()]
    if len(parts) == 1 and not re.search(r"\d", key):
        parts = key.split()
    found: dict[str, Decimal | None] = {}
    for part in parts:
        told = PART.fullmatch(part.strip())
        if told is None or told.group(1).upper() in found:
            raise Refusal("bank.key_shape", key=key, field="key")
        found[told.group(1).upper()] = Decimal(told.group(2)) if told.group(2) else None
    return _shared(found, several=several)


def _shared(found: Mapping[str, Decimal | None], *, several: bool) -> dict[str, Decimal]:
    without = sum(weight is None for weight in found.values())
    equal = round(FULL / without, 5) if several and without else FULL
    return {letter: equal if weight is None else weight for letter, weight in found.items()}


def key_words(weights: Mapping[str, Decimal], *, several: bool) -> str:
    """What `weights_of` reads as these weights, the short way where there is one."""
    letters = sorted(weights)
    if letters and weights_of(" ".join(letters), several=several) == dict(weights):
        return " ".join(letters)
    return ", ".join(f"{letter} {number_words(weights[letter])}" for letter in letters)


def numbers_of(lines: str) -> tuple[Number, ...]:
    """A line each: "1.5", "1.5 0.1" with what it may be off by, "1.5 0.1 50" with what it earns in per cent; a star for
    any other number."""
    return tuple(_number(line.split()) for line in lines.splitlines() if line.strip())


def _number(words: Sequence[str]) -> Number:
    if len(words) > 3:
        raise Refusal("bank.not_a_number", value=" ".join(words), field="numbers")
    try:
        value = None if words[0] == "*" else number_of(words[0])
        tolerance, weight = (number_of(word) for word in (*words[1:], *("0", "100")[len(words) - 1 :]))
    except Refusal as refusal:
        raise Refusal(refusal.code, **refusal.values, field="numbers") from None
    return Number(value, tolerance, weight)


def number_lines(numbers: Sequence[Number]) -> str:
    """What `numbers_of` reads as these, feedback apart."""
    return "\n".join(
        " ".join(
            (
                "*" if one.value is None else number_words(one.value),
                number_words(one.tolerance),
                number_words(one.weight),
            )
        )
        for one in numbers
    )


def accepted_of(lines: str) -> tuple[Accepted, ...]:
    """A line each: "Улаанбаатар", or "УБ | 50" with what it earns in per cent."""
    found = []
    for line in (line.strip() for line in lines.splitlines()):
        told = SHARE.match(line)
        if line:
            found.append(Accepted(told.group(1), Decimal(told.group(2))) if told else Accepted(line))
    return tuple(found)


def accepted_lines(accepted: Sequence[Accepted]) -> str:
    """What `accepted_of` reads as these, feedback apart."""
    return "\n".join(
        one.words if one.weight == FULL and not SHARE.match(one.words) else f"{one.words} | {number_words(one.weight)}"
        for one in accepted
    )
