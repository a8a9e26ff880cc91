"""From the bytes of a file to a `Table`: what kind of file it is, is seen in its bytes, not in its name."""

from __future__ import annotations

from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.layout import Layout
from ortoo.spreadsheets.separated import read_separated
from ortoo.spreadsheets.table import Sheet, Table
from ortoo.spreadsheets.workbook import read_workbook

MOST_BYTES = 128 << 20
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"


def read_table(content: bytes, filename: str, layout: Layout | None = None) -> Table:
    """The sheets of a CSV or XLSX file. A `layout` helps to tell the delimiter of a CSV file.

    Raises `Refusal` for a file that can't be read as a table, or not without a risk of reading it wrongly.
    """
    if not content.strip():
        raise Refusal("spreadsheets.empty_file", file=filename)
    if len(content) > MOST_BYTES:
        raise Refusal("spreadsheets.file_too_large", file=filename, size=len(content) >> 20, limit=MOST_BYTES >> 20)
    if content.startswith(OLD_OFFICE):
        raise Refusal("spreadsheets.old_or_encrypted", file=filename)
    if content.startswith(ZIP):
        sheets = read_workbook(content, filename)
    elif filename.lower().endswith((".xlsx", ".xlsm")):
        raise Refusal("spreadsheets.not_xlsx", file=filename)
    else:
        sheets = _one(read_separated(content, filename, layout))
    if not sheets:
        raise Refusal("spreadsheets.empty_file", file=filename)
    return Table(filename, tuple(sheets))


def _one(sheet: Sheet | None) -> list[Sheet]:
    return [] if sheet is None else [sheet]
