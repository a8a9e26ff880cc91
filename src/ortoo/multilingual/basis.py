"""How a name or figure is known: S read in a source, I inferred, M from memory. Only the first is shown unmarked."""

from __future__ import annotations

UNCONFIRMED = ("M", "I")


def marked(text: str, basis: str) -> str:
    """With † where no source confirms it, for drawings, choices and sentences, which take no link."""
    return f"{text}\u202f†" if basis in UNCONFIRMED else text
