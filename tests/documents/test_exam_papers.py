"""The booklet and the answer sheet of a form: everything stands there, in each language, and no item is torn apart."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader

from ortoo.documents.booklet import AnswerSheetPaper, BookletPaper
from ortoo.documents.setting import pdf, words
from ortoo.exams.rules.bank.question import Text
from ortoo.exams.rules.forms.papers import answer_sheet, booklet, refuse_unprintable
from ortoo.exams.rules.forms.printing import printed_order
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from tests.documents.examined import TITLE, form, long_one, many, marked_up
from tests.documents.reading import text_of, words_of_pictures
from tests.documents.samples import AT
from tests.exams.building import of_each_kind, told


def read(paper: BookletPaper | AnswerSheetPaper, language: str = "en") -> PdfReader:
    return PdfReader(io.BytesIO(pdf(paper, language=language, at=AT, example=True)))


def kinds(reader: PdfReader) -> list[str]:
    def below(element: Any) -> list[str]:
        element = element.get_object()
        if isinstance(element, list):
            return [kind for one in element for kind in below(one)]
        if not hasattr(element, "get"):
            return []
        return [str(element.get("/S")), *(below(element["/K"]) if "/K" in element else [])]

    root: Any = reader.trailer["/Root"]
    return below(root["/StructTreeRoot"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_booklet_says_which_form_it_is_and_asks_every_item(language: str) -> None:
    reader = read(booklet(form(), language), language)
    said, house = text_of(reader), words(language)["booklet"]
    for sentence in (TITLE[language], house["form"].format(letter="A"), *house["rules"], *house["how"].values()):
        assert sentence in said
    for question in of_each_kind():
        assert question.texts[language].words in said
        for option in question.options:
            assert option.texts[language].words in said
    assert reader.metadata
    assert reader.metadata.title == booklet(form(), language).title
    root: Any = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == (language, True)


def test_words_lists_tables_and_pictures_are_there_to_be_heard() -> None:
    reader = read(booklet(form(marked_up()), "en"))
    assert "Water is H2O, always; x = 1." in text_of(reader)
    assert words_of_pictures(reader) == ["A blue map"]
    found = kinds(reader)
    assert (found.count("/H1"), found.count("/H2"), found.count("/TH"), found.count("/TD")) == (1, 2, 2, 2)


def test_what_is_joined_and_ordered_is_printed_as_drawn() -> None:
    join, order = of_each_kind()[3:5]
    paper = booklet(form(join, order), "en")
    right = [called.blocks[0].runs[0].words for called in paper.items[0].lettered]
    assert right == [f"right {place}" for place in printed_order("A", "match", 4)]
    assert [called.sign for called in paper.items[0].lettered] == ["A", "B", "C", "D"]
    assert [called.sign for called in paper.items[0].numbered] == ["1", "2", "3"]
    things = [called.blocks[0].runs[0].words for called in paper.items[1].lettered]
    assert things == [f"step {place} [en]" for place in printed_order("A", "order", 4)]
    other = booklet(replace(form(join), letter="C"), "en")
    assert [called.blocks for called in other.items[0].lettered] != [
        called.blocks for called in paper.items[0].lettered
    ]


def test_no_item_is_broken_by_a_page_unless_it_is_longer_than_one() -> None:
    pages = [page.extract_text() for page in read(booklet(many(40), "en")).pages]
    assert len(pages) > 4
    for place in range(40):
        [holding] = [page for page in pages if re.search(rf"Item {place}\?", page)]
        after = holding.partition(f"Item {place}?")[2]
        assert [letter in after for letter in ("single A", "single B", "single C", "single D")] == [True] * 4
    essay = read(booklet(form(*of_each_kind()[:7], long_one()), "en"))
    assert text_of(essay).count("Line of words.") == 90


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_sheet_has_a_place_for_each_answer(language: str) -> None:
    paper = answer_sheet(form(), language)
    assert [(row.number, row.way, row.signs) for row in paper.rows] == [
        ("1", "bubbles", ("A", "B", "C", "D")),
        ("2", "bubbles", ("A", "B", "C", "D")),
        ("3", "truth", ()),
        ("4", "boxes", ("1", "2", "3")),
        ("5", "boxes", ("1", "2", "3", "4")),
        ("6", "line", ()),
        ("7", "line", ()),
        ("8", "booklet", ()),
        ("9", "line", ()),
        ("10", "booklet", ()),
    ]
    reader = read(paper, language)
    house = words(language)["answer-sheet"]
    for sentence in (house["number"], house["centre"], house["booklet"], house["true"], *house["rules"]):
        assert sentence in text_of(reader)
    assert len(reader.pages) == 1


def test_a_sheet_of_many_items_goes_on_and_numbers_every_one() -> None:
    reader = read(answer_sheet(many(120), "en"))
    assert len(reader.pages) == 3
    assert {str(place) for place in range(1, 121)} <= set(text_of(reader).split())


def test_the_same_form_gives_the_same_bytes() -> None:
    first, second = (pdf(booklet(form(), "mn"), language="mn", at=AT, example=False) for _ in range(2))
    assert first == second


def test_a_picture_that_cannot_be_printed_is_found_before_the_seal() -> None:
    lost = replace(marked_up(), texts={of: Text('<img src="@@PLUGINFILE@@/gone.png">') for of in LANGUAGES})
    with pytest.raises(Refusal) as refused:
        refuse_unprintable(form(lost))
    assert refused.value.code == "forms.picture_missing"


def test_a_sign_without_a_letter_form_is_named() -> None:
    strange = replace(of_each_kind()[-1], texts=told("\N{EGYPTIAN HIEROGLYPH A001}"))
    with pytest.raises(Refusal) as refused:
        read(booklet(form(strange), "en"))
    assert refused.value.code == "documents.no_glyph"
