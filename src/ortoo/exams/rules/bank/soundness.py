"""What a question must be to stand in the bank; the first thing wrong is refused, with the question's label."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from ortoo.exams.rules.bank.numbers_of_file import is_writable
from ortoo.exams.rules.bank.question import NOTES, Kind, Question, Text, Texts, letter
from ortoo.multilingual.refusals import LANGUAGES, Refusal

MOST_OPTIONS = 26
FULL = Decimal(100)
SLACK = Decimal("0.1")
"""Thirds and sevenths written with few digits: right weights of a multiple choice may miss 100 by this much."""

# What XML cannot hold, and no reader of a paper would see.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LINE = re.compile("[\x00-\x1f\x7f]")

OF_KIND: dict[Kind, frozenset[str]] = {
    Kind.SINGLE: frozenset({"options", "weights"}),
    Kind.MULTIPLE: frozenset({"options", "weights"}),
    Kind.TRUE_FALSE: frozenset({"truth"}),
    Kind.MATCH: frozenset({"left", "right"}),
    Kind.ORDER: frozenset({"sequence"}),
    Kind.NUMERIC: frozenset({"numbers", "units"}),
    Kind.SHORT: frozenset({"accepted", "folding"}),
    Kind.ESSAY: frozenset(),
    Kind.DESCRIPTION: frozenset(),
}
ALL_PARTS = frozenset().union(*OF_KIND.values())


def refuse_unsound(question: Question) -> None:
    """Refuses what contradicts itself or could not be answered, printed or kept."""
    _refuse_parts_of_other_kinds(question)
    _refuse_texts(question)
    _refuse_lines(question)
    check = CHECKS.get(question.kind)
    if check:
        check(question)


def _refuse_parts_of_other_kinds(question: Question) -> None:
    given = {part for part in ALL_PARTS if getattr(question, part) not in ((), None, {})}
    if strange := sorted(given - OF_KIND[question.kind]):
        raise Refusal("bank.part_of_other_kind", item=question.label, kind=question.kind.value, part=strange[0])
    of_kind = NOTES if question.kind is Kind.TRUE_FALSE else [name for name in NOTES if name not in ("true", "false")]
    if strange := sorted(set(question.notes) - set(of_kind)):
        raise Refusal("bank.part_of_other_kind", item=question.label, kind=question.kind.value, part=strange[0])


def texts_of(question: Question) -> Iterator[tuple[str, Texts]]:
    """(what it is, its texts) of each text of a question, in order."""
    yield "text", question.texts
    yield from question.notes.items()
    for place, option in enumerate(question.options):
        yield letter(place), option.texts
        yield f"{letter(place)} feedback", option.feedback
    yield from ((f"left {place}", texts) for place, texts in enumerate(question.left, start=1))
    yield from ((f"place {place}", texts) for place, texts in enumerate(question.sequence, start=1))
    yield from ((f"number {place} feedback", number.feedback) for place, number in enumerate(question.numbers, start=1))
    for language, answers in question.accepted.items():
        for place, answer in enumerate(answers, start=1):
            if answer.feedback:
                yield f"answer {place} feedback", {language: answer.feedback}


def words_of(question: Question) -> Iterator[tuple[str, str]]:
    """(what it is, words) of everything without a form."""
    yield from (("name", words) for words in question.names.values())
    yield from (
        (f"right {place}", words) for place, each in enumerate(question.right, start=1) for words in each.values()
    )
    yield from (("answer", answer.words) for answers in question.accepted.values() for answer in answers)
    yield from (("unit", unit.name) for unit in question.units)
    yield from question.settings.items()


def _refuse_texts(question: Question) -> None:
    if not question.texts:
        raise Refusal("bank.text_empty", item=question.label, part="text")
    for part, texts in texts_of(question):
        for text in texts.values():
            _refuse_words(question, part, text.words)
            for image in text.images:
                _refuse_line(question, "image", image.path + image.name)
            if len({(image.path, image.name) for image in text.images}) < len(text.images):
                raise Refusal("bank.image_twice", item=question.label, part=part)
    for part, words in words_of(question):
        _refuse_words(question, part, words)
    used = {language for _, texts in texts_of(question) for language in texts}
    if strange := sorted((used | set(question.names) | set(question.accepted)) - set(LANGUAGES)):
        raise Refusal("bank.language_unknown", item=question.label, language=strange[0], languages=", ".join(LANGUAGES))
    _refuse_missing_languages(question)


def _refuse_words(question: Question, part: str, words: str) -> None:
    if not words.strip():
        raise Refusal("bank.text_empty", item=question.label, part=part)
    if found := UNWRITABLE.search(words):
        raise Refusal("bank.text_control", item=question.label, part=part, character=f"U+{ord(found.group()):04X}")


def _refuse_missing_languages(question: Question) -> None:
    """What must be told is told in every language of the question, and feedback in no other."""
    told = set(question.texts)
    needed = [option.texts for option in question.options] + [*question.left, *question.sequence]
    for texts in [*needed, *question.right, *([question.accepted] if question.accepted else [])]:
        if missing := sorted(told ^ set(texts)):
            raise Refusal("bank.language_missing", item=question.label, language=missing[0])
    for _, texts in texts_of(question):
        if missing := sorted(set(texts) - told):
            raise Refusal("bank.language_missing", item=question.label, language=missing[0])


def _refuse_lines(question: Question) -> None:
    goal = question.cell.goal if question.cell else "-"
    for part, line in [("code", question.code), ("category", question.category), ("goal", goal)]:
        _refuse_line(question, part, line)
    for part, line in [("unit", unit.name) for unit in question.units] + list(question.settings.items()):
        _refuse_line(question, part, line)
    for tag in question.tags:
        _refuse_line(question, "tag", tag)
        if not tag or tag.startswith(("cell:", "fold:")):
            raise Refusal("bank.tag", item=question.label, tag=tag)
    if len(set(question.tags)) < len(question.tags):
        raise Refusal("bank.tag_twice", item=question.label)


def _refuse_line(question: Question, part: str, line: str) -> None:
    if LINE.search(line) or UNWRITABLE.search(line) or line != line.strip():
        raise Refusal("bank.line", item=question.label, part=part, value=line)


def _refuse_weight(question: Question, part: str, weight: Decimal, least: int) -> None:
    if not is_writable(weight) or not least <= weight <= FULL:
        raise Refusal("bank.weight", item=question.label, part=part, weight=weight, least=least)


def _refuse_choice(question: Question) -> None:
    count = len(question.options)
    if not 2 <= count <= MOST_OPTIONS:
        raise Refusal("bank.option_count", item=question.label, count=count, most=MOST_OPTIONS)
    letters = [letter(place) for place in range(count)]
    if strange := next((name for name in question.weights if name not in letters), None):
        raise Refusal("bank.key_is_no_option", item=question.label, key=strange, last=letters[-1])
    for name, weight in question.weights.items():
        _refuse_weight(question, name, weight, -100)
    _refuse_twice(question, [option.texts for option in question.options])
    right = [weight for weight in question.weights.values() if weight > 0]
    if question.kind is Kind.MULTIPLE:
        if abs(sum(right) - FULL) > SLACK:
            raise Refusal("bank.weights_sum", item=question.label, sum=sum(right))
    elif FULL not in right:
        raise Refusal("bank.no_right_answer", item=question.label)
    elif right.count(FULL) == count:
        raise Refusal("bank.all_right", item=question.label)


def _refuse_twice(question: Question, several: Sequence[Texts]) -> None:
    for language in question.texts:
        seen: set[Text] = set()
        for texts in several:
            if texts[language] in seen:
                raise Refusal("bank.option_twice", item=question.label, option=texts[language].words)
            seen.add(texts[language])


def _refuse_true_false(question: Question) -> None:
    if question.truth is None:
        raise Refusal("bank.no_right_answer", item=question.label)


def _refuse_match(question: Question) -> None:
    if len(question.left) < 2 or len(question.right) < len(question.left):
        raise Refusal("bank.sides_unequal", item=question.label, left=len(question.left), right=len(question.right))
    _refuse_twice(question, question.left)


def _refuse_order(question: Question) -> None:
    if not 2 <= len(question.sequence) <= MOST_OPTIONS:
        raise Refusal("bank.option_count", item=question.label, count=len(question.sequence), most=MOST_OPTIONS)
    _refuse_twice(question, question.sequence)


def _refuse_numeric(question: Question) -> None:
    for place, number in enumerate(question.numbers, start=1):
        _refuse_weight(question, f"number {place}", number.weight, 0)
        value = Decimal(0) if number.value is None else number.value
        if not is_writable(value) or not is_writable(number.tolerance) or number.tolerance < 0:
            raise Refusal("bank.tolerance", item=question.label, value=value, tolerance=number.tolerance)
    if not any(number.weight == FULL for number in question.numbers):
        raise Refusal("bank.no_right_answer", item=question.label)
    for unit in question.units:
        if not is_writable(unit.multiplier) or unit.multiplier <= 0:
            raise Refusal("bank.unit", item=question.label, unit=unit.name, multiplier=unit.multiplier)


def _refuse_short(question: Question) -> None:
    if question.folding is None:
        raise Refusal("bank.folding_unstated", item=question.label)
    if not question.accepted:
        raise Refusal("bank.no_right_answer", item=question.label)
    for answers in question.accepted.values():
        for answer in answers:
            _refuse_weight(question, answer.words, answer.weight, 0)
        if not any(answer.weight == FULL for answer in answers):
            raise Refusal("bank.no_right_answer", item=question.label)
        if len({answer.words for answer in answers}) < len(answers):
            raise Refusal("bank.answer_twice", item=question.label)


CHECKS: dict[Kind, Callable[[Question], None]] = {
    Kind.SINGLE: _refuse_choice,
    Kind.MULTIPLE: _refuse_choice,
    Kind.TRUE_FALSE: _refuse_true_false,
    Kind.MATCH: _refuse_match,
    Kind.ORDER: _refuse_order,
    Kind.NUMERIC: _refuse_numeric,
    Kind.SHORT: _refuse_short,
}
