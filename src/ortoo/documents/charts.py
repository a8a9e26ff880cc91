"""Charts on paper: each drawing of the house with its finding, its key, and its numbers as tables that are tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ortoo.documents.values import Picture


@dataclass(frozen=True)
class Head:
    """Of a column. `right`: numbers and days, whose ends stand below each other; `wide`: it takes what is left."""

    text: str
    right: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Table:
    """`rows` as they are read, a cell a column; a long one in `parts` beside each other. `title` is empty where the
    heading above says it.
    """

    heads: tuple[Head, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    parts: int = 1


@dataclass(frozen=True)
class Mark:
    """A mark of a key, and its word. The mark is an ornament: the word says it."""

    picture: Picture
    word: str


@dataclass(frozen=True)
class Under:
    """What stands beneath a drawing at one of its equal steps: a name, its number, a remark."""

    name: str
    number: str
    small: str = ""


@dataclass(frozen=True)
class Chart:
    """Drawings that belong together and their numbers. Several stand beside each other, each above its own table and
    beneath its own of `captions`; a single one is as wide as the page. `notes`: whole sentences; `under`: at equal
    steps beneath a single one.
    """

    title: str
    pictures: tuple[Picture, ...]
    tables: tuple[Table, ...]
    captions: tuple[str, ...] = ()
    key: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
    under: tuple[Under, ...] = ()


@dataclass(frozen=True)
class ChartPaper:
    """On pages turned sideways, each chart on one of its own with its tables behind it; one without a drawing goes on
    below. `doubt`: what † means.
    """

    template: ClassVar = "charts"
    sideways: ClassVar = True

    title: str
    over: str
    lead: str
    charts: tuple[Chart, ...]
    doubt: str = ""
