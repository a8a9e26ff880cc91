"""The order of names, as text of digits only: every collation of every database sorts digits alike."""

from __future__ import annotations

import unicodedata

from ortoo.multilingual.names import NameRules, name_rules

LONGEST_KEY = 400
"""Digits that a key may have; a longer one is cut, which only lets monsters tie."""

END = "00"
"""Between given name and patronymic, and below every letter: Бат stands before Батаа whatever follows."""

FIRST = 10
LATIN = 60
OTHER = "99"


def sort_key(given: str, patronymic: str, rules: NameRules) -> str:
    """By given name, then patronymic: two digits a letter in the order of the alphabet; hyphens and case don't count.

    Latin letters follow the alphabet, then everything else by code point (nine digits each).
    """
    return (_digits(given, rules) + END + _digits(patronymic, rules))[:LONGEST_KEY]


def by_name(text: str) -> str:
    """For `sorted`: the key of a text as a page shows it, in whichever of our languages.

    Mongolian letters in the order of their alphabet, then Latin ones, then Hangul, whose order is that of its code
    points. Code points alone would put Ө and Ү behind Я, and small letters behind capital ones.
    """
    return sort_key(text, "", name_rules("mn"))


def _digits(name: str, rules: NameRules) -> str:
    return "".join(
        _letter(letter, rules)
        for letter in unicodedata.normalize("NFC", name).lower()
        if letter not in rules.ignored and not letter.isspace()
    )


def _letter(letter: str, rules: NameRules) -> str:
    place = rules.alphabet.find(letter)
    if place >= 0:
        return str(FIRST + place)
    if "a" <= letter <= "z":
        return str(LATIN + ord(letter) - ord("a"))
    return f"{OTHER}{ord(letter):07d}"
