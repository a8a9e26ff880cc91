"""How a name or figure is known: S read in a source, I inferred, M from memory. Only the first is shown unmarked."""

from __future__ import annotations

from django.utils.translation import gettext

from ortoo.multilingual.texts import TextIn

UNCONFIRMED = ("M", "I")
MARK = "\u202f†"


def mark(basis: str) -> str:
    """The † and the space before it, or nothing."""
    return MARK if basis in UNCONFIRMED else ""


def footnote(shown: bool) -> str:
    """What † means, at the foot of a paper that shows one; on pages the † leads to it (pages' `dagger_note`)."""
    said = gettext("Not read in a source: a working translation, an estimate or an example.")
    return f"{MARK.strip()} {said}" if shown else ""


def marked(text: str, basis: str) -> str:
    """With † where no source confirms it, for drawings, choices and sentences, which take no link."""
    if basis not in UNCONFIRMED:
        return text
    return text.within(after=MARK) if isinstance(text, TextIn) else text + MARK
