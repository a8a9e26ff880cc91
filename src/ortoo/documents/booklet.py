"""The two papers of a written exam as values: the booklet of a form, and the sheet that its answers go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from ortoo.documents.values import Picture


@dataclass(frozen=True)
class Run:
    """Words in one style: any of "strong", "emph", "sub", "super", "code", parted by spaces. A line end stays one."""

    words: str
    style: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """One paragraph (`mark` before it where it is a point of a list), or one picture, or the rows of one table."""

    runs: Runs = ()
    mark: str = ""
    picture: Picture | None = None
    rows: tuple[tuple[Runs, ...], ...] = ()


Blocks = tuple[Block, ...]


@dataclass(frozen=True)
class Called:
    """Something that is called by a letter or a number."""

    sign: str
    blocks: Blocks


@dataclass(frozen=True)
class BookletItem:
    """`kind` as the bank calls it: it says how the item is answered. `numbered` is joined with `lettered`. `units`: in
    which a number may be given.
    """

    number: str
    kind: str
    blocks: Blocks
    lettered: tuple[Called, ...] = ()
    numbered: tuple[Called, ...] = ()
    units: str = ""


@dataclass(frozen=True)
class BookletPaper:
    """All items of a form in one language. `title` stands on every page, so it names the form too."""

    template: ClassVar = "booklet"

    title: str
    sitting: str
    code: str
    letter: str
    day: date
    items: tuple[BookletItem, ...]


@dataclass(frozen=True)
class SheetRow:
    """Where one item is answered. bubbles: one for each of `signs`; boxes: one for each of `signs`, which name what is
    asked; line: for words or a number; booklet: it is written there.
    """

    number: str
    way: Literal["bubbles", "truth", "boxes", "line", "booklet"]
    signs: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnswerSheetPaper:
    """Where the answers to a form go; `title` as for the booklet."""

    template: ClassVar = "answer-sheet"

    title: str
    sitting: str
    code: str
    letter: str
    day: date
    rows: tuple[SheetRow, ...]
