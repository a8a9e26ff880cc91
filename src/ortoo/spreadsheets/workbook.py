"""Reading XLSX with calamine, after the file has been looked through (`zipped`, `sheet_scan`).

Only sheets that a person sees are read: hidden ones hold the lists behind drop-down cells.
"""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from ortoo.multilingual.refusals import Refusal
from ortoo.spreadsheets.sheet_scan import Found, StrangeXmlError, look_through, walk_through
from ortoo.spreadsheets.table import NumberedRow, Sheet, headed
from ortoo.spreadsheets.zipped import MOST_UNPACKED, Archive, open_archive

MOST_CELLS = 12_000_000
"""Cells of the rectangle that a sheet fills: calamine keeps 24 bytes for each, empty or not."""


def read_workbook(content: bytes, filename: str) -> list[Sheet]:
    """The visible sheets with content. Refused: formulas, errors, merged cells, bombs, damaged files."""
    archive = open_archive(content, filename)
    if "xl/workbook.xml" not in archive.members:
        raise Refusal("spreadsheets.not_xlsx", file=filename)
    visible = _visible_sheets(archive)
    if not visible:
        raise Refusal("spreadsheets.no_visible_sheet", file=filename)
    _unpack_the_rest(archive, set(visible.values()))
    for name, member in visible.items():
        _refuse_what_misleads(_look(archive, member), name)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = [_sheet(workbook.get_sheet_by_name(name)) for name in visible]
    except (CalamineError, OSError, ValueError) as error:
        raise Refusal("spreadsheets.damaged", file=filename) from error
    return [sheet for sheet in found if sheet is not None]


def _sheet(sheet: CalamineSheet) -> Sheet | None:
    def rows() -> Iterator[NumberedRow]:
        return enumerate(sheet.iter_rows(), start=1)

    return headed(sheet.name, rows, sheet.total_height)


def _visible_sheets(archive: Archive) -> dict[str, str]:
    """Name of each visible worksheet -> its member in the zip file, in order."""
    workbook = _xml(archive, "xl/workbook.xml")
    relations = _xml(archive, "xl/_rels/workbook.xml.rels")
    targets = {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("/xl", relation.get("Target", ""))).lstrip("/")
        for relation in relations
        if relation.get("Type", "").endswith("/worksheet")
    }
    visible = {}
    for sheet in workbook.iter():
        if sheet.tag.rpartition("}")[2] != "sheet" or sheet.get("state", "visible") != "visible":
            continue
        relation = next((value for key, value in sheet.attrib.items() if key.rpartition("}")[2] == "id"), "")
        if relation in targets:
            visible[sheet.get("name", "")] = targets[relation]
    if any(member not in archive.members for member in visible.values()):
        raise Refusal("spreadsheets.damaged", file=archive.filename)
    return visible


def _xml(archive: Archive, member: str) -> Element:
    if member not in archive.members:
        raise Refusal("spreadsheets.damaged", file=archive.filename)
    try:
        return fromstring(archive.read(member), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise Refusal("spreadsheets.damaged", file=archive.filename) from error


def _unpack_the_rest(archive: Archive, scanned: set[str]) -> None:
    """Unpacks every other member once and keeps nothing: a bomb may hide in shared texts or in a picture."""
    count = 0
    for member in archive.members:
        if member not in scanned:
            for piece in archive.pieces(member):
                count += len(piece)
                if count > MOST_UNPACKED:
                    raise Refusal("spreadsheets.unpacks_too_large", file=archive.filename, limit=MOST_UNPACKED >> 20)


def _look(archive: Archive, member: str) -> Found:
    try:
        try:
            return look_through(archive.pieces(member))
        except StrangeXmlError:
            return walk_through(archive.pieces(member))
    except (expat.ExpatError, ValueError) as error:
        raise Refusal("spreadsheets.damaged", file=archive.filename) from error


def _refuse_what_misleads(found: Found, sheet: str) -> None:
    if found.last_row * found.last_column > MOST_CELLS:
        raise Refusal("spreadsheets.sheet_too_large", sheet=sheet, rows=found.last_row, columns=found.last_column)
    for code, places, count in (
        ("spreadsheets.formulas", found.formulas, found.formula_count),
        ("spreadsheets.errors", found.errors, found.error_count),
        ("spreadsheets.merged_cells", found.merged, found.merged_count),
    ):
        if count:
            more = ", …" if count > len(places) else ""
            raise Refusal(code, sheet=sheet, count=count, cells=", ".join(places) + more)
