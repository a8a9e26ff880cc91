"""What somebody types, as patterns that find what is meant: case, look-alike letters, hyphens and script don't count.

The patterns are regular expressions that Python (and so SQLite) and PostgreSQL read alike; stored texts stay as they
are. Each letter stands for all that look like it, so it does not matter on which side they were mixed up.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from ortoo.multilingual.languages import language_data
from ortoo.multilingual.latin import to_latin
from ortoo.multilingual.names import NameRules, name_rules
from ortoo.multilingual.refusals import LANGUAGES

MOST_WORDS = 5

DOTS = "\N{COMBINING BREVE}\N{COMBINING DIAERESIS}"
"""Of й and ё, where a text stores them apart from their letters."""


@dataclass(frozen=True)
class Word:
    """A word that was typed. `pattern` finds it in any text, one of `globs` in a search key (`names.search_key`), which
    holds no capitals and no hyphens: SQLite reads those itself, and asks Python, row by row, about a pattern.
    """

    pattern: str
    globs: tuple[str, ...]


def patterns(text: str) -> list[str]:
    return [word.pattern for word in words(text)]


def words(text: str) -> list[Word]:
    """The first MOST_WORDS words of `text`, each to be found somewhere; a full stop parts words."""
    typed = unicodedata.normalize("NFKC", text).replace(".", " ").split()
    rules = _rules()
    found = (_word(word, rules) for word in typed[:MOST_WORDS])
    return [word for word in found if word.pattern]


@cache
def _rules() -> NameRules:
    """Of the language of the house that has rules of names."""
    return next(name_rules(one) for one in LANGUAGES if "names" in language_data(one))


def _word(word: str, rules: NameRules) -> Word:
    """As it is typed, or as the standard spells it in Latin."""
    between = f"[{''.join(sorted(rules.ignored | set(DOTS), key=lambda one: one != '-'))}]*"
    spellings = dict.fromkeys((word.lower(), to_latin(word, rules.latin).lower()))
    letters = [found for spelt in spellings if (found := [one for one in spelt if one not in rules.ignored])]
    return Word(
        "|".join(between.join(_letter(one, rules) for one in found) for found in letters),
        tuple(f"*{''.join(_of_a_glob(one, rules) for one in found)}*" for found in letters),
    )


def _letter(letter: str, rules: NameRules) -> str:
    alike = _alike(letter, rules)
    both = "".join(dict.fromkeys(alike + alike.upper()))
    if not letter.isalnum() or len(both) == 1:
        apart = unicodedata.normalize("NFD", letter)
        return re.escape(letter) if apart == letter else f"(?:{letter}|{apart})"
    return f"[{both}]"


def _of_a_glob(letter: str, rules: NameRules) -> str:
    alike = _alike(letter, rules)
    return f"[{alike}]" if len(alike) > 1 or letter in "*?[" else letter


def _alike(letter: str, rules: NameRules) -> str:
    """The letter, and all small ones that it stands for."""
    return rules.search_alike.get(letter, letter) if letter.isalnum() else letter
