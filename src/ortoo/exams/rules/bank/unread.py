"""What a file held that did not become a question: a line for each, so that nothing is dropped in silence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ortoo.exams.rules.bank.letters_of_file import Lettered
from ortoo.exams.rules.bank.question import Question
from ortoo.multilingual.refusals import Refusal, Worded, sentence


@dataclass(frozen=True)
class Unread:
    """Where it stood and why it was not read. `item` counts the questions of the file from 1 (0: the file itself);
    `line` is where the item begins. `part` "": the whole item; else only this part of an item that was read."""

    file: str
    line: int
    item: int
    name: str
    code: str
    part: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: str = "en") -> str:
        return sentence(self.code, language, {"part": self.part, **self.values})


class Why(Worded):
    """Why a piece was not read or not taken, as part of another sentence."""

    __slots__ = ("part", "values")
    part: str
    values: Mapping[str, object]

    @classmethod
    def of(cls, piece: Unread | Refusal) -> Why:
        made = cls(piece.code)
        made.part, made.values = getattr(piece, "part", ""), piece.values
        return made

    def words(self, language: str) -> str:
        return sentence(str(self), language, {"part": self.part, **self.values})


@dataclass(frozen=True)
class Block:
    """A question as a file holds it, before it is read."""

    file: str
    line: int
    item: int
    name: str = ""

    def unread(self, code: str, part: str = "", **values: object) -> Unread:
        return Unread(self.file, self.line, self.item, self.name, code, part, values)

    def refused(self, refusal: Refusal) -> Unread:
        return Unread(self.file, self.line, self.item, self.name, refusal.code, values=refusal.values)


@dataclass(frozen=True)
class Reading:
    """Of one file. Each of its `items` blocks is one of `questions`, or one of `unread` without a part."""

    items: int
    questions: tuple[Question, ...]
    unread: tuple[Unread, ...]


def controls_left_out(file: str, letters: Lettered, places: Sequence[Block]) -> tuple[Unread, ...]:
    """A line for each stray control character, with the item it stood in; 0 where it stood before the first."""
    found = []
    for line, character in letters.controls:
        before = bisect_right(places, line, key=lambda block: block.line)
        place = places[before - 1] if before else Block(file, line, 0)
        found.append(replace(place, line=line).unread("bank.control_left_out", character))
    return tuple(found)
