"""How an item prints, language by language, and apart from it its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from ortoo.exams.models import ItemVersion
from ortoo.exams.rules.bank.numbers_of_file import number_words
from ortoo.exams.rules.bank.question import Image, Kind, Question, Text, letter
from ortoo.exams.rules.bank.shown import shown
from ortoo.exams.rules.bank.soundness import texts_of
from ortoo.exams.rules.bank.titles import bare_line
from ortoo.multilingual.refusals import LANGUAGES
from ortoo.multilingual.texts import LANGUAGE_NAMES, in_language
from ortoo.pages.components import Fact
from ortoo.pages.components import Text as Words

Rows = list[tuple[str, SafeString]]


@dataclass(frozen=True)
class Told:
    """In one language: the text, what is answered among (mark, words), and what belongs to it on the right."""

    language: str
    name: Words
    text: SafeString
    answers: Rows
    right: Rows


def told(version: ItemVersion, question: Question) -> list[Told]:
    """In every language that it is told in; what is joined or ordered, each form prints in an order of its own."""

    def address(image: Image) -> str:
        return reverse("exams:item-image", args=[version.pk, image.hash])

    def drawn(text: Text) -> SafeString:
        return SafeString(shown(text, address))

    return [_told(question, language, drawn) for language in LANGUAGES if language in question.texts]


def _told(question: Question, language: str, drawn: Callable[[Text], SafeString]) -> Told:
    answers: Rows = [(letter(at), drawn(one.texts[language])) for at, one in enumerate(question.options)]
    answers += [(str(at), drawn(one[language])) for at, one in enumerate(question.left, start=1)]
    answers += [(letter(at), drawn(one[language])) for at, one in enumerate(question.sequence)]
    right = [(letter(at), format_html("{}", one[language])) for at, one in enumerate(question.right)]
    return Told(language, LANGUAGE_NAMES[language], drawn(question.texts[language]), answers, right)


def images_of(question: Question) -> dict[str, Image]:
    """By hash, of all its texts."""
    texts = (text for _, texts in texts_of(question) for text in texts.values())
    return {image.hash: image for text in texts for image in text.images}


def key_of(question: Question) -> list[Fact]:
    """What is right, in words."""
    return list(KEYS[question.kind](question)) if question.kind in KEYS else []


def _choice(question: Question) -> Iterator[Fact]:
    for name, weight in sorted(question.weights.items()):
        yield Fact(name, gettext("%(weight)s per cent") % {"weight": number_words(weight)})


def _truth(question: Question) -> Iterator[Fact]:
    yield Fact(gettext("Right is"), gettext("True") if question.truth else gettext("False"))


def _match(question: Question) -> Iterator[Fact]:
    for place, one in enumerate(question.left):
        yield Fact(str(place + 1), letter(place), note=in_language({of: bare_line(text) for of, text in one.items()}))


def _order(question: Question) -> Iterator[Fact]:
    yield Fact(gettext("Right order"), " ".join(letter(place) for place in range(len(question.sequence))))


def _numbers(question: Question) -> Iterator[Fact]:
    for one in question.numbers:
        value = (
            gettext("Any other number")
            if one.value is None
            else f"{number_words(one.value)} ± {number_words(one.tolerance)}"
        )
        yield Fact(value, gettext("%(weight)s per cent") % {"weight": number_words(one.weight)})


def _short(question: Question) -> Iterator[Fact]:
    for language, answers in question.accepted.items():
        for one in answers:
            weight = gettext("%(weight)s per cent") % {"weight": number_words(one.weight)}
            yield Fact(one.words, weight, note=str(LANGUAGE_NAMES[language]))


def _essay(question: Question) -> Iterator[Fact]:
    for language, text in question.notes.get("markers", {}).items():
        yield Fact(LANGUAGE_NAMES[language], bare_line(text))


KEYS: dict[Kind, Callable[[Question], Iterator[Fact]]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _truth,
    Kind.MATCH: _match,
    Kind.ORDER: _order,
    Kind.NUMERIC: _numbers,
    Kind.SHORT: _short,
    Kind.ESSAY: _essay,
}
PRINTED_APART = {
    Kind.MATCH: gettext_lazy("Each form prints the right side in an order of its own."),
    Kind.ORDER: gettext_lazy("Each form prints these in an order of its own; here they stand as is right."),
}
