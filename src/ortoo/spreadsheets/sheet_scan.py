"""Looking through the XML of one sheet before it is read: formulas, error cells, merged cells, and how far it reaches.

The reader behind this (calamine) gives a formula's last result as if it had been typed, an error as an empty cell, and
reserves memory for the whole rectangle up to the last cell. So a sheet is looked through first, in pieces. XML as
spreadsheet programs write it goes through a fast search of bytes (225,000 rows of 15 columns in about two seconds);
any other XML through a parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from ortoo.spreadsheets.table import letters

MOST_NAMED = 5
"""Places that a refusal lists; the rest is counted."""

LONGEST_TAG = 1 << 20

CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^<>]*)>')
FORMULA = re.compile(rb"<f[ />]")
MERGED = re.compile(rb'<mergeCell ref="([A-Z0-9:]+)"')
STRANGE = re.compile(rb"<!|<(?:c|f|mergeCell)[\t\r\n]|<c[/>]|<[A-Za-z0-9_.-]+:(?:c|f|mergeCell)[\s/>]")


@dataclass
class Found:
    """What a sheet holds: places of formulas and errors (the first few), their counts, merged ranges, last cell."""

    formulas: list[str] = field(default_factory=list)
    formula_count: int = 0
    errors: list[str] = field(default_factory=list)
    error_count: int = 0
    merged: list[str] = field(default_factory=list)
    merged_count: int = 0
    last_row: int = 0
    last_column: int = 0

    def formula(self, place: str) -> None:
        self.formula_count += 1
        if len(self.formulas) < MOST_NAMED:
            self.formulas.append(place)

    def error(self, place: str) -> None:
        self.error_count += 1
        if len(self.errors) < MOST_NAMED:
            self.errors.append(place)

    def merge(self, reference: str) -> None:
        self.merged_count += 1
        if len(self.merged) < MOST_NAMED:
            self.merged.append(reference)

    def reach(self, row: int, column: int) -> None:
        self.last_row = max(self.last_row, row)
        self.last_column = max(self.last_column, column)


class StrangeXmlError(Exception):
    """XML that the fast search can't vouch for."""


def look_through(pieces: Iterable[bytes]) -> Found:
    """What is in a sheet, by the fast search. `StrangeXmlError` if programs don't write it so."""
    found = Found()
    last_cell = ""
    for data in _whole_tags(pieces):
        if not last_cell and not data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
            raise StrangeXmlError
        last_cell = _look(data, found, last_cell or "A1")
    return found


def _whole_tags(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in other pieces, each of which ends outside a tag. ValueError for a tag without end."""
    rest = b""
    for piece in pieces:
        data = rest + piece
        opened = data.rfind(b"<")
        cut = opened if opened > data.rfind(b">") else len(data)
        rest = data[cut:]
        if len(rest) > LONGEST_TAG:
            raise ValueError("a tag without end")
        if cut:
            yield data[:cut]
    if rest:
        yield rest


def _look(data: bytes, found: Found, last_cell: str) -> str:
    """Adds what is in whole tags of a piece; gives the place of its last cell, whose formula may follow later."""
    cells = CELL.findall(data)
    merged = MERGED.findall(data)
    if len(cells) != data.count(b"<c ") or len(merged) != data.count(b"<mergeCell ") or STRANGE.search(data):
        raise StrangeXmlError
    for reference in merged:
        found.merge(reference.decode())
    _name_formulas(data, found, last_cell)
    if not cells:
        return last_cell
    last = (cells[-1][0] + cells[-1][1]).decode()
    attributes = {cell[2] for cell in cells}
    if any(b't="e"' in attribute for attribute in attributes):
        for column, row, attribute in cells:
            if b't="e"' in attribute:
                found.error((column + row).decode())
    # An empty cell with a format (`<c r="XFD1" s="3"/>`) doesn't widen the sheet: calamine leaves it out, so do we.
    if any(attribute.endswith(b"/") for attribute in attributes):
        cells = [cell for cell in cells if not cell[2].endswith(b"/")] or [(b"A", b"1", b"")]
    columns, rows = {cell[0] for cell in cells}, {cell[1] for cell in cells}
    found.reach(max(map(int, rows)), max(_column_number(column.decode()) for column in columns))
    return last


def _name_formulas(data: bytes, found: Found, last_cell: str) -> None:
    for match in FORMULA.finditer(data):
        if found.formula_count >= MOST_NAMED:
            found.formula_count += len(FORMULA.findall(data, match.start()))
            break
        before = data.rfind(b"<c ", 0, match.start())
        cell = CELL.match(data, before) if before >= 0 else None
        found.formula((cell[1] + cell[2]).decode() if cell else last_cell)


def _column_number(name: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number


PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class _Walk:
    """The same search through a parser: slower, for any XML. Entities and document types are refused."""

    def __init__(self) -> None:
        self.found = Found()
        self.row = 0
        self.column = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.StartDoctypeDeclHandler = self.doctype

    def doctype(self, *_: object) -> None:
        raise ValueError("a document type in a sheet")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        element = name.rpartition(" ")[2]
        if element == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif element == "c":
            self.cell(attributes)
        elif element in ("v", "is"):
            self.found.reach(self.row, self.column)
        elif element == "f":
            self.found.formula(f"{letters(self.column - 1)}{self.row}")
        elif element == "mergeCell":
            self.found.merge(attributes.get("ref", ""))

    def cell(self, attributes: dict[str, str]) -> None:
        self.column += 1
        if "r" in attributes:
            place = PLACE.fullmatch(attributes["r"].upper())
            if place is None:
                raise ValueError("a cell without a place")
            self.column, self.row = _column_number(place[1]), int(place[2])
        if attributes.get("t") == "e":
            self.found.error(f"{letters(self.column - 1)}{self.row}")


def walk_through(pieces: Iterable[bytes]) -> Found:
    """What is in a sheet, by a parser. ValueError or `expat.ExpatError` where it is not XML of a sheet."""
    walk = _Walk()
    for piece in _whole_tags(pieces):
        walk.parser.Parse(piece, False)
    walk.parser.Parse(b"", True)
    return walk.found
