"""A text that lacks a language: which one stands in for it, how a page says so, and what an editor is told."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from ortoo.multilingual.basis import marked
from ortoo.multilingual.texts import TextIn, filled, in_language, joined, missing_languages, missing_text, written
from ortoo.people.models import Organization
from tests.multilingual.drawing import drawn

WHOLE = {"mn": "Сан", "en": "Fund", "ko": "기금"}
ENGLISH = {"mn": "", "en": "A <fund>", "ko": ""}


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (WHOLE, {"mn": ("Сан", "mn"), "en": ("Fund", "en"), "ko": ("기금", "ko")}),
        ({"mn": "Сан", "en": "", "ko": "기금"}, {"mn": ("Сан", "mn"), "en": ("Сан", "mn"), "ko": ("기금", "ko")}),
        ({"ko": "기금"}, {"mn": ("기금", "ko"), "en": ("기금", "ko"), "ko": ("기금", "ko")}),
        ({}, {"mn": ("", ""), "en": ("", ""), "ko": ("", "")}),
    ],
)
def test_what_stands_in(texts: dict[str, str], shown: dict[str, tuple[str, str]]) -> None:
    for language, (text, its_language) in shown.items():
        with override(language):
            found = in_language(texts)
            named = Organization(**{f"name_{code}": given for code, given in texts.items()}).name
        assert (found, found.language) == (named, named.language) == (text, its_language)


def test_a_page_in_its_own_language_has_no_mark() -> None:
    assert drawn("{{ text }}|{{ text|paragraphs }}|{{ text|plain }}", "mn", text=WHOLE) == "Сан|<p>Сан</p>|Сан"
    assert drawn("{{ text }}|{{ text|paragraphs }}|{{ text|plain }}", "mn", text={}) == "||"


def test_a_page_in_another_language_says_in_which_one_it_is() -> None:
    assert drawn("{{ text }}", "en", text={"ko": "기금"}) == (
        '<span lang="ko">기금</span> <span class="tongue">(in Korean)</span>'
    )
    assert drawn("{{ text|plain }}", "en", text={"mn": "Сан"}) == "Сан (in Mongolian)"
    assert drawn("{{ text|paragraphs }}", "en", text={"ko": "하나\n\n둘"}) == (
        '<p class="tongue">(in Korean)</p><div lang="ko"><p>하나</p>\n\n<p>둘</p></div>'
    )


def test_nothing_of_a_text_becomes_markup() -> None:
    with override("ko"):
        word = str(in_language(ENGLISH).elsewhere)
    assert drawn("{{ text }}", "ko", text=ENGLISH) == (
        f'<span lang="en">A &lt;fund&gt;</span> <span class="tongue">({word})</span>'
    )
    assert drawn("{{ text|plain }}", "ko", text=ENGLISH) == f"A &lt;fund&gt; ({word})"
    assert "<fund>" not in drawn("{{ text|paragraphs }}", "ko", text=ENGLISH)


def test_in_a_sentence_it_is_plain() -> None:
    with override("ko"):
        text = in_language(ENGLISH)
        assert f"{text}!" == "%s!" % text == "A <fund>!"  # noqa: UP031
        assert type(str(text)) is str


def test_the_dagger_keeps_the_language() -> None:
    with override("ko"):
        found = marked(in_language(ENGLISH), "M")
    assert (found, isinstance(found, TextIn) and found.language) == ("A <fund>\u202f†", "en")
    assert (marked("Fund", "I"), marked("Fund", "S")) == ("Fund\u202f†", "Fund")


def test_what_an_editor_is_told() -> None:
    assert missing_languages([WHOLE, {}]) == []
    assert missing_languages([WHOLE, ENGLISH]) == ["mn", "ko"]
    with override("en"):
        assert (missing_text([ENGLISH]), missing_text([WHOLE])) == ("Mongolian, Korean", "")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Example: order of the academy, 04.03.2021", "en"),
        ("2021 оны академийн тушаал (KOICA)", "mn"),
        ("아카데미 명령 2021", "ko"),
        ("marks-2026.csv", ""),
        ("UN survey 2022", "en"),
        ("World Bank", "en"),
        ("LOGODI", ""),
        ("CC BY 4.0", ""),
        ("https://www.example.org/some-page/of-ours?and=more", ""),
        ("open-numbers/ddf--gapminder --by--geo.csv", ""),
        ("academic", ""),
        ("2 + 2 = 4", ""),
        ("", ""),
    ],
)
def test_the_language_of_what_was_written_once(text: str, language: str) -> None:
    assert (written(text), written(text).language) == (text, language)


def test_several_in_a_line_each_have_their_own_mark() -> None:
    with override("en"):
        line = joined([written("Сан"), written("of the academy").within("5.4 "), TextIn("Bold", "mn-Latn")])
    assert line == (
        '<span lang="mn">Сан</span> <span class="tongue">(in Mongolian)</span>, 5.4 of the academy, '
        '<span lang="mn-Latn">Bold</span>'
    )


def test_a_value_in_a_sentence_keeps_its_mark_and_nothing_becomes_markup() -> None:
    with override("en"):
        line = filled("By %(who)s & for %(what)s.", {"who": written("академийн тушаал"), "what": "<b>"})
    assert line == (
        'By <span lang="mn">академийн тушаал</span> <span class="tongue">(in Mongolian)</span> &amp; for &lt;b&gt;.'
    )


@pytest.mark.django_db
def test_a_column_that_is_written_once_knows_its_language() -> None:
    Organization.objects.create(code="X", kind="agency", name_mn="Сан", note="Нэр нь давхардсан.")
    note = Organization.objects.get(code="X").note
    assert (note, isinstance(note, TextIn) and note.language) == ("Нэр нь давхардсан.", "mn")
    assert Organization.objects.filter(note=note).values_list("note", flat=True).get() == note
    Organization.objects.filter(note=note).update(note=note, source=note)
