"""Files of the wrong kind: a sentence that names the file and the remedy, nothing taken in, and a way back."""

from __future__ import annotations

import base64

from playwright.sync_api import expect

from tests.journeys import given
from tests.journeys.conftest import Welcome
from tests.journeys.founding import House
from tests.journeys.visitor import WORK_TAKES, Visitor

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
OLD_WORKBOOK = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
WRONG = {
    "picture.csv": (
        PICTURE,
        'The file "picture.csv" is not in UTF-8 (first seen in row 1). Save it as CSV UTF-8.',
    ),
    "picture.xlsx": (
        PICTURE,
        'The file "picture.xlsx" is not an Excel workbook. Open it in a spreadsheet program and save it as .xlsx or as '
        "CSV UTF-8.",
    ),
    "old.xls": (
        OLD_WORKBOOK,
        'The file "old.xls" is protected by a password or is in the old format .xls. Save it without a password as '
        ".xlsx.",
    ),
    "empty.csv": (
        b"",
        'The file "empty.csv" is empty. Choose a file that has headings in its first row and one row for each entry.',
    ),
    "windows.csv": (
        given.register().decode().encode("cp1251", "replace"),
        'The file "windows.csv" is not in UTF-8 (first seen in row 2); it seems to be in Windows-1251, in which Ө and '
        "Ү do not exist. Save it as CSV UTF-8.",
    ),
}


def test_wrong_files(demonstration: House, welcome: Welcome) -> None:
    manager = welcome(demonstration, "manager")
    manager.go("jobs/imports/officials/")
    manager.press("Check the file")
    manager.sees("Fill in “File”.")
    said = {}
    for name, (content, _) in WRONG.items():
        manager.send_file(name, content)
        manager.press("Check the file")
        said[name] = refusal(manager)
        manager.follow("Send another file")
    assert said == {name: sentence for name, (_, sentence) in WRONG.items()}


def refusal(visitor: Visitor) -> str:
    """What the page of a piece of work says that was refused."""
    expect(visitor.main.locator(".tag", has_text="Refused")).to_be_visible(timeout=WORK_TAKES)
    return visitor.main.locator(".notice--error").inner_text()
