"""A question of the bank, as a value. What makes one sound stands in `soundness`.

Texts are kept by language, {"mn": …, "en": …, "ko": …}: one question, whatever languages it is told in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from mimetypes import guess_type

ENDS = " \t\n\r\v\0"
"""What is no part of a text at its ends: every reader of these formats cuts it off."""

SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"BM": "image/bmp",
}
"""First bytes -> media type: a picture is what it holds, whatever its name says."""


class Kind(StrEnum):
    """How a question is answered; a description is not answered at all."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true-false"
    MATCH = "match"
    ORDER = "order"
    NUMERIC = "numeric"
    SHORT = "short"
    ESSAY = "essay"
    DESCRIPTION = "description"


class Form(StrEnum):
    """How the words of a text are marked up; MOODLE is Moodle's own mixture of text and HTML."""

    HTML = "html"
    MOODLE = "moodle"
    PLAIN = "plain"
    MARKDOWN = "markdown"


class Level(StrEnum):
    """What a question asks for: the second side of the blueprint."""

    KNOW = "know"
    APPLY = "apply"
    JUDGE = "judge"


@dataclass(frozen=True)
class Cell:
    """A cell of the blueprint: a goal of the programme, by its code, and a level."""

    goal: str
    level: Level


@dataclass(frozen=True)
class Image:
    """A file within a text, which names it as @@PLUGINFILE@@ + `path` + `name`."""

    name: str
    content: bytes = field(repr=False)
    path: str = "/"

    @property
    def hash(self) -> str:
        """sha256 of the content, in hexadecimal."""
        return sha256(self.content).hexdigest()

    @property
    def media_type(self) -> str:
        told = next((kind for first, kind in SIGNATURES.items() if self.content.startswith(first)), None)
        if self.content[:4] == b"RIFF" and self.content[8:12] == b"WEBP":
            told = "image/webp"
        return told or guess_type(self.name)[0] or "application/octet-stream"


@dataclass(frozen=True)
class Text:
    """Words in one language, without blanks at their ends and with one kind of line end."""

    words: str
    form: Form = Form.HTML
    images: tuple[Image, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", trimmed(self.words))


Texts = Mapping[str, Text]
Words = Mapping[str, str]


def trimmed(words: str) -> str:
    """The words as a text keeps them."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip(ENDS)


@dataclass(frozen=True)
class Option:
    """One of several to choose from. Its letter is its place: A, B, C …"""

    texts: Texts
    feedback: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Accepted:
    """A short answer in one language that earns `weight` per cent. An asterisk stands for anything, \\* for itself."""

    words: str
    weight: Decimal = Decimal(100)
    feedback: Text | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", trimmed(self.words))


@dataclass(frozen=True)
class Number:
    """A number that earns `weight` per cent, give or take `tolerance`. None: any other answer."""

    value: Decimal | None
    tolerance: Decimal = Decimal(0)
    weight: Decimal = Decimal(100)
    feedback: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Unit:
    """A unit a number may be given in; `multiplier` turns the number of the key into this unit."""

    name: str
    multiplier: Decimal = Decimal(1)


@dataclass(frozen=True)
class Folding:
    """What is no difference between a short answer and an accepted one; nothing else is folded."""

    case: bool = False
    spaces: bool = False
    lookalikes: bool = False


NOTES = ("general", "correct", "partly", "incorrect", "true", "false", "markers", "template", "instructions")
"""Texts beside a question: feedback in general, by outcome, and by answer of a true/false; for whoever marks an essay,
what its sheet begins with, and how a number is to be written."""


@dataclass(frozen=True)
class Question:
    """Of a kind; only what belongs to the kind may be given.

    `code` "" where a file gave none. `weights`: letter of an option -> per cent; letters left out earn nothing.
    `left[i]` belongs to `right[i]`; what `right` has beyond that belongs to nothing. `sequence`: in the right order.
    `settings`: what a learning platform said of the question, by its own names, kept as found.
    """

    kind: Kind
    texts: Texts
    names: Words = field(default_factory=dict)
    code: str = ""
    cell: Cell | None = None
    category: str = ""
    tags: tuple[str, ...] = ()
    notes: Mapping[str, Texts] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    truth: bool | None = None
    left: tuple[Texts, ...] = ()
    right: tuple[Words, ...] = ()
    sequence: tuple[Texts, ...] = ()
    numbers: tuple[Number, ...] = ()
    units: tuple[Unit, ...] = ()
    accepted: Mapping[str, tuple[Accepted, ...]] = field(default_factory=dict)
    folding: Folding | None = None

    def __post_init__(self) -> None:
        """One way to say one thing: nothing that says nothing is kept, so that equal questions compare equal."""
        object.__setattr__(self, "names", {language: trimmed(name) for language, name in self.names.items()})
        object.__setattr__(
            self, "right", tuple({of: trimmed(words) for of, words in each.items()} for each in self.right)
        )
        object.__setattr__(self, "notes", {name: texts for name, texts in self.notes.items() if texts})
        object.__setattr__(self, "weights", {name: weight for name, weight in self.weights.items() if weight})

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.texts)

    @property
    def label(self) -> str:
        """What a list calls it: its code, else a name, else the beginning of a text."""
        first = next((text.words for text in self.texts.values()), "")
        return self.code or next(iter(self.names.values()), "") or first[:40]


def letter(place: int) -> str:
    """Of an option, counted from 0: A, B, C …"""
    return chr(ord("A") + place)
