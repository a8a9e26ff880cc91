"""What a question of Moodle's XML is answered with, kind by kind, and texts with their files."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from ortoo.exams.rules.bank.moodle_settings import FORMS
from ortoo.exams.rules.bank.numbers_of_file import number_of
from ortoo.exams.rules.bank.question import (
    ENDS,
    Accepted,
    Folding,
    Form,
    Image,
    Kind,
    Number,
    Option,
    Text,
    Texts,
    Unit,
    Words,
    letter,
)
from ortoo.exams.rules.bank.xml_tree import only, words_in
from ortoo.multilingual.refusals import Refusal

NAMED_FILE = re.compile(r"""@@PLUGINFILE@@(/[^"'<>\s?]+)""")
Found = dict[str, Any]
"""Fields of a Question."""


@dataclass(frozen=True)
class Source:
    """A question element read in one language. `missing`: (code, name) of files that a text names and does not hold."""

    element: Element
    language: str
    missing: list[tuple[str, str]] = field(default_factory=list)

    @property
    def form(self) -> Form:
        """What its text is marked up in, and so every text that says nothing else."""
        text = self.element.find("questiontext")
        return Form.HTML if text is None else self._form(text, Form.HTML)

    def _form(self, element: Element, usual: Form) -> Form:
        named = element.get("format", "").strip()
        if named and named not in FORMS:
            raise Refusal("bank.form_unsupported", form=named)
        return FORMS[named] if named else usual

    def words(self, element: Element | None) -> str:
        """Of an element with its words in <text>, or, as in old files, right within."""
        if element is None:
            return ""
        text = only(element, "text")
        return words_in(text) if text is not None else (element.text or "").strip(ENDS)

    def texts(self, element: Element | None) -> Texts:
        """Empty where nothing is said."""
        text = self.text(element)
        return {self.language: text} if text else {}

    def text(self, element: Element | None) -> Text | None:
        words = self.words(element)
        if element is None or not words:
            return None
        images = tuple(_image(file) for file in element.findall("file"))
        named = {unquote(name) for name in NAMED_FILE.findall(words)} - {image.path + image.name for image in images}
        self.missing.extend(("bank.image_missing", name) for name in sorted(named))
        return Text(words, self._form(element, self.form), images)

    def answers(self) -> list[Element]:
        found = self.element.findall("answer")
        if any(answer.find("fraction") is not None for answer in found):
            raise Refusal("bank.xml_old", part="fraction")
        return found

    def weight(self, answer: Element) -> Decimal:
        return number_of(answer.get("fraction", "0"))

    def feedback(self, answer: Element) -> Texts:
        return self.texts(only(answer, "feedback"))


def _image(file: Element) -> Image:
    name = file.get("name", "")
    if file.get("encoding", "base64") != "base64":
        raise Refusal("bank.image_damaged", part=name)
    try:
        content = b64decode("".join((file.text or "").split()), validate=True)
    except (Error, ValueError) as error:
        raise Refusal("bank.image_damaged", part=name) from error
    return Image(name, content, file.get("path", "/"))


def _choice(source: Source) -> Found:
    answers = source.answers()
    options = tuple(Option(source.texts(answer), source.feedback(answer)) for answer in answers)
    return {
        "options": options,
        "weights": {letter(place): source.weight(answer) for place, answer in enumerate(answers)},
    }


def _true_false(source: Source) -> Found:
    """Answers called true and false. Old files call them in the language of their site, and are not guessed at."""
    answers = {source.words(answer): answer for answer in source.answers()}
    if set(answers) != {"true", "false"}:
        raise Refusal("bank.xml_truth")
    weights = {name: source.weight(answer) for name, answer in answers.items()}
    if sorted(weights.values()) != [0, 100]:
        raise Refusal("bank.xml_truth")
    notes = {name: source.feedback(answer) for name, answer in answers.items()}
    return {"truth": weights["true"] == 100, "notes": notes}


def _match(source: Source) -> Found:
    left: list[Texts] = []
    right: list[Words] = []
    spare: list[Words] = []
    for pair in source.element.findall("subquestion"):
        premise = source.texts(pair)
        if premise:
            left.append(premise)
        (right if premise else spare).append({source.language: source.words(only(pair, "answer"))})
    return {"left": tuple(left), "right": (*right, *spare)}


def _order(source: Source) -> Found:
    """In the order of the file, as Moodle takes it; fractions that count otherwise contradict it, and are refused."""
    answers = source.answers()
    places = [source.weight(answer) for answer in answers]
    if len(set(places)) > 1 and places != sorted(set(places)):
        raise Refusal("bank.xml_order")
    for answer in answers:
        answer.attrib.setdefault("format", "moodle_auto_format")
    return {"sequence": tuple(source.texts(answer) for answer in answers)}


def _short(source: Source) -> Found:
    accepted = []
    for answer in source.answers():
        told = source.feedback(answer).get(source.language)
        accepted.append(Accepted(source.words(answer), source.weight(answer), told))
    by_case = words_in(only(source.element, "usecase")) == "1"
    return {"accepted": {source.language: tuple(accepted)}, "folding": Folding(case=not by_case)}


def _numeric(source: Source) -> Found:
    numbers = []
    for answer in source.answers():
        words = source.words(answer)
        tolerance = words_in(only(answer, "tolerance"))
        value = None if words == "*" else number_of(words)
        given = number_of(tolerance) if tolerance else Decimal(0)
        numbers.append(Number(value, given, source.weight(answer), source.feedback(answer)))
    return {"numbers": tuple(numbers), "units": _units(only(source.element, "units"))}


def _units(units: Element | None) -> tuple[Unit, ...]:
    found = [] if units is None else units.findall("unit")
    return tuple(
        Unit(words_in(only(unit, "unit_name")), number_of(words_in(only(unit, "multiplier")) or "1")) for unit in found
    )


READERS: dict[Kind, Callable[[Source], Found]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCH: _match,
    Kind.ORDER: _order,
    Kind.SHORT: _short,
    Kind.NUMERIC: _numeric,
}
