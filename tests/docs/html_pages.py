"""The pages of docs as HTML with the look of the house: files that open without a server, in var/docs."""

from __future__ import annotations

import html
import re
import shutil
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.docs.pages import DOCS, pages
from tests.house.sources import PACKAGE, ROOT, own_files

TO = ROOT / "var/docs"
BESIDE = (("tutorial", "Tutorials"), ("how-to", "How to"), ("rules", "Rules"), ("reference", "Reference"),
          ("explanation", "Explanation"), ("decisions", "Decisions"))  # fmt: skip
"""Folders, as the head of each page names them."""
WRITER = MarkdownIt("commonmark", {"html": False}).enable("table")


def write(to: Path = TO) -> int:
    """How many pages were written; `to` is emptied first."""
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    tokens = (PACKAGE / "pages/styles/_tokens.scss").read_text("utf-8")
    style = re.sub(r"^\s*//.*$", "", tokens, flags=re.MULTILINE) + (Path(__file__).parent / "pages.css").read_text(
        "utf-8"
    )
    (to / "docs.css").write_text(style, "utf-8")
    wanted = [page for page in pages() if page.is_relative_to(DOCS)]
    for page in wanted:
        path = to / address(page.relative_to(DOCS))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(page), "utf-8")
    for path in own_files():
        if path.is_relative_to(DOCS) and path.suffix != ".md":
            beside = to / path.relative_to(DOCS)
            beside.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, beside)
    return len(wanted)


def address(page: Path) -> Path:
    """README.md is the index of its folder."""
    return page.with_name("index.html") if page.name == "README.md" else page.with_suffix(".html")


def written(page: Path) -> str:
    text = re.sub(r"^ *<!--.*?-->\n", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    tokens = WRITER.parse(text)
    anchored(tokens)
    for token in tokens:
        relinked(token.children or [], page)
    body = WRITER.renderer.render(tokens, WRITER.options, {}).replace("<table>", '<div class="wide"><table>')
    up = "../" * len(page.relative_to(DOCS).parent.parts)
    title = html.escape(re.sub(r"[`*]", "", text.partition("\n")[0].removeprefix("# ")))
    mark = (
        (PACKAGE / "pages/pictures/mark.svg").read_text("utf-8")
        if (PACKAGE / "pages/pictures/mark.svg").is_file()
        else ""
    )
    return PAGE.format(
        title=title, up=up, mark=mark, head=head(up), aside=aside(page), body=body.replace("</table>", "</table></div>")
    )


def anchored(tokens: list[Token]) -> None:
    """Headings can be linked to, by the names that a code host gives them."""
    for token, inner in pairwise(tokens):
        if token.type == "heading_open":
            token.attrs["id"] = re.sub(r"[^\w\- ]", "", inner.content.strip().lower()).replace(" ", "-")


def relinked(tokens: list[Token], page: Path) -> None:
    """Pages of docs lead to their HTML; what lies outside docs is named and not linked."""
    for at, token in enumerate(tokens):
        if token.type != "link_open" or "://" in str(token.attrs["href"]):
            continue
        path, _, anchor = str(token.attrs["href"]).partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.is_relative_to(DOCS):
            closing = next(one for one in tokens[at:] if one.type == "link_close")
            token.tag = closing.tag = "span"
            token.attrs = {}
        elif path.endswith(".md"):
            token.attrs["href"] = str(address(Path(path))) + (f"#{anchor}" if anchor else "")


def head(up: str) -> str:
    """To the index of each folder, or to its part of the one index."""
    places = {folder: f"{folder}/index.html" for folder, _name in BESIDE if (DOCS / folder / "README.md").is_file()}
    links = [(places.get(folder, f"index.html#{folder}"), name) for folder, name in BESIDE]
    return "".join(f'<a href="{up}{place}">{name}</a>' for place, name in links)


def aside(page: Path) -> str:
    """The pages of the same folder."""
    others = sorted(one for one in page.parent.glob("*.md") if one.name != "README.md")
    return "".join(f'<li><a href="{address(Path(one.name))}">{html.escape(title_of(one))}</a></li>' for one in others)


def title_of(page: Path) -> str:
    return re.sub(r"[`*]", "", page.read_text("utf-8").partition("\n")[0].removeprefix("# "))


PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Ortoo</title><link rel="stylesheet" href="{up}docs.css"></head>
<body>
<header><div><b>{mark}<a href="{up}index.html">Ortoo documentation</a></b>{head}</div></header>
<div class="page"><nav aria-label="Pages beside this one"><ul>{aside}</ul></nav><main>
{body}</main></div>
</body>
</html>
"""
