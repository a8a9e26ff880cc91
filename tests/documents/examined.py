"""A form of an exam for the tests of its papers: every way of answering, every kind of text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

from PIL import Image as Pixels

from ortoo.exams.rules.bank.question import Form, Image, Kind, Number, Question, Text, Unit
from ortoo.exams.rules.forms.papers import PrintedForm
from ortoo.multilingual.refusals import LANGUAGES
from tests.exams.building import of_each_kind, told

TITLE = {"mn": "Төрийн албаны шалгалт", "en": "Civil service exam", "ko": "공무원 시험"}


def picture() -> bytes:
    kept = BytesIO()
    Pixels.new("RGB", (640, 200), "navy").save(kept, "PNG")
    return kept.getvalue()


def marked_up(code: str = "marked") -> Question:
    words = (
        "<p>Water is <b>H<sub>2</sub>O</b>, <i>always</i>; <code>x = 1</code>.</p><ol><li>first<li>second</ol>"
        "<table><tr><th>year</th><th>share</th></tr><tr><td>2024</td><td>45.7</td></tr></table>"
        '<img src="@@PLUGINFILE@@/map.png" alt="A blue map">'
    )
    texts = {of: Text(words, Form.HTML, (Image("map.png", picture()),)) for of in LANGUAGES}
    numbers = (Number(Decimal(100), Decimal(1)),)
    return Question(Kind.NUMERIC, texts, code=code, numbers=numbers, units=(Unit("km"), Unit("m", Decimal(1000))))


def long_one(code: str = "long") -> Question:
    """Longer than a page."""
    return replace(of_each_kind()[-1], code=code, texts={of: Text("<p>Line of words.</p>" * 90) for of in LANGUAGES})


def form(*questions: Question) -> PrintedForm:
    return PrintedForm(TITLE, "F26", "A", date(2026, 4, 1), questions or (*of_each_kind(), marked_up(), long_one()))


def many(size: int) -> PrintedForm:
    singles = [replace(of_each_kind()[0], code=f"S{place}", texts=told(f"Item {place}?")) for place in range(size)]
    return form(*singles)
