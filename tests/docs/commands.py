"""The commands that pages show, and how a test runs them.

A block of `sh` is run as it stands, in an empty folder of its page with the examples of docs in it. Comments before it:

    <!-- apart: why -->        not run here, for the reason that is given
    <!-- serves -->            runs on until it answers, and is ended
    <!-- status: 1 -->         ends so

A block of `text` behind `<!-- prints -->` is what it prints; … stands for anything. A page with
`<!-- in a founded house -->` begins with the programme that docs/tutorial/from-an-empty-programme.md has founded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from tests.docs.pages import DOCS, pages

BLOCK = re.compile(
    r"^(?P<indent> *)(?:<!-- (?P<how>apart|serves|status)(?:: (?P<about>[^>]*))? -->\n(?P=indent))?"
    r"```sh\n(?P<text>.*?)^(?P=indent)```$"
    r"(?:\n\n(?P=indent)<!-- prints -->\n(?P=indent)```text\n(?P<prints>.*?)^(?P=indent)```$)?",
    re.MULTILINE | re.DOTALL,
)
FENCE = re.compile(r"^ *```(?:sh|console|bash|shell)\b", re.MULTILINE)
"""What begins a block of commands, however it is written."""
FOUNDED = "<!-- in a founded house -->"
OF_OTHER_TESTS = {
    "how-to/add-a-rule.md": "followed by tests/docs/test_add_a_rule.py",
    "rules/*.md": "the tests that they name are stages of `make test`",
}
"""Pages below docs whose commands are run elsewhere, and where."""


@dataclass(frozen=True)
class Block:
    """One block of commands. `prints` None: nothing is said of what it prints."""

    text: str
    how: str = ""
    about: str = ""
    prints: str | None = None

    @property
    def status(self) -> int:
        return int(self.about) if self.how == "status" else 0


def blocks_of(page: Path) -> list[Block]:
    return [
        Block(
            dedent(found["text"]), found["how"] or "", found["about"] or "", found["prints"] and dedent(found["prints"])
        )
        for found in BLOCK.finditer(page.read_text("utf-8"))
    ]


def unread(page: Path) -> int:
    """How many blocks of commands are written in another way than `blocks_of` reads."""
    return len(FENCE.findall(page.read_text("utf-8"))) - len(blocks_of(page))


def pages_with_commands() -> list[Path]:
    """Those with something to run here."""
    elsewhere = {path for pattern in OF_OTHER_TESTS for path in DOCS.glob(pattern)}
    return [
        page for page in pages() if page not in elsewhere and any(block.how != "apart" for block in blocks_of(page))
    ]


def agrees(said: str, shown: str) -> bool:
    """Whether what was printed is what the page shows, with … for anything."""
    pattern = ".*".join(re.escape(part) for part in shown.strip().split("…"))
    return re.fullmatch(pattern, said.strip(), re.DOTALL) is not None
