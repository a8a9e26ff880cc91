"""Reading CSV: which encoding, which delimiter, and rows without reading the whole file into memory."""

from __future__ import annotations

import codecs
import csv
import io
import sys
from collections.abc import Iterator

from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.layout import Layout
from ortoo.spreadsheets.table import NumberedRow, Sheet, headed

# The csv module refuses a cell over 131,072 characters without saying in which column. We name the place ourselves
# (`table.LONGEST_CELL`), so its own limit, one for the whole process, is lifted to the size of the largest file.
csv.field_size_limit(sys.maxsize)

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
STRANGE_DELIMITERS = ("|", ":", "^", "~")


def read_separated(content: bytes, filename: str, layout: Layout | None) -> Sheet | None:
    """The one sheet of a CSV file, or None if it is empty. The delimiter is the one that splits the header best."""
    encoding = encoding_of(content, filename)
    delimiter = _delimiter(content, encoding, filename, layout)

    def rows() -> Iterator[NumberedRow]:
        return _records(content, encoding, filename, delimiter)

    return headed(filename, rows, content.count(b"\n"), separated=True)


def encoding_of(content: bytes, filename: str) -> str:
    """The encoding of the bytes: UTF-8 with or without BOM, or UTF-16 with BOM. Nothing else is guessed."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        encoding = "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        row = error.object.count(b"\n", 0, error.start) + 1  # its own object, which begins after a byte order mark
        if encoding == "utf-16":
            raise Refusal("spreadsheets.not_utf16", file=filename) from error
        code = "spreadsheets.not_utf8_but_cp1251" if _is_cp1251(content) else "spreadsheets.not_utf8"
        raise Refusal(code, file=filename, row=row) from error
    if "\0" in text:
        raise Refusal("spreadsheets.not_text", file=filename)
    return encoding


def _is_cp1251(content: bytes) -> bool:
    """Whether the bytes read best as Windows-1251: mostly Cyrillic letters, and not Korean. Only for the refusal."""
    return _share(content, "cp1251", "\u0400", "\u04ff") > 0.9 > _share(content, "cp949", "\uac00", "\ud7a3")


def _share(content: bytes, encoding: str, first: str, last: str) -> float:
    """The share of letters from `first` to `last` among what is not ASCII, or 0 where the bytes are not so encoded."""
    try:
        text = [letter for letter in content[:1_000_000].decode(encoding) if letter > "\x7f"]
    except UnicodeDecodeError:
        return 0
    return sum(first <= letter <= last for letter in text) / len(text)


def _text(content: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(content), encoding=encoding, newline="")


def _records(content: bytes, encoding: str, filename: str, delimiter: str) -> Iterator[NumberedRow]:
    """Numbered rows. Empty lines count, as they do in a spreadsheet program; lines inside quotation marks do not."""
    number = 0
    try:
        for number, cells in enumerate(csv.reader(_text(content, encoding), delimiter=delimiter, strict=True), start=1):
            yield number, cells
    except csv.Error as error:
        raise Refusal("spreadsheets.broken_quotes", file=filename, row=number + 1) from error


def _delimiter(content: bytes, encoding: str, filename: str, layout: Layout | None) -> str:
    """The delimiter that gives most known headings, then most cells; comma before semicolon before tab."""
    line = _first_line(content, encoding)

    def worth(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader([line], delimiter=delimiter))
        except (csv.Error, StopIteration):
            return 0, 0
        known = 0 if layout is None else sum(layout.find(cell) is not None for cell in cells)
        return known, len(cells)

    best = max(DELIMITERS, key=worth)
    if worth(best)[1] == 1:
        for strange in STRANGE_DELIMITERS:
            known, count = worth(strange)
            if count > 1 and (layout is None or known > worth(best)[0]):
                raise Refusal("spreadsheets.wrong_delimiter", file=filename, delimiter=strange)
    return best


def _first_line(content: bytes, encoding: str) -> str:
    """The first line that is not empty. A first line of megabytes is cut: it is refused later, by its place."""
    text = _text(content, encoding)
    while line := text.readline(1_000_000):
        if line.strip():
            return line.rstrip("\r\n")
    return ""
