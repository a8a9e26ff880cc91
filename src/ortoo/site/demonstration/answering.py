"""Invented answers to the example's items: by a two-parameter model, from the ability that drives all marks."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import exp

from ortoo.exams.rules.bank.question import Kind, Level, Question, letter
from ortoo.exams.rules.forms.printing import printed_order

HARDER = {Level.KNOW: -0.9, Level.APPLY: -0.4, Level.JUDGE: 0.1}
TIRED = 0.02
"""The share of people who do not reach the end."""


@dataclass(frozen=True)
class Asked:
    """An item as it stands on a form: how hard it is, and what people write."""

    slope: float
    difficulty: float
    right: str
    wrong: Sequence[str]

    def answer(self, ability: float, chance: random.Random) -> str:
        solves = 1 / (1 + exp(-self.slope * (ability - self.difficulty)))
        return self.right if chance.random() < solves else chance.choice(self.wrong)


def expected_facility(question: Question, seed: int) -> int:
    """What an expert might say, in thousandths: near the truth."""
    slope, difficulty = _parameters(question, seed)
    told = 1000 / (1 + exp(0.8 * slope * difficulty)) + random.Random(f"{seed}:expert:{question.code}").gauss(0, 50)
    return round(min(950.0, max(50.0, told)))


def asked(question: Question, form: str, seed: int) -> Asked:
    """`form`: its letter, by which matches and orders are printed."""
    slope, difficulty = _parameters(question, seed)
    right = _right(question, form)
    wrong = [other for other in _others(question, right) if other != right]
    return Asked(slope, difficulty, right, wrong)


def answers(items: Sequence[Asked], ability: float, chance: random.Random) -> list[str]:
    """As written on one sheet, place by place."""
    written = [item.answer(ability, chance) for item in items]
    if chance.random() < TIRED:
        reached = len(items) - chance.randint(1, 6)
        return written[:reached] + [""] * (len(items) - reached)
    return written


def _parameters(question: Question, seed: int) -> tuple[float, float]:
    chance = random.Random(f"{seed}:item:{question.code}")
    level = question.cell.level if question.cell else Level.KNOW
    return chance.uniform(0.6, 1.2), HARDER[level] + chance.gauss(0, 1.3)


def _right(question: Question, form: str) -> str:
    if question.kind is Kind.TRUE_FALSE:
        return "T" if question.truth else "F"
    if question.kind is Kind.NUMERIC:
        return str(question.numbers[0].value)
    if question.kind is Kind.MATCH:
        return " ".join(_printed(question, form, len(question.right)))
    if question.kind is Kind.ORDER:
        return "".join(_printed(question, form, len(question.sequence)))
    return "".join(sorted(name for name, weight in question.weights.items() if weight > 0))


def _printed(question: Question, form: str, size: int) -> list[str]:
    """The letter under which each thing is printed, in the order of the bank."""
    order = printed_order(form, question.code, size)
    return [letter(order.index(place)) for place in range(size)]


def _others(question: Question, right: str) -> list[str]:
    if question.kind is Kind.TRUE_FALSE:
        return ["T", "F"]
    if question.kind is Kind.NUMERIC:
        value = question.numbers[0].value or Decimal(0)
        return [str(value + 1), str(value + 2), ""]
    if question.kind in (Kind.MATCH, Kind.ORDER):
        turned = right.split() if question.kind is Kind.MATCH else list(right)
        between = " " if question.kind is Kind.MATCH else ""
        return [between.join([turned[1], turned[0], *turned[2:]]), between.join(reversed(turned)), ""]
    offered = [letter(place) for place in range(len(question.options))]
    if question.kind is Kind.MULTIPLE:
        wrong = next(name for name in offered if name not in right)
        return ["".join(sorted(right[:1] + wrong)), right[:1], wrong, ""]
    return offered
