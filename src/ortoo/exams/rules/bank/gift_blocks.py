"""A GIFT file in blocks: questions and categories are parted by empty lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ortoo.exams.rules.bank.gift_signs import Piece
from ortoo.exams.rules.bank.question import ENDS

CATEGORY = "$CATEGORY:"
IDENTITY = re.compile(r"\[(id|tag):((?:\\\]|[^\]\x00-\x1f])+)\]")


@dataclass(frozen=True)
class GiftBlock:
    """A question before it is read: where it begins, its source without comments, and what these say of it."""

    line: int
    source: str
    category: str
    code: str
    tags: tuple[str, ...]


def blocks(text: str) -> Iterator[GiftBlock]:
    """Every question of a file, in order, with the category that holds where it stands."""
    category = ""
    for paragraph in _joined(_paragraphs(text)):
        comments = "\n".join(line for _, line in paragraph if _is_comment(line))
        lines = [(number, line) for number, line in paragraph if not _is_comment(line)]
        if lines and lines[0][1].strip(ENDS).startswith(CATEGORY):
            category = lines.pop(0)[1].strip(ENDS).removeprefix(CATEGORY).strip(ENDS)
        if lines:
            code, tags = identity(comments)
            yield GiftBlock(lines[0][0], "\n".join(line for _, line in lines).strip(ENDS), category, code, tags)


def identity(comments: str) -> tuple[str, tuple[str, ...]]:
    """(code, tags) that comments hold as [id:…] and [tag:…]; of several ids the first."""
    found = [(one[1], one[2].replace("\\]", "]").strip()) for one in IDENTITY.finditer(comments)]
    codes = [value for kind, value in found if kind == "id"]
    return next(iter(codes), ""), tuple(dict.fromkeys(value for kind, value in found if kind == "tag"))


def _is_comment(line: str) -> bool:
    return line.strip(ENDS).startswith("//")


def _paragraphs(text: str) -> Iterator[list[tuple[int, str]]]:
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip(ENDS):
            lines.append((number, line))
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _joined(paragraphs: Iterator[list[tuple[int, str]]]) -> Iterator[list[tuple[int, str]]]:
    """An empty line within braces parts nothing, where the next paragraph begins by closing them."""
    waiting: list[tuple[int, str]] = []
    for paragraph in paragraphs:
        if waiting and _braces(waiting) == "{" and _braces(paragraph)[:1] == "}":
            waiting = [*waiting, *paragraph]
            continue
        if waiting:
            yield waiting
        waiting = paragraph
    if waiting:
        yield waiting


def _braces(lines: list[tuple[int, str]]) -> str:
    shape = Piece.of("\n".join(line for _, line in lines if not _is_comment(line))).shape
    return re.sub(r"[^{}]", "", shape)
