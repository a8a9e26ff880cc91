"""What somebody types, as patterns that find what is meant: case, look-alike letters, hyphens and script don't count.

The patterns are regular expressions that Python (and so SQLite) and PostgreSQL read alike; stored texts stay as they
are. Each letter stands for all that look like it, so it does not matter on which side they were mixed up.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ortoo.multilingual.languages import language_data
from ortoo.multilingual.latin import to_latin
from ortoo.multilingual.names import NameRules, name_rules
from ortoo.multilingual.refusals import LANGUAGES

MOST_WORDS = 5

DOTS = "\N{COMBINING BREVE}\N{COMBINING DIAERESIS}"
"""Of й and ё, where a text stores them apart from their letters."""


def patterns(text: str) -> list[str]:
    """One for each of the first MOST_WORDS words of `text`, each to be found somewhere; a full stop parts words."""
    typed = unicodedata.normalize("NFKC", text).replace(".", " ").split()
    rules = _rules()
    return [found for word in typed[:MOST_WORDS] if (found := _word(word, rules))]


@cache
def _rules() -> NameRules:
    """Of the language of the house that has rules of names."""
    return next(name_rules(one) for one in LANGUAGES if "names" in language_data(one))


def _word(word: str, rules: NameRules) -> str:
    """As it is typed, or as the standard spells it in Latin."""
    between = f"[{''.join(sorted(rules.ignored | set(DOTS), key=lambda one: one != '-'))}]*"
    spellings = dict.fromkeys((word.lower(), to_latin(word, rules.latin).lower()))
    letters = [[_letter(one, rules) for one in spelt if one not in rules.ignored] for spelt in spellings]
    return "|".join(between.join(found) for found in letters if found)


def _letter(letter: str, rules: NameRules) -> str:
    alike = rules.search_alike.get(letter, letter)
    both = "".join(dict.fromkeys(alike + alike.upper()))
    if not letter.isalnum() or len(both) == 1:
        apart = unicodedata.normalize("NFD", letter)
        return re.escape(letter) if apart == letter else f"(?:{letter}|{apart})"
    return f"[{both}]"
