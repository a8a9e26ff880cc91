"""The candidates of the desk as a workbook, rightly or wrongly made."""

from __future__ import annotations

import io

import xlsxwriter

from tests.cli.desk import CANDIDATES


def workbook(rows: list[list[object]], **options: object) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("people")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if "formula" in options:
            sheet.write_formula("B3", "=80+9", None, 89)
        if "merged" in options:
            sheet.merge_range("E2:E4", "UB")
    return written.getvalue()


def typed(cells: list[str]) -> list[object]:
    return [float(cell) if cell.replace(".", "", 1).isdigit() else cell for cell in cells]


def cells() -> list[list[object]]:
    return [typed(line.split(",")) for line in CANDIDATES.splitlines()]
