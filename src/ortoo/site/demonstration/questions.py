"""Invented items for the example's bank: they ask for the goals of the plan, in three languages, and say what they are.

Seeded: the same goals and the same seed give the same items.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from ortoo.exams.rules.bank.question import Cell, Kind, Level, Number, Option, Question, Text, Texts, Words, letter
from ortoo.exams.rules.bank.question import Form as Markup

LANGUAGES = ("mn", "en", "ko")
HOW_MANY = {Level.KNOW: 10, Level.APPLY: 10, Level.JUDGE: 6}
"""Items of a goal: for four forms that take two, two and one of a cell, and some to spare."""

FULL = Decimal(100)
Names = Mapping[int, Words]
"""Number of a goal -> its name by language."""

EXAMPLE = {"mn": "Жишээ даалгавар", "en": "Example item", "ko": "예시 문항"}
WHICH = {
    "mn": "«Алсын хараа-2050»-ын {number}-р зорилго аль нь вэ?",
    "en": "Which goal has the number {number} in VISION 2050?",
    "ko": "비전 2050의 {number}번 목표는 무엇입니까?",
}
IS_IT = {
    "mn": "«Алсын хараа-2050»-ын {number}-р зорилго нь «{name}» юм.",
    "en": "Goal {number} of VISION 2050 is “{name}”.",
    "ko": "비전 2050의 {number}번 목표는 “{name}”이다.",
}
UNDER = {
    "mn": "Нэг арга хэмжээ «{name}» зорилгод үйлчилнэ. Түүнийг төлөвлөгөөний хэддүгээр зорилгод тайлагнах вэ?",
    "en": "A measure serves the goal “{name}”. Under which number of the plan is it reported?",
    "ko": "어떤 시책이 “{name}” 목표에 기여합니다. 계획의 몇 번 목표 아래 보고합니까?",
}
AFTER = {
    "mn": "Төлөвлөгөөнд «{name}» зорилгын дараа хэдэн зорилго байна вэ?",
    "en": "How many goals of the plan come after “{name}”?",
    "ko": "계획에서 “{name}” 다음에 오는 목표는 몇 개입니까?",
}
JOIN = {
    "mn": "Дугаар бүрийг зорилгынх нь нэртэй холбоно уу.",
    "en": "Join each number with the name of its goal.",
    "ko": "각 번호를 해당 목표의 이름과 연결하십시오.",
}
BOTH = {
    "mn": "Хамтарсан арга хэмжээ «{name}» болон «{other}» зорилгод үйлчилнэ. Хөтлөгч яам аль хоёр дугаарыг нэрлэх вэ?",
    "en": "A joint measure serves “{name}” and “{other}”. Which two numbers does its lead ministry name?",
    "ko": "공동 시책이 “{name}”와(과) “{other}”에 기여합니다. 주관 부처는 어느 두 번호를 밝힙니까?",
}
SORT = {
    "mn": "Эдгээр зорилгыг төлөвлөгөөний дарааллаар байрлуулна уу.",
    "en": "Put these goals in the order of the plan.",
    "ko": "이 목표들을 계획의 순서대로 놓으십시오.",
}


def example_items(names: Names, seed: int) -> Iterator[Question]:
    """Sound questions, cell by cell of the blueprint. "3.2.07" is the seventh of goal 3 on the second level."""
    for number in names:
        for level, how_many in HOW_MANY.items():
            for place in range(1, how_many + 1):
                yield _example(number, level, place, names, seed)


def _example(number: int, level: Level, place: int, names: Names, seed: int) -> Question:
    code = f"{number}.{tuple(Level).index(level) + 1}.{place:02}"
    ask = KINDS[level][place % len(KINDS[level])]
    asked = ask(number, names, random.Random(f"{seed}:{code}"))
    titles = {language: f"{EXAMPLE[language]} {code}" for language in LANGUAGES}
    return replace(asked, code=code, cell=Cell(str(number), level), names=titles)


def _which(number: int, names: Names, chance: random.Random) -> Question:
    offered = _offered(number, names, chance, 4)
    options = [_told(names[one]) for one in offered]
    return _choice(Kind.SINGLE, _said(WHICH, number=number), options, {offered.index(number): FULL})


def _is_it(number: int, names: Names, chance: random.Random) -> Question:
    told = chance.choice([number, chance.choice([one for one in names if one != number])])
    return Question(Kind.TRUE_FALSE, _said(IS_IT, names[told], number=number), truth=told == number)


def _under(number: int, names: Names, chance: random.Random) -> Question:
    offered = _offered(number, names, chance, 5)
    options = [_figure(one) for one in offered]
    return _choice(Kind.SINGLE, _said(UNDER, names[number]), options, {offered.index(number): FULL})


def _after(number: int, names: Names, chance: random.Random) -> Question:
    after = sum(one > number for one in names)
    return Question(Kind.NUMERIC, _said(AFTER, names[number]), numbers=(Number(Decimal(after)),))


def _join(number: int, names: Names, chance: random.Random) -> Question:
    joined = sorted(_offered(number, names, chance, 3))
    left = tuple(_figure(one) for one in joined)
    return Question(Kind.MATCH, _said(JOIN), left=left, right=tuple(names[one] for one in joined))


def _both(number: int, names: Names, chance: random.Random) -> Question:
    other = chance.choice([one for one in names if one != number])
    rest = [one for one in names if one not in (number, other)]
    offered = sorted([number, other, *chance.sample(rest, 3)])
    half, wrong = FULL / 2, -FULL / 2
    weights = {place: half if one in (number, other) else wrong for place, one in enumerate(offered)}
    text = {
        language: Text(BOTH[language].format(name=names[number][language], other=names[other][language]), Markup.PLAIN)
        for language in LANGUAGES
    }
    return _choice(Kind.MULTIPLE, text, [_figure(one) for one in offered], weights)


def _sort(number: int, names: Names, chance: random.Random) -> Question:
    sequence = tuple(_told(names[one]) for one in sorted(_offered(number, names, chance, 4)))
    return Question(Kind.ORDER, _said(SORT), sequence=sequence)


Ask = Callable[[int, Names, random.Random], Question]

KINDS: Mapping[Level, Sequence[Ask]] = {
    Level.KNOW: (_which, _which, _which, _is_it),
    Level.APPLY: (_under, _under, _after, _under, _join),
    Level.JUDGE: (_both, _both, _sort),
}


def _offered(number: int, names: Names, chance: random.Random, how_many: int) -> list[int]:
    offered = [number, *chance.sample([one for one in names if one != number], how_many - 1)]
    chance.shuffle(offered)
    return offered


def _choice(kind: Kind, text: Texts, options: Sequence[Texts], weights: Mapping[int, Decimal]) -> Question:
    lettered = {letter(place): weight for place, weight in weights.items()}
    return Question(kind, text, options=tuple(map(Option, options)), weights=lettered)


def _said(sentences: Words, name: Words | None = None, **values: object) -> Texts:
    return {
        language: Text(sentences[language].format(name=(name or {}).get(language, ""), **values), Markup.PLAIN)
        for language in LANGUAGES
    }


def _told(words: Words) -> Texts:
    return {language: Text(words[language], Markup.PLAIN) for language in LANGUAGES}


def _figure(number: int) -> Texts:
    return {language: Text(str(number), Markup.PLAIN) for language in LANGUAGES}
