"""The tables of docs/reference/kinds.md, from the layouts. `python -m tests.jobs.kinds_page` writes them."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ortoo.spreadsheets.kinds import ImportKind
from ortoo.spreadsheets.layout import Column

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "kinds.md"
TABLE = re.compile(r"(<!-- columns of (?P<kind>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def with_tables(page: str, kinds: dict[str, ImportKind]) -> str:
    """The page with the table of each kind anew between its two marks."""
    return TABLE.sub(lambda found: f"{found[1]}\n{table(kinds[found['kind']])}\n{found[3]}", page)


def table(kind: ImportKind) -> str:
    assert kind.layout is not None
    lines = ["| column | headings | needed | what belongs there |", "|---|---|---|---|"]
    lines += [_line(column) for column in kind.layout.columns]
    return "\n".join(lines) + "\n"


def _line(column: Column) -> str:
    headings = "; ".join(column.title(language) for language in ("en", "mn", "ko"))
    needed = "yes" if column.needs_value else "column" if column.required else ""
    return f"| `{column.name}` | {headings} | {needed} | {column.help['en']} |"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from ortoo.site.kinds import KINDS

    PAGE.write_text(with_tables(PAGE.read_text("utf-8"), KINDS), "utf-8")
