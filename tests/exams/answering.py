"""Answer sheets of a sealed plan: as written by those who know an item and those who do not, drawn from a 2PL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.exams.models import FormPlan
from ortoo.exams.operations import take_sheets
from ortoo.exams.queries.scoring import Asked, asked_on
from ortoo.exams.queries.sheets import forms_by_letter
from ortoo.exams.rules.bank.question import Kind, letter
from ortoo.spreadsheets.kinds import ImportReport, Source
from ortoo.spreadsheets.rows import Row
from tests.cast import AT, person
from tests.exams.building import writer

FILE = Source("sheets.csv", "cd" * 32)
LANGUAGES = ("mn", "en", "ko")

Written = tuple[str, Sequence[str]]
"""Letter of a form, and the answers by place."""


def marker(name: str = "sukh") -> User:
    """Who enters the second time, and marks essays; made when first needed."""
    return User.objects.filter(username=name).first() or person(name, Role.MARKER)


def right_answer(one: Asked, language: str = "mn") -> str:
    """As its sheet is kept."""
    question = one.question
    if question.kind in (Kind.SINGLE, Kind.MULTIPLE):
        return "".join(sorted(name for name, weight in question.weights.items() if weight > 0))
    if question.kind is Kind.TRUE_FALSE:
        return "T" if question.truth else "F"
    if question.kind is Kind.MATCH:
        return " ".join(letter(one.printed.index(left)) for left in range(len(question.left)))
    if question.kind is Kind.ORDER:
        return "".join(letter(one.printed.index(place)) for place in range(len(question.sequence)))
    if question.kind is Kind.NUMERIC:
        return str(question.numbers[0].value)
    return question.accepted[language][0].words if question.kind is Kind.SHORT else ""


def wrong_answer(one: Asked, chance: Random) -> str:
    """Often another letter, now and then nothing."""
    question = one.question
    if question.kind in (Kind.SINGLE, Kind.MULTIPLE):
        others = [letter(place) for place in range(len(question.options))]
        return chance.choice([*(name for name in others if question.weights.get(name, 0) <= 0), ""])
    if question.kind is Kind.TRUE_FALSE:
        return chance.choice(["F" if question.truth else "T", ""])
    if question.kind is Kind.MATCH:
        return " ".join(chance.choice([*map(letter, one.printed), "-"]) for _ in question.left[1:]) + " A"
    if question.kind is Kind.ORDER:
        return "".join(chance.sample([letter(place) for place in one.printed], len(one.printed)))
    return chance.choice(["7 000", "?", ""]) if question.kind is not Kind.ESSAY else ""


def drawn(plan: FormPlan, numbers: Sequence[str], seed: str = "sheets") -> dict[str, Written]:
    """Personnel number -> form (in turn) and answers. Ability is standard normal; slope 1.2, difficulty by place."""
    chance = Random(seed)
    asked = asked_on(plan)
    letters = {found.pk: name for name, found in forms_by_letter(plan).items()}
    found: dict[str, Written] = {}
    for row, number in enumerate(numbers):
        form = sorted(asked)[row % len(asked)]
        ability, language = chance.gauss(0, 1), LANGUAGES[row % 3]
        found[number] = letters[form], [_drawn(one, ability, language, chance) for one in asked[form]]
    return found


def _drawn(one: Asked, ability: float, language: str, chance: Random) -> str:
    difficulty = (one.place * 7 % 11 - 5) / 3
    solved = chance.random() < 1 / (1 + 2.718281828459045 ** (-1.2 * (ability - difficulty)))
    return right_answer(one, language) if solved else wrong_answer(one, chance)


def rows_of(written: Mapping[str, Written], centres: int = 4) -> list[Row]:
    """As read from a file; the language goes round with the rows, as in `drawn`."""
    made = []
    for place, (number, (form, answers)) in enumerate(written.items()):
        values: dict[str, object] = {str(one): answer or None for one, answer in enumerate(answers, start=1)}
        head = {"number": number, "form": form, "centre": f"Centre {place % centres + 1}"}
        made.append(Row({**head, "language": LANGUAGES[place % 3], **values}, "sheets.csv", place + 2, {}))
    return made


def taken(plan: FormPlan, written: Mapping[str, Written], entry: int, by: User | None = None) -> ImportReport:
    by = by or (marker() if entry == 2 else writer())
    return take_sheets(plan=plan, rows=rows_of(written), entry=entry, source=FILE, by=by, at=AT)


def entered_twice(plan: FormPlan, numbers: Sequence[str], seed: str = "sheets") -> dict[str, Written]:
    """Sheets drawn and entered by two hands alike."""
    written = drawn(plan, numbers, seed)
    for entry in (1, 2):
        report = taken(plan, written, entry)
        assert not report.problems, report.problems[0].sentence()
    return written
