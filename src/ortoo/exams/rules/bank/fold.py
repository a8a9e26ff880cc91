"""When a short answer agrees with an accepted one: only what a question states is no difference.

Both are brought to one composed form of Unicode first (NFC): two ways to write one letter are never a difference.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from ortoo.exams.rules.bank.question import Folding

LOOKALIKES = str.maketrans("ABCEHKMOPTXaceopxyËëƟɵЄєЇї", "АВСЕНКМОРТХасеорхуЁёӨөӨөҮү")
"""Latin letters that cannot be told from Cyrillic ones on paper, and the letters that stood for Ө and Ү where a
keyboard had none. Capital Y is left out: it looks like Ү, and small y like у."""


def folded(words: str, folding: Folding) -> str:
    """The words without the differences that `folding` names.

    Spaces: none at the ends and one between words, whatever kind; case: Unicode's folding; look-alikes: Cyrillic.
    """
    words = normalize("NFC", words)
    if folding.spaces:
        words = " ".join(words.split())
    if folding.lookalikes:
        words = words.translate(LOOKALIKES)
    if folding.case:
        words = normalize("NFC", words.casefold())
    return words


def agrees(given: str, accepted: str, folding: Folding) -> bool:
    """Whether an answer is one that is accepted; in `accepted` an asterisk stands for anything, \\* for itself."""
    pieces = re.split(r"(?<!\\)\*", accepted.strip() if folding.spaces else accepted)
    first, *between = [_piece(piece.replace("\\*", "*"), folding) for piece in pieces]
    words = folded(given, folding)
    if not between:
        return words == first
    return words.startswith(first) and _follow(words[len(first) :], between)


def _follow(words: str, pieces: list[str]) -> bool:
    """Whether the pieces stand in the words one behind the other, the last at the end: each is taken where it first
    stands, so that no answer makes a reader try all ways."""
    *middle, last = pieces
    for piece in middle:
        found = words.find(piece)
        if found < 0:
            return False
        words = words[found + len(piece) :]
    return words.endswith(last)


def _piece(piece: str, folding: Folding) -> str:
    """What stands between asterisks; a space at its ends parts it from what the asterisk stands for, so one is kept."""
    words = folded(piece, folding)
    if not folding.spaces or not piece:
        return words
    before, after = (" " if end.isspace() else "" for end in (piece[0], piece[-1]))
    return f"{before}{words}{after}" if words else " "
