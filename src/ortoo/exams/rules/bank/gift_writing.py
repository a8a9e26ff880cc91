"""Writing GIFT: what it can hold comes back the same; what it cannot is refused, by the label of the question."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from ortoo.exams.rules.bank.gift_blocks import CATEGORY
from ortoo.exams.rules.bank.gift_signs import escaped, written
from ortoo.exams.rules.bank.numbers_of_file import number_words
from ortoo.exams.rules.bank.question import Kind, Question, Texts, letter
from ortoo.exams.rules.bank.soundness import refuse_unsound, texts_of
from ortoo.exams.rules.bank.tagged import as_tags
from ortoo.multilingual.refusals import Refusal

UNTAGGABLE = re.compile(r"[<>`]|\\$")
HELD_NOTES = {Kind.TRUE_FALSE: {"general", "true", "false"}, Kind.DESCRIPTION: set[str]()}


def write_gift(questions: Sequence[Question], language: str) -> bytes:
    """UTF-8. Refuses a question that is unsound, not told in `language`, or has what GIFT has no place for."""
    parts: list[str] = []
    category = ""
    for question in questions:
        _refuse_what_is_too_much(question, language)
        if question.category != category:
            category = question.category
            parts.append(f"{CATEGORY} {category}".rstrip())
        parts.append(_question(question, language))
    return ("\n\n".join(parts) + "\n").encode()


def _refuse_what_is_too_much(question: Question, language: str) -> None:
    refuse_unsound(question)
    if language not in question.texts:
        raise Refusal("bank.language_missing", item=question.label, language=language)
    part = _too_much(question, language)
    if part:
        raise Refusal("bank.gift_cannot_hold", item=question.label, part=part)


def _too_much(question: Question, language: str) -> str:
    """The first thing that GIFT has no place for; "" where there is none."""
    marks = [question.code, *as_tags(question.tags, question.cell, question.folding)]
    reasons = {
        "order": question.kind is Kind.ORDER,
        "settings": bool(question.settings),
        "units": bool(question.units),
        "images": any(text.images for _, texts in texts_of(question) for text in texts.values()),
        "->": any("->" in words for words in _before_arrows(question, language)),
        **dict.fromkeys(set(question.notes) - HELD_NOTES.get(question.kind, {"general"}), True),
        **{mark: True for mark in marks if UNTAGGABLE.search(mark)},
    }
    return next((name for name, is_so in reasons.items() if is_so), "")


def _before_arrows(question: Question, language: str) -> list[str]:
    """Words that a reader would part at an arrow, for which GIFT has no escape."""
    accepted = question.accepted.get(language, ())
    told = [answer.feedback.words for answer in accepted if answer.feedback]
    return [texts[language].words for texts in question.left] + [answer.words for answer in accepted] + told


def _question(question: Question, language: str) -> str:
    text = question.texts[language]
    name = question.names.get(language)
    lines = [_comment(question), (f"::{escaped(name)}::" if name else "") + written(text, None)]
    if question.kind is not Kind.DESCRIPTION:
        inside = INSIDE[question.kind](question, language) if question.kind in INSIDE else ""
        general = _feedback(question.notes.get("general", {}), question, language, "####")
        lines[1] += "{" + inside + general + "}"
    return "\n".join(line for line in lines if line)


def _comment(question: Question) -> str:
    """The code and the tags, where Moodle looks for them."""
    marks = [f"[id:{_bracketed(question.code)}]"] if question.code else []
    marks += [f"[tag:{_bracketed(tag)}]" for tag in as_tags(question.tags, question.cell, question.folding)]
    return "// " + " ".join(marks) if marks else ""


def _bracketed(mark: str) -> str:
    return mark.replace("]", "\\]")


def _feedback(texts: Texts, question: Question, language: str, sign: str = "#") -> str:
    return sign + written(texts[language], question.texts[language].form) if language in texts else ""


def _choice(question: Question, language: str) -> str:
    lines = []
    for place, option in enumerate(question.options):
        weight = question.weights.get(letter(place), Decimal(0))
        is_key = question.kind is Kind.SINGLE and weight == 100
        sign = "=" if is_key else f"~%{number_words(weight)}%" if weight else "~"
        words = written(option.texts[language], question.texts[language].form)
        lines.append(f"\t{sign}{words}{_feedback(option.feedback, question, language)}")
    return _several(lines)


def _several(lines: list[str]) -> str:
    return "\n" + "\n".join(lines) + "\n"


def _true_false(question: Question, language: str) -> str:
    right, wrong = (question.notes.get(str(of).lower(), {}) for of in (question.truth, not question.truth))
    told = _feedback(wrong, question, language)
    right_told = _feedback(right, question, language)
    return f"{str(question.truth).upper()}{told or ('#' if right_told else '')}{right_told}"


def _match(question: Question, language: str) -> str:
    form = question.texts[language].form
    left = [written(texts[language], form) for texts in question.left]
    left += [""] * (len(question.right) - len(left))
    pairs = zip(left, question.right, strict=True)
    return _several([f"\t={premise} -> {escaped(answer[language])}" for premise, answer in pairs])


def _short(question: Question, language: str) -> str:
    lines = []
    for answer in question.accepted[language]:
        words = ("[plain]" if answer.words.startswith("[") else "") + escaped(answer.words)
        told = _feedback({language: answer.feedback} if answer.feedback else {}, question, language)
        lines.append(f"\t=%{number_words(answer.weight)}%{words}{told}")
    return _several(lines)


def _numeric(question: Question, language: str) -> str:
    lines = []
    for number in question.numbers:
        value = "*" if number.value is None else f"{number_words(number.value)}:{number_words(number.tolerance)}"
        told = _feedback(number.feedback, question, language)
        lines.append(f"\t=%{number_words(number.weight)}%{value}{told}")
    return "#" + _several(lines)


INSIDE: dict[Kind, Callable[[Question, str], str]] = {
    Kind.SINGLE: _choice,
    Kind.MULTIPLE: _choice,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCH: _match,
    Kind.NUMERIC: _numeric,
    Kind.SHORT: _short,
}
