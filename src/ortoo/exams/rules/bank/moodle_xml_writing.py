"""Writing Moodle's question XML: every sound question comes back the same, in each of its languages."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ortoo.exams.rules.bank.moodle_settings import FLAG, FORMS, NOTE_ELEMENTS, SETTINGS, TYPES
from ortoo.exams.rules.bank.numbers_of_file import number_words
from ortoo.exams.rules.bank.question import Folding, Kind, Question, Text, Texts, letter
from ortoo.exams.rules.bank.soundness import refuse_unsound
from ortoo.exams.rules.bank.tagged import as_tags
from ortoo.multilingual.refusals import Refusal

TYPE_OF = {kind: name for name, kind in TYPES.items()} | {Kind.SINGLE: "multichoice"}
NAME_OF = {form: name for name, form in FORMS.items()}


def write_moodle_xml(questions: Sequence[Question], language: str) -> bytes:
    """UTF-8. Refuses a question that is unsound, not told in `language`, or set in a way Moodle has no name for."""
    root = Element("quiz")
    category = ""
    for question in questions:
        refuse_unsound(question)
        _refuse_what_is_nowhere_kept(question, language)
        if question.category != category:
            category = question.category
            _words(SubElement(SubElement(root, "question", type="category"), "category"), category)
        _write(SubElement(root, "question", type=TYPE_OF[question.kind]), question, language)
    indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "utf-8", xml_declaration=False) + b"\n"


def _refuse_what_is_nowhere_kept(question: Question, language: str) -> None:
    if language not in question.texts:
        raise Refusal("bank.language_missing", item=question.label, language=language)
    if strange := sorted(set(question.settings) - SETTINGS[question.kind]):
        raise Refusal("bank.setting_unknown", item=question.label, setting=strange[0])


def _write(into: Element, question: Question, language: str) -> None:
    if name := question.names.get(language):
        _words(SubElement(into, "name"), name)
    _text(SubElement(into, "questiontext"), question.texts[language])
    for note, tag in NOTE_ELEMENTS.items():
        _optional(into, tag, question.notes.get(note, {}), language)
    for setting, value in question.settings.items():
        SubElement(into, setting).text = None if setting == FLAG and value == "1" else value
    if question.code:
        SubElement(into, "idnumber").text = question.code
    if question.kind in WRITERS:
        WRITERS[question.kind](into, question, language)
    told = question.folding if question.folding not in (Folding(), Folding(case=True)) else None
    if tags := as_tags(question.tags, question.cell, told):
        tagged = SubElement(into, "tags")
        for tag in tags:
            _words(SubElement(tagged, "tag"), tag)


def _words(into: Element, words: str) -> None:
    SubElement(into, "text").text = words


def _text(into: Element, text: Text) -> None:
    into.set("format", NAME_OF[text.form])
    _words(into, text.words)
    for image in text.images:
        file = SubElement(into, "file", name=image.name, path=image.path, encoding="base64")
        file.text = b64encode(image.content).decode("ascii")


def _optional(into: Element, tag: str, texts: Texts, language: str) -> None:
    if language in texts:
        _text(SubElement(into, tag), texts[language])


def _answer(into: Element, weight: Decimal, words: str = "") -> Element:
    answer = SubElement(into, "answer", fraction=number_words(weight))
    if words:
        answer.set("format", NAME_OF[FORMS["plain_text"]])
        _words(answer, words)
    return answer


def _choice(into: Element, question: Question, language: str) -> None:
    SubElement(into, "single").text = str(question.kind is Kind.SINGLE).lower()
    for place, option in enumerate(question.options):
        answer = _answer(into, question.weights.get(letter(place), Decimal(0)))
        _text(answer, option.texts[language])
        _optional(answer, "feedback", option.feedback, language)


def _true_false(into: Element, question: Question, language: str) -> None:
    for name, of in (("true", True), ("false", False)):
        answer = _answer(into, Decimal(100 if question.truth is of else 0), name)
        _optional(answer, "feedback", question.notes.get(name, {}), language)


def _match(into: Element, question: Question, language: str) -> None:
    for place, right in enumerate(question.right):
        pair = SubElement(into, "subquestion")
        if place < len(question.left):
            _text(pair, question.left[place][language])
        else:
            _words(pair, "")
        _words(SubElement(pair, "answer"), right[language])


def _order(into: Element, question: Question, language: str) -> None:
    for place, texts in enumerate(question.sequence, start=1):
        _text(_answer(into, Decimal(place)), texts[language])


def _short(into: Element, question: Question, language: str) -> None:
    assert question.folding
    SubElement(into, "usecase").text = "0" if question.folding.case else "1"
    for accepted in question.accepted[language]:
        answer = _answer(into, accepted.weight, accepted.words)
        _optional(answer, "feedback", {language: accepted.feedback} if accepted.feedback else {}, language)


def _numeric(into: Element, question: Question, language: str) -> None:
    for number in question.numbers:
        answer = _answer(into, number.weight, "*" if number.value is None else number_words(number.value))
        SubElement(answer, "tolerance").text = number_words(number.tolerance)
        _optional(answer, "feedback", number.feedback, language)
    units = SubElement(into, "units") if question.units else None
    for unit in question.units:
        assert units is not None
        told = SubElement(units, "unit")
        SubElement(told, "multiplier").text = number_words(unit.multiplier)
        SubElement(told, "unit_name").text = unit.name


WRITERS: dict[Kind, Callable[[Element, Question, str], None]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCH: _match,
    Kind.ORDER: _order,
    Kind.SHORT: _short,
    Kind.NUMERIC: _numeric,
}
