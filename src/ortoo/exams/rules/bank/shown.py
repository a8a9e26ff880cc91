"""A text as a page may show it: whatever a file held, only these elements leave here, and none of its attributes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from html.parser import HTMLParser
from urllib.parse import quote, unquote

from ortoo.exams.rules.bank.question import Form, Image, Text

SHOWN = frozenset((
    "p", "b", "strong", "i", "em", "u", "sub", "sup", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td",
    "pre", "code", "blockquote",
))  # fmt: skip
WITHOUT_WORDS = ("script", "style", "template", "title")
"""What stands in these is no text of the question."""
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp"})
"""Pictures that can do nothing but be seen; others are named and not shown."""
HELD = "@@PLUGINFILE@@"

Address = Callable[[Image], str]


def shown(text: Text, address: Address) -> str:
    """HTML without anything that acts, leads away or is styled; a picture within the text by its `address`."""
    reader = _Reader(text, address)
    if text.form in (Form.PLAIN, Form.MARKDOWN):
        reader.out = [escape(text.words).replace("\n", "<br>")]
    else:
        reader.feed(text.words)
        reader.close()
    return reader.whole()


class _Reader(HTMLParser):
    """Elements that are open are closed at the end, and an end without a beginning is left out."""

    def __init__(self, text: Text, address: Address) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.address = text, address
        self.images: dict[str, Image] = {f"{HELD}{image.path}{image.name}": image for image in text.images}
        self.out: list[str] = []
        self.open: list[str] = []
        self.placed: set[str] = set()
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.silent:
            return
        if tag in WITHOUT_WORDS:
            self.silent = tag
        elif tag == "img":
            self._picture({name: value or "" for name, value in attrs})
        elif tag == "br":
            self.out.append("<br>")
        elif tag in SHOWN:
            self.open.append(tag)
            self.out.append(f"<{tag}>")
        elif tag == "div":
            self.out.append("<br>" if self.out else "")

    def handle_endtag(self, tag: str) -> None:
        if self.silent:
            self.silent = "" if tag == self.silent else self.silent
        elif tag in self.open:
            while (closed := self.open.pop()) != tag:
                self.out.append(f"</{closed}>")
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            words = escape(data)
            self.out.append(words.replace("\n", "<br>") if self.text.form is Form.MOODLE else words)

    def whole(self) -> str:
        """With pictures that no place in the words asked for at the end."""
        closing = [f"</{tag}>" for tag in reversed(self.open)]
        rest = [self._shown(image, "") for name, image in self.images.items() if name not in self.placed]
        return "".join([*self.out, *closing, *rest])

    def _picture(self, told: Mapping[str, str]) -> None:
        source = unquote(told.get("src", "")).partition("?")[0]
        image = self.images.get(source)
        if image is None:
            self.out.append(escape(f"[{told.get('alt') or source}]"))
            return
        self.placed.add(source)
        self.out.append(self._shown(image, told.get("alt", "")))

    def _shown(self, image: Image, told: str) -> str:
        if image.media_type not in PICTURES:
            return escape(f"[{image.name}]")
        return f'<img src="{quote(self.address(image), safe="/")}" alt="{escape(told or image.name)}">'
