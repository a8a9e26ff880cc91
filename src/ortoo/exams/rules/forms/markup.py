"""A text of an item as paper can set it: paragraphs, points of lists, tables, pictures, whatever it was written in."""

from __future__ import annotations

import re
from base64 import b64encode
from html.parser import HTMLParser
from urllib.parse import unquote

from ortoo.documents.booklet import Block, Blocks, Run, Runs
from ortoo.documents.values import Picture
from ortoo.exams.rules.bank.question import Form, Image, Text
from ortoo.exams.rules.forms.pixels import size_of
from ortoo.multilingual.refusals import Refusal

WITHIN = "@@PLUGINFILE@@"
STYLES = {
    "b": "strong", "strong": "strong", "i": "emph", "em": "emph", "sub": "sub", "sup": "super", "code": "code",
    "tt": "code", "kbd": "code",
}  # fmt: skip
PARAGRAPHS = frozenset(["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "table", "hr"])
UNREAD = frozenset(["script", "style", "head", "title"])
BULLET = "•"
BLANKS = re.compile(r"[ \t\r\n\f]+")


def blocks_of(text: Text, item: str, alt: str) -> Blocks:
    """`alt`: what a picture without words of its own is called. Refuses a picture that is not within the text, and one
    that cannot be printed; `item` names where.
    """
    if text.form in (Form.PLAIN, Form.MARKDOWN):
        return _plain(text.words)
    words = text.words.replace("\n", "<br>") if text.form is Form.MOODLE and not _has_blocks(text.words) else text.words
    reader = _Reader({image.path + image.name: image for image in text.images}, item, alt)
    reader.feed(words)
    reader.close()
    return reader.finished()


def words_block(words: str) -> Blocks:
    """Of words without any form."""
    return (Block((Run(words),)),)


def _plain(words: str) -> Blocks:
    return tuple(Block((Run(part),)) for part in re.split(r"\n\s*\n", words) if part.strip())


def _has_blocks(words: str) -> bool:
    return re.search(r"<(?:p|div|br|ul|ol|table)\b", words, re.IGNORECASE) is not None


def picture_of(image: Image, item: str, alt: str) -> Picture:
    """A picture of points inside a drawing of its size, in which a paper can carry it."""
    size = size_of(image.content, image.media_type)
    if size is None:
        raise Refusal("forms.picture_unprintable", item=item, picture=image.name)
    width, height = size
    held = f"data:{image.media_type};base64,{b64encode(image.content).decode()}"
    shown = f'<image width="{width}" height="{height}" href="{held}"/>'
    return Picture(f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}">{shown}</svg>', alt)


class _Reader(HTMLParser):
    """Gathers runs into paragraphs, and inside a table into cells."""

    def __init__(self, images: dict[str, Image], item: str, alt: str) -> None:
        super().__init__(convert_charrefs=True)
        self.images, self.item, self.alt = images, item, alt
        self.blocks: list[Block] = []
        self.runs: list[Run] = []
        self.styles: list[str] = []
        self.lists: list[int | None] = []
        self.mark = ""
        self.rows: list[list[Runs]] | None = None
        self.in_cell = False
        self.tables = self.unread = self.kept = 0

    def finished(self) -> Blocks:
        self._end_paragraph()
        self._end_table()
        return tuple(self.blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in STYLES:
            self.styles.append(STYLES[tag])
        elif tag == "br":
            self.runs.append(Run("\n"))
        elif tag == "img":
            self._picture(dict(attrs))
        elif tag in UNREAD:
            self.unread += 1
        else:
            self._begin(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in STYLES and STYLES[tag] in self.styles:
            self.styles.remove(STYLES[tag])
        elif tag in UNREAD:
            self.unread = max(0, self.unread - 1)
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in PARAGRAPHS or tag == "li":
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if self.unread:
            return
        words = data if self.kept else BLANKS.sub(" ", data)
        if not self.kept and (not self.runs or self.runs[-1].words.endswith(("\n", " "))):
            words = words.lstrip(" ")
        if words:
            self.runs.append(Run(words, " ".join(dict.fromkeys(self.styles))))

    def _begin(self, tag: str) -> None:
        if tag in PARAGRAPHS or tag == "li":
            self._end_paragraph()
        if tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.mark = self._next_mark()
        elif tag == "pre":
            self.kept += 1
        elif tag == "table":
            self.tables += 1
            self.rows = self.rows or []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
        elif tag in ("td", "th"):
            self._end_cell()
            self.in_cell = True

    def _end(self, tag: str) -> None:
        self._end_paragraph()
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "pre":
            self.kept = max(0, self.kept - 1)
        elif tag == "table":
            self.tables = max(0, self.tables - 1)
            if not self.tables:
                self._end_table()

    def _next_mark(self) -> str:
        if not self.lists or self.lists[-1] is None:
            return BULLET
        self.lists[-1] += 1
        return f"{self.lists[-1]}."

    def _picture(self, attributes: dict[str, str | None]) -> None:
        self._end_paragraph()
        source = unquote(attributes.get("src") or "")
        image = self.images.get(source.removeprefix(WITHIN)) if source.startswith(WITHIN) else None
        if image is None:
            raise Refusal("forms.picture_missing", item=self.item, picture=source or "?")
        self.blocks.append(
            Block(picture=picture_of(image, self.item, (attributes.get("alt") or "").strip() or self.alt))
        )

    def _end_paragraph(self) -> None:
        """Inside a table paragraphs are lines of their cell."""
        if self.rows is not None:
            if self.runs and self.runs[-1].words != "\n":
                self.runs.append(Run("\n"))
            return
        runs = _trimmed(self.runs)
        if runs:
            self.blocks.append(Block(runs, self.mark))
            self.mark = ""
        self.runs = []

    def _end_cell(self) -> None:
        if self.rows and (self.in_cell or _trimmed(self.runs)):
            self.rows[-1].append(_trimmed(self.runs))
            self.runs = []
        self.in_cell = False

    def _end_table(self) -> None:
        if self.rows is None:
            return
        self._end_cell()
        across = max((len(row) for row in self.rows), default=0)
        rows = tuple(tuple(row) + ((),) * (across - len(row)) for row in self.rows if row)
        self.rows = None
        if rows:
            self.blocks.append(Block(rows=rows))


def _trimmed(runs: list[Run]) -> Runs:
    """Without blanks and line ends around it."""
    found = list(runs)
    while found and not found[0].words.strip():
        found.pop(0)
    while found and not found[-1].words.strip():
        found.pop()
    if found:
        found[-1] = Run(found[-1].words.rstrip(), found[-1].style)
    return tuple(found)
