"""Whatever a file held, a page shows only what cannot act."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.exams.rules.bank.question import Form, Image, Text
from ortoo.exams.rules.bank.shown import SHOWN, shown

PNG = Image("a b.png", b"\x89PNG\r\n\x1a\n")
VOID = {"br", "img"}


def of(words: str, form: Form = Form.HTML, *images: Image) -> str:
    return shown(Text(words, form, images), lambda image: f"/en/images/{image.hash[:4]}/")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("<p onclick='x()'>Hot &amp; <b>cold</b></p>", "<p>Hot &amp; <b>cold</b></p>"),
        ("<script>alert(1)</script>after", "after"),
        ("<style>p {}</style><a href='javascript:x'>there</a>", "there"),
        ("<svg onload=x><circle/></svg>", ""),
        ("<b>open <i>both", "<b>open <i>both</i></b>"),
        ("<b>crossed <i>over</b> here</i>", "<b>crossed <i>over</i></b> here"),
        ("</p>1 < 2 & 3", "1 &lt; 2 &amp; 3"),
        ("<img src='https://elsewhere/x.png' alt='A map'>", "[A map]"),
        ("<img src='data:image/svg+xml,x'>", "[data:image/svg+xml,x]"),
        ("&lt;script&gt;", "&lt;script&gt;"),
    ],
)
def test_of_html_what_is_harmless_is_kept(words: str, expected: str) -> None:
    assert of(words) == expected


def test_other_forms() -> None:
    assert of("a <b>\nc", Form.PLAIN) == "a &lt;b&gt;<br>c"
    assert of("a <b>b</b>\nc", Form.MOODLE) == "a <b>b</b><br>c"


def test_pictures_stand_in_their_place_or_at_the_end() -> None:
    address = f"/en/images/{PNG.hash[:4]}/"
    placed = of('See <img src="@@PLUGINFILE@@/a%20b.png" alt="A &quot;map&quot;">!', Form.HTML, PNG)
    assert placed == f'See <img src="{address}" alt="A &quot;map&quot;">!'
    assert of("See", Form.MARKDOWN, PNG) == f'See<img src="{address}" alt="a b.png">'
    drawing = Image("x.svg", b"<svg onload='x'/>")
    assert of("See ", Form.HTML, drawing) == "See[x.svg]"


PIECES = (
    "<",
    ">",
    "/",
    "b",
    "p",
    "img",
    "script",
    " src=",
    '"',
    "'",
    "onerror=x",
    "&lt;",
    "&",
    "!--",
    "-->",
    "\n",
    "]]>",
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(Form))
def test_nothing_but_the_elements_named_ever_leaves(words: str, form: Form) -> None:
    found: list[tuple[str, list[str]]] = []
    opened: list[str] = []

    class Look(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, [name for name, _ in attrs]))
            opened.extend([tag] if tag not in VOID else [])

        def handle_endtag(self, tag: str) -> None:
            assert opened.pop() == tag

    html = of(words, form, PNG)
    look = Look()
    look.feed(html)
    look.close()
    assert opened == []
    assert all(tag in SHOWN | VOID and set(names) <= {"src", "alt"} for tag, names in found)
    assert not re.search(r"<(?!/?[a-z0-9]+[ >])", html)
