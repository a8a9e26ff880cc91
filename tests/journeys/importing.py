"""Files in the browser: checked first, then imported with one button."""

from __future__ import annotations

import re

from tests.journeys.visitor import Visitor


def check_file(visitor: Visitor, kind: str, name: str, content: bytes) -> None:
    """As far as the report."""
    visitor.go("jobs/imports/")
    visitor.follow(kind)
    visitor.send_file(name, content)
    visitor.press("Check the file")
    visitor.wait_for_work()
    visitor.stands_at(name)


def import_checked(visitor: Visitor, *, rows: int | None = None) -> None:
    """From the report of the check to that of the import, which takes in so many rows."""
    visitor.sees("The file is in order. Nothing has been written yet.")
    visitor.press(f"Import {rows:,} rows" if rows else re.compile(r"Import \d+ rows"))
    visitor.wait_for_work()
    visitor.sees("The file is imported. The ledger has an entry for it.")


def import_file(visitor: Visitor, kind: str, name: str, content: bytes, *, rows: int | None = None) -> None:
    check_file(visitor, kind, name, content)
    import_checked(visitor, rows=rows)


def problems(visitor: Visitor) -> list[str]:
    return visitor.main.locator("ol > li").all_inner_texts()
