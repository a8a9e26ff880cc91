"""A form as its two papers: the booklet in one language, and the answer sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ortoo.documents.booklet import AnswerSheetPaper, Blocks, BookletItem, BookletPaper, Called, SheetRow
from ortoo.exams.rules.bank.question import Kind, Question, Texts, letter
from ortoo.exams.rules.forms.markup import blocks_of, words_block
from ortoo.exams.rules.forms.printed import printed_right, printed_sequence
from ortoo.multilingual.refusals import LANGUAGES

PICTURE = {"mn": "{number}-р даалгаврын зураг", "en": "Picture of item {number}", "ko": "{number}번 문항의 그림"}
"""What a picture without words of its own is called."""
TITLE = {"mn": "{sitting}, {letter} хувилбар", "en": "{sitting}, form {letter}", "ko": "{sitting}, {letter}형"}
WAYS: dict[Kind, Literal["bubbles", "truth", "boxes", "line", "booklet"]] = {
    Kind.SINGLE: "bubbles",
    Kind.MULTIPLE: "bubbles",
    Kind.TRUE_FALSE: "truth",
    Kind.MATCH: "boxes",
    Kind.ORDER: "boxes",
    Kind.ESSAY: "booklet",
}


@dataclass(frozen=True)
class PrintedForm:
    """names: language -> name of the sitting. questions: by place."""

    names: Mapping[str, str]
    code: str
    letter: str
    day: date
    questions: Sequence[Question]

    def title(self, language: str) -> str:
        return TITLE[language].format(sitting=self.names[language], letter=self.letter)


def booklet(form: PrintedForm, language: str) -> BookletPaper:
    """Refuses a picture that is not within its text, and one that cannot be printed."""
    items = (_item(form.letter, place, one, language) for place, one in enumerate(form.questions, start=1))
    title, name = form.title(language), form.names[language]
    return BookletPaper(title, name, form.code, form.letter, form.day, tuple(items))


def answer_sheet(form: PrintedForm, language: str) -> AnswerSheetPaper:
    rows = (
        SheetRow(str(place), WAYS.get(one.kind, "line"), _signs(one))
        for place, one in enumerate(form.questions, start=1)
    )
    title, name = form.title(language), form.names[language]
    return AnswerSheetPaper(title, name, form.code, form.letter, form.day, tuple(rows))


def refuse_unprintable(form: PrintedForm) -> None:
    """What a booklet in any language would refuse."""
    for language in LANGUAGES:
        booklet(form, language)


def _signs(question: Question) -> tuple[str, ...]:
    if question.kind in (Kind.MATCH, Kind.ORDER):
        return tuple(str(place + 1) for place in range(len(question.left or question.sequence)))
    return tuple(letter(place) for place in range(len(question.options)))


def _item(form: str, place: int, question: Question, language: str) -> BookletItem:
    alt = PICTURE[language].format(number=place)

    def told(texts: Texts) -> Blocks:
        return blocks_of(texts[language], question.code, alt)

    lettered = [told(option.texts) for option in question.options]
    lettered += [words_block(question.right[right][language]) for right in printed_right(form, question)]
    lettered += [told(question.sequence[thing]) for thing in printed_sequence(form, question)]
    return BookletItem(
        number=str(place),
        kind=question.kind.value,
        blocks=told(question.texts),
        lettered=tuple(Called(letter(at), blocks) for at, blocks in enumerate(lettered)),
        numbered=tuple(Called(str(at), told(texts)) for at, texts in enumerate(question.left, start=1)),
        units=", ".join(unit.name for unit in question.units),
    )
