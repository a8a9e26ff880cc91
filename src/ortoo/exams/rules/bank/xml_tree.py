"""XML of strangers: parsed without entities, each child of the root with its line; what is broken is broken alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from ortoo.exams.rules.bank.question import ENDS
from ortoo.multilingual.refusals import Refusal

DEEPEST = 100
"""Elements within one another; a question has a dozen at most."""


@dataclass(frozen=True)
class Child:
    """A child of the root and the line it begins in; without an element where it is not well-formed."""

    line: int
    element: Element | None


def root_of(text: str, file: str) -> Element:
    """Refuses entities and document types, what is not well-formed, and elements too deep within one another."""
    try:
        root: Element = fromstring(text, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refusal("bank.xml_entities", file=file) from error
    except (ParseError, ValueError) as error:
        raise Refusal("bank.xml_broken", file=file, line=_line(error)) from error
    if _depth(root) > DEEPEST:
        raise Refusal("bank.xml_broken", file=file, line=1)
    return root


def _line(error: ParseError | ValueError) -> int:
    return error.position[0] if isinstance(error, ParseError) else 1


def _depth(root: Element) -> int:
    """Level by level: a parser that calls itself for each would end on a file made for that."""
    depth, level = 0, [root]
    while level and depth <= DEEPEST:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


def children_of(text: str, file: str, root: str, tag: str) -> tuple[list[Child], Refusal | None]:
    """The children of a root named `root`; where the file is not well-formed, every `tag` in it read by itself,
    and what is wrong with the whole."""
    try:
        found = root_of(text, file)
    except Refusal as refusal:
        starts = [found.start() for found in re.finditer(rf"<{tag}\b", text)]
        if refusal.code != "bank.xml_broken" or not starts:
            raise
        return list(_one_by_one(text, file, tag, starts)), refusal
    if found.tag != root:
        raise Refusal("bank.xml_root", file=file, found=found.tag, root=root)
    return [Child(line, child) for line, child in zip(_lines(text), found, strict=True)], None


def _lines(text: str) -> list[int]:
    """Of every child of the root. The text was parsed without harm before."""
    lines: list[int] = []
    depth = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth == 2:
            lines.append(parser.CurrentLineNumber)

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(text, True)
    return lines


def _one_by_one(text: str, file: str, tag: str, starts: list[int]) -> Iterator[Child]:
    line, counted = 1, 0
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        line, counted = line + text.count("\n", counted, start), start
        source = text[start:end]
        closing = f"</{tag}>"
        source = source[: source.rfind(closing) + len(closing)] if closing in source else source
        try:
            element = root_of(source, file)
        except Refusal:
            element = None
        yield Child(line, element)


def only(element: Element, tag: str) -> Element | None:
    """The one child of that name, None where there is none. Refuses a second: nobody knows which of them counts."""
    found = element.findall(tag)
    if len(found) > 1:
        raise Refusal("bank.xml_twice", part=tag)
    return found[0] if found else None


def words_in(element: Element | None) -> str:
    """What stands in an element, "" in none. Refuses markup that was not escaped: it would be lost or run together."""
    if element is None:
        return ""
    if len(element):
        raise Refusal("bank.xml_markup", part=element.tag)
    return (element.text or "").strip(ENDS)
