"""What cells of the register may hold besides text and dates: codes, names of people, register numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from ortoo.multilingual.refusals import Refusal
from ortoo.people.rules.conventions import read_register_number
from ortoo.spreadsheets.cells import Cell, Text, cell_text

CODE = re.compile(r"\w[\w.-]*")
NAME = re.compile(r"[^\W\d_]+(?:[-'’ .][^\W\d_]+)*\.?")


@dataclass(frozen=True)
class Code:
    """A short code without spaces, of at most `longest` characters."""

    longest: int = 30

    def __call__(self, raw: Cell) -> str:
        text = Text(self.longest)(raw)
        if CODE.fullmatch(text) is None:
            raise Refusal("people.not_a_code")
        return text

    def show(self, value: str) -> Cell:
        return value


@dataclass(frozen=True)
class Codes:
    """Several codes, separated by ";", the main one first."""

    longest: int = 30

    def __call__(self, raw: Cell) -> tuple[str, ...]:
        codes = tuple(Code(self.longest)(part.strip()) for part in cell_text(raw).split(";") if part.strip())
        if len(set(codes)) < len(codes):
            raise Refusal("people.code_twice")
        return codes

    def show(self, value: tuple[str, ...]) -> Cell:
        return ";".join(value)


@dataclass(frozen=True)
class PersonName:
    """A name in letters of any script, with hyphens, apostrophes or spaces inside."""

    longest: int = 80

    def __call__(self, raw: Cell) -> str:
        text = " ".join(Text(self.longest)(raw).split())
        if NAME.fullmatch(text) is None:
            raise Refusal("people.not_a_name")
        return text

    def show(self, value: str) -> Cell:
        return value


@dataclass(frozen=True)
class RegisterNumber:
    """See `rules/conventions.py`. It is never written to a file, because it is not kept."""

    secret: ClassVar[bool] = True

    def __call__(self, raw: Cell) -> str:
        return read_register_number(cell_text(raw))

    def show(self, value: str) -> Cell:
        return value
