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
class Lettered:
    """Something that is called by a letter or a number."""

    letter: str
    blocks: Blocks


@dataclass(frozen=True)
class BookletItem:
    """`how`: how it is answered, a whole sentence. `numbered` is joined with, or brought into an order by, `lettered`.

    space: how much room an answer has in the booklet itself.
    """

    number: str
    how: str
    blocks: Blocks
    lettered: tuple[Lettered, ...] = ()
    numbered: tuple[Lettered, ...] = ()
    space: Literal["", "line", "page"] = ""


@dataclass(frozen=True)
class BookletPaper:
    """All items of a form in one language. `rules`: whole sentences for the cover."""

    template: ClassVar = "booklet"

    title: str
    over: str
    letter: str
    day: date
    items: tuple[BookletItem, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class SheetRow:
    """Where one item is answered. bubbles: one for each of `letters`; boxes: one for each of `letters`, which name what
    is asked; line: for words or a number; booklet: it is written there.
    """

    number: str
    way: Literal["bubbles", "boxes", "line", "booklet"]
    letters: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnswerSheetPaper:
    """Where the answers to a form go; `rules` as for the booklet."""

    template: ClassVar = "answer-sheet"

    title: str
    over: str
    letter: str
    day: date
    rows: tuple[SheetRow, ...]
    rules: tuple[str, ...]
