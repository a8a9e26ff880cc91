"""Characters of GIFT that mean something, apart from those that only stand there because they were escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ortoo.exams.rules.bank.question import ENDS, Form, Text

ESCAPABLE = r":#={}~\n"
ESCAPE = re.compile(r"\\([\\:#={}~n])")
ESCAPED = "\x01"
"""Stands in a shape where a character was escaped; files are read without control characters."""

FORM = re.compile(r"\[(html|moodle|plain|markdown)\]")


@dataclass(frozen=True)
class Piece:
    """Characters as they are meant (`plain`), and of the same length those that may be signs (`shape`)."""

    plain: str
    shape: str

    @classmethod
    def of(cls, source: str) -> Piece:
        """Where a backslash stands before nothing that can be escaped it stands for itself."""
        plain = ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], source)
        return cls(plain, ESCAPE.sub(ESCAPED, source))

    def __bool__(self) -> bool:
        return bool(self.plain)

    def cut(self, start: int, end: int | None = None) -> Piece:
        """The piece from one place to another, without blanks at its ends; what was escaped is no blank."""
        plain, shape = self.plain[start:end], self.shape[start:end]
        ahead = len(shape) - len(shape.lstrip(ENDS))
        kept = len(shape.strip(ENDS))
        return Piece(plain[ahead : ahead + kept], shape[ahead : ahead + kept])

    def split(self, sign: str, most: int = -1) -> list[Piece]:
        """At each sign (at most so many times), which is left out."""
        pieces: list[Piece] = []
        start = 0
        while most != len(pieces) and (found := self.shape.find(sign, start)) >= 0:
            pieces.append(self.cut(start, found))
            start = found + len(sign)
        return [*pieces, self.cut(start)]

    def text(self, form: Form) -> Text:
        """With the form that it names itself, else `form`."""
        if named := FORM.match(self.shape):
            return Text(self.plain[named.end() :], Form(named[1]))
        return Text(self.plain, form)


def escaped(words: str) -> str:
    """The words as GIFT writes them, on one line."""
    return re.sub(r"[\\:#={}~]", lambda found: "\\" + found.group(), words).replace("\n", "\\n")


def written(text: Text, form: Form | None) -> str:
    """A text, its form named unless it is the one that is taken for granted and nothing at its beginning misleads."""
    named = text.form is not form or text.words.startswith(("[", "%", ">"))
    return (f"[{text.form.value}]" if named else "") + escaped(text.words)
