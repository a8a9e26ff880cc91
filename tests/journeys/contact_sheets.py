"""Contact sheets of pictures: all pages of one width and language side by side, so that a house is seen at one look.

The browser that took the pictures lays them; no other program for pictures is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from playwright.sync_api import Browser

SHEET = 1600
"""Pixels across one sheet."""
COLUMNS = {"1280": 4, "print": 5}
"""Pictures side by side, by the folder they are in; phones stand closer."""
COLUMNS_OF_PHONES = 8
ROWS = 3

STYLE = """
body { margin: 0; padding: 24px; font: 14px sans-serif; display: grid; gap: 24px 16px; color: #141a33;
       grid-template-columns: repeat(%(columns)s, minmax(0, 1fr)); background: #d3d9e6; }
h1 { grid-column: 1 / -1; font-size: 18px; margin: 0; }
figure { margin: 0; }
div { height: %(height)spx; overflow: hidden; background: #fff; }
img { width: 100%%; display: block; }
figcaption { padding-top: 4px; overflow-wrap: anywhere; }
"""


def lay_sheets(browser: Browser, folder: Path) -> list[Path]:
    """Sheets of all pictures in `folder`/WIDTH/LANGUAGE, written to `folder`/sheets; their paths."""
    to = folder / "sheets"
    to.mkdir(exist_ok=True)
    made = []
    for pictures in sorted(path for path in folder.glob("*/*") if path.is_dir()):
        width, language = pictures.parts[-2:]
        columns = COLUMNS.get(width, COLUMNS_OF_PHONES)
        found = sorted(pictures.glob("*.png"))
        for number, start in enumerate(range(0, len(found), columns * ROWS), start=1):
            sheet = to / f"{width}-{language}-{number:02}.png"
            lay(browser, sheet, f"{width} · {language} · {number}", found[start : start + columns * ROWS], columns)
            made.append(sheet)
    return made


def lay(browser: Browser, sheet: Path, title: str, pictures: Sequence[Path], columns: int) -> None:
    """One sheet; of a long page its upper part is shown."""
    height = SHEET // columns * 5 // 4 if columns < COLUMNS_OF_PHONES else SHEET // columns * 5 // 2
    figures = "".join(
        f'<figure><div><img src="{picture.as_uri()}"></div><figcaption>{escape(picture.stem)}</figcaption></figure>'
        for picture in pictures
    )
    source = sheet.with_suffix(".html")
    style = STYLE % {"columns": columns, "height": height}
    source.write_text(f"<meta charset=utf-8><style>{style}</style><h1>{escape(title)}</h1>{figures}", "utf-8")
    page = browser.new_page(viewport={"width": SHEET, "height": 600})
    page.goto(source.as_uri(), wait_until="load")
    page.screenshot(path=sheet, full_page=True)
    page.close()
    source.unlink()
