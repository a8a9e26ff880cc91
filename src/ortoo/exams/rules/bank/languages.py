"""The languages of one question: files tell it in one at a time, the bank keeps them together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields, replace
from typing import TypeVar

from ortoo.exams.rules.bank.question import Number, Option, Question, Texts
from ortoo.multilingual.refusals import Refusal

T = TypeVar("T")


def joined(versions: Sequence[Question]) -> Question:
    """One question of several that tell it each in languages of its own.

    Refuses two of one language, and any difference besides what is told: such are two questions.
    """
    first = versions[0]
    for other in versions[1:]:
        if both := sorted(set(first.languages) & set(other.languages)):
            raise Refusal("bank.language_twice", item=first.label, language=both[0])
        for place in fields(Question):
            if _untold(getattr(first, place.name)) != _untold(getattr(other, place.name)) and place.name != "notes":
                raise Refusal("bank.versions_differ", item=first.label, part=place.name)
        first = _both(first, other)
    return first


def joined_by_code(files: Sequence[Sequence[Question]]) -> tuple[Question, ...]:
    """The questions of several files, those of one code as one, in the order in which codes first occur.

    Refuses a code twice in one file. What has no code stays by itself.
    """
    groups: dict[str, list[Question]] = {}
    for number, file in enumerate(files):
        seen: set[str] = set()
        for place, question in enumerate(file):
            if question.code and question.code in seen:
                raise Refusal("bank.code_twice", item=question.code)
            seen.add(question.code)
            groups.setdefault(question.code or f"\n{number} {place}", []).append(question)
    return tuple(joined(group) for group in groups.values())


def in_languages(question: Question, languages: Collection[str]) -> Question:
    """The question as it is told in `languages` alone."""

    def of(texts: Mapping[str, T]) -> dict[str, T]:
        return {language: told for language, told in texts.items() if language in languages}

    return replace(
        question,
        texts=of(question.texts),
        names=of(question.names),
        accepted=of(question.accepted),
        notes={name: of(texts) for name, texts in question.notes.items()},
        options=tuple(Option(of(one.texts), of(one.feedback)) for one in question.options),
        numbers=tuple(replace(one, feedback=of(one.feedback)) for one in question.numbers),
        left=tuple(of(one) for one in question.left),
        right=tuple(of(one) for one in question.right),
        sequence=tuple(of(one) for one in question.sequence),
    )


def told_besides(read: Question, standing: Question) -> Question:
    """What a file tells of a question that stands in the bank, with what the bank has in other languages.

    The key and the rest are the file's. Where the question is now built otherwise, other languages cannot be kept: it
    comes back as it was read. A file that names no cell leaves the question in its own.
    """
    read = replace(read, cell=read.cell or standing.cell)
    others = set(standing.languages) - set(read.languages)
    if not others or _built(read) != _built(standing):
        return read
    return _both(read, in_languages(standing, others))


def _built(question: Question) -> tuple[object, ...]:
    sizes = (len(part) for part in (question.options, question.left, question.right, question.sequence))
    return question.kind, *sizes, len(question.numbers)


def _untold(value: object) -> object:
    """What does not depend on the language: lengths of what is told, figures, marks."""
    if isinstance(value, tuple):
        return tuple(_untold(each) for each in value)
    if isinstance(value, Option):
        return "an option"
    if isinstance(value, Number):
        return (value.value, value.tolerance, value.weight)
    if isinstance(value, Mapping) and any(key in ("mn", "en", "ko") for key in value):
        return {}
    return value


def _both(first: Question, other: Question) -> Question:
    return replace(
        first,
        texts={**first.texts, **other.texts},
        names={**first.names, **other.names},
        accepted={**first.accepted, **other.accepted},
        notes={
            name: {**first.notes.get(name, {}), **other.notes.get(name, {})} for name in {**first.notes, **other.notes}
        },
        options=_each(_both_options, first.options, other.options),
        numbers=_each(_both_numbers, first.numbers, other.numbers),
        left=_each(_both_texts, first.left, other.left),
        right=_each(lambda one, two: {**one, **two}, first.right, other.right),
        sequence=_each(_both_texts, first.sequence, other.sequence),
    )


def _each(both: Callable[[T, T], T], first: tuple[T, ...], other: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(both(one, two) for one, two in zip(first, other, strict=True))


def _both_texts(one: Texts, two: Texts) -> Texts:
    return {**one, **two}


def _both_options(one: Option, two: Option) -> Option:
    return Option({**one.texts, **two.texts}, {**one.feedback, **two.feedback})


def _both_numbers(one: Number, two: Number) -> Number:
    return replace(one, feedback={**one.feedback, **two.feedback})
