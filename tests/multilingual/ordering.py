"""The order of names said a second time: by comparing two names letter by letter, as a clerk does, without keys."""

from __future__ import annotations

import csv
import unicodedata
from functools import cmp_to_key
from pathlib import Path

Person = tuple[str, str]
"""Given name, patronymic."""

CYRILLIC = list("абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя")
LATIN = list("abcdefghijklmnopqrstuvwxyz")
HYPHENS = "-\u2010\u2011\u2013"


def in_order(people: list[Person]) -> list[Person]:
    return sorted(people, key=cmp_to_key(_people))


def _people(one: Person, other: Person) -> int:
    return _names(one[0], other[0]) or _names(one[1], other[1])


def _names(one: str, other: str) -> int:
    first, second = _letters(one), _letters(other)
    for mine, yours in zip(first, second, strict=False):
        if mine != yours:
            return -1 if _place(mine) < _place(yours) else 1
    return (len(first) > len(second)) - (len(first) < len(second))


def _letters(name: str) -> list[str]:
    return [letter for letter in unicodedata.normalize("NFC", name.lower()) if letter not in HYPHENS + " "]


def _place(letter: str) -> tuple[int, int]:
    """Cyrillic first, then Latin, then other scripts by their code."""
    for script, letters in enumerate((CYRILLIC, LATIN)):
        if letter in letters:
            return script, letters.index(letter)
    return 2, ord(letter)


def five_hundred() -> list[Person]:
    """Every given name of the register once, then with patronymics of all kinds; 500 different people."""
    with (Path(__file__).parent / "data" / "names.csv").open(encoding="utf-8") as lines:
        names = [row["given_mn"] for row in csv.DictReader(lines)]
    strange = [
        "Ёндон", "Ендон", "Өлзий", "Олзий", "Үржин", "Уржин", "Өө", "Үү", "Ёё", "Щ", "Ъ", "Ь", "Ыы", "Бат-Эрдэнэ",
        "БатЭрдэнэ", "Бат‑Өлзий", "Бат", "Батаа", "Бат Эрдэнэ", "И\N{COMBINING BREVE}", "Ия", "Adam", "Zoe", "bold",
        "김유신", "이순신", "박", "Müller", "Өөр-Үү", "Яёө",
    ]  # fmt: skip
    people = [(name, "") for name in names] + [(name, "") for name in strange]
    people += [(names[(7 * n) % 179], strange[n % len(strange)]) for n in range(190)]
    people += [(strange[n % len(strange)], names[(11 * n) % 179]) for n in range(300)]
    return list(dict.fromkeys(people))[:500]
