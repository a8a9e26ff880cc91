"""How a name or figure is known: S read in a source, I inferred, M from memory. Only the first is shown unmarked."""

from __future__ import annotations

from ortoo.multilingual.texts import TextIn

UNCONFIRMED = ("M", "I")
MARK = "\u202f†"


def mark(basis: str) -> str:
    """The † and the space before it, or nothing."""
    return MARK if basis in UNCONFIRMED else ""


def marked(text: str, basis: str) -> str:
    """With † where no source confirms it, for drawings, choices and sentences, which take no link."""
    if basis not in UNCONFIRMED:
        return text
    return text.within(after=MARK) if isinstance(text, TextIn) else text + MARK
