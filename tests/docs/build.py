"""`make docs`: what is generated in docs, and the pages as HTML into var/docs.

`python -m tests.docs.build` writes; tests/docs compare.
"""

from __future__ import annotations

import os
import sys

from tests.house.sources import ROOT

DOCS = ROOT / "docs"
WHOLE_FOLDERS = ("rules", "reference/refusals", "reference/data")
"""Nothing else stands in them."""


def generated() -> dict[str, str]:
    """Path below docs -> text, of everything that is written from code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.docs import commands_page, data_pages, people_pages, refusals_pages, rules_pages

    folders = {
        "rules": rules_pages.pages(),
        "reference/refusals": refusals_pages.pages(),
        "reference/data": data_pages.pages(),
    }
    return {
        **{f"{folder}/{name}": text for folder, pages in folders.items() for name, text in pages.items()},
        "reference/commands.md": commands_page.page(),
        "reference/roles.md": people_pages.roles(),
        "reference/ledger-kinds.md": people_pages.kinds(),
    }


def main(wanted: str) -> int:
    """`wanted`: "pages" for what comes from code alone, "" for pictures and HTML too."""
    write(generated())
    if wanted != "pages":
        from tests.docs import html_pages, pictures

        pictures.take()
        print(f"written: {html_pages.write()} pages into var/docs")
    return 0


def write(found: dict[str, str]) -> None:
    """What has changed, and away with what is no more."""
    for folder in WHOLE_FOLDERS:
        for left in (DOCS / folder).glob("*.md"):
            if f"{folder}/{left.name}" not in found:
                left.unlink()
    for name, text in found.items():
        path = DOCS / name
        path.parent.mkdir(exist_ok=True)
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"written: docs/{name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
