"""Names in Latin letters by a national standard. A passport may spell otherwise, and then the passport wins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

WORD = re.compile(r"[^\W\d_]+")


def to_latin(text: str, table: Mapping[str, str]) -> str:
    """The text letter by letter; what is not in `table` (lower-case letters -> Latin) stays as it is.

    A capital gives one capital (Ц -> Ts), in a word of capitals only it gives all (ЦЭЦЭГ -> TSETSEG).
    """
    return WORD.sub(lambda word: _word(word[0], table), unicodedata.normalize("NFC", text))


def _word(word: str, table: Mapping[str, str]) -> str:
    loud = len(word) > 1 and word.isupper()
    return "".join(_letter(letter, table, loud) for letter in word)


def _letter(letter: str, table: Mapping[str, str], loud: bool) -> str:
    latin = table.get(letter.lower(), letter)
    if letter.islower() or latin == letter:
        return latin
    return latin.upper() if loud else latin.capitalize()
