"""What of an item is printed, and what is right, as texts that can be hashed: the two halves that a manifest seals."""

from __future__ import annotations

from ortoo.exams.rules.bank.numbers_of_file import number_words
from ortoo.exams.rules.bank.question import Kind, Question, Text, letter
from ortoo.exams.rules.forms.manifest import Placed
from ortoo.exams.rules.forms.printing import printed_order
from ortoo.ledger.rules.canonical import canonical
from ortoo.multilingual.refusals import LANGUAGES

Json = dict[str, object]


def placed(form: str, question: Question, version: int, *, scored: bool) -> Placed:
    """As a manifest lists it; a language in which the question is not told is left out."""
    told = [language for language in LANGUAGES if language in question.texts]
    texts = {language: printed_text(form, question, language) for language in told}
    return Placed(question.code, version, texts, key_text(question), scored)


def printed_text(form: str, question: Question, language: str) -> str:
    """Canonical JSON of everything of it that stands in the booklet, in the order of print; pictures by their hash."""
    right, sequence = printed_right(form, question), printed_sequence(form, question)
    return canonical({
        "text": _shown(question.texts[language]),
        "options": [_shown(option.texts[language]) for option in question.options],
        "left": [_shown(texts[language]) for texts in question.left],
        "right": [question.right[place][language] for place in right],
        "things": [_shown(question.sequence[place][language]) for place in sequence],
        "units": [unit.name for unit in question.units],
    }).decode()  # fmt: skip


def printed_right(form: str, question: Question) -> tuple[int, ...]:
    """Right sides in the order of print, as places in `question.right`."""
    return printed_order(form, question.code, len(question.right))


def printed_sequence(form: str, question: Question) -> tuple[int, ...]:
    return printed_order(form, question.code, len(question.sequence))


def key_text(question: Question) -> str:
    """Canonical JSON of what is right, as the bank keeps it."""
    return canonical({"kind": question.kind.value, **KEYS.get(question.kind, lambda question: {})(question)}).decode()


def _shown(text: Text) -> Json:
    pictures = {image.path + image.name: image.hash for image in text.images}
    return {"words": text.words, "form": text.form.value, "pictures": pictures}


def _weights(question: Question) -> Json:
    return {"weights": {name: number_words(weight) for name, weight in question.weights.items()}}


def _pairs(question: Question) -> Json:
    """The first right sides belong to the left ones, in order."""
    return {"right": [dict(words) for words in question.right[: len(question.left)]]}


def _sequence(question: Question) -> Json:
    return {"sequence": [{of: text.words for of, text in texts.items()} for texts in question.sequence]}


def _numbers(question: Question) -> Json:
    numbers = [
        [None if one.value is None else str(one.value), str(one.tolerance), str(one.weight)] for one in question.numbers
    ]
    return {"numbers": numbers, "units": [[unit.name, str(unit.multiplier)] for unit in question.units]}


def _accepted(question: Question) -> Json:
    folding = question.folding
    return {
        "accepted": {of: [[one.words, str(one.weight)] for one in those] for of, those in question.accepted.items()},
        "folding": [] if folding is None else [folding.case, folding.spaces, folding.lookalikes],
    }


KEYS = {
    Kind.SINGLE: _weights,
    Kind.MULTIPLE: _weights,
    Kind.TRUE_FALSE: lambda question: {"truth": question.truth},
    Kind.MATCH: _pairs,
    Kind.ORDER: _sequence,
    Kind.NUMERIC: _numbers,
    Kind.SHORT: _accepted,
}


def letters(size: int) -> tuple[str, ...]:
    """A, B, C … of so many."""
    return tuple(letter(place) for place in range(size))
