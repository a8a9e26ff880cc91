"""What one answer earns, in thousandths of its item: from 0 to FULL, whatever the weights say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

from ortoo.exams.rules.bank.fold import agrees
from ortoo.exams.rules.bank.question import Folding, Kind, Number, Question, letter
from ortoo.exams.rules.scoring.values import FULL, Answer, half_up
from ortoo.multilingual.refusals import Refusal

DIGITS = r"(?:[0-9]{1,20}(?:[.,][0-9]{0,20})?|[.,][0-9]{1,20})"
WRITTEN = re.compile(rf"([+-]?{DIGITS}(?:[eE][+-]?[0-9]{{1,2}})?)(.*)", re.DOTALL)
"""A number, with a decimal point or comma, and what stands behind it."""
THOUSANDS = re.compile(r"(?<=[0-9])\s(?=[0-9]{3}(?![0-9]))")
"""A space between thousands."""


EXACT = Context(prec=400)
"""Room for all digits of a key in a unit, and of an answer with its exponent."""


def score(question: Question, answer: Answer) -> int:
    """Refuses an essay, which is marked by people, a description, and an answer that names what the question has not:
    such an answer was entered wrongly.
    """
    if question.kind not in RULES:
        raise Refusal("scoring.not_by_rule", item=question.label, kind=question.kind.value)
    return RULES[question.kind](question, answer)


def _single(question: Question, answer: Answer) -> int:
    """The weight of the one option chosen; who chose several has chosen none."""
    _refuse_strange_letters(question, answer)
    return _sum_of_weights(question, answer) if len(answer.letters) == 1 else 0


def _multiple(question: Question, answer: Answer) -> int:
    """Weights of all options chosen; wrong ones take away, and never more than there is."""
    _refuse_strange_letters(question, answer)
    return _sum_of_weights(question, answer)


def _true_false(question: Question, answer: Answer) -> int:
    return FULL if answer.truth is not None and answer.truth == question.truth else 0


def _match(question: Question, answer: Answer) -> int:
    """The share of left sides that were joined with theirs. Right sides of the same words are one."""
    if answer.pairs and len(answer.pairs) != len(question.left):
        raise Refusal("scoring.places", item=question.label, found=len(answer.pairs), needed=len(question.left))
    for place in answer.pairs:
        if place is not None and not 0 <= place < len(question.right):
            raise Refusal("scoring.place_unknown", item=question.label, place=place + 1, last=len(question.right))
    right = sum(
        place is not None and question.right[place] == question.right[left] for left, place in enumerate(answer.pairs)
    )
    return half_up(FULL * right, len(question.left))


def _order(question: Question, answer: Answer) -> int:
    """The share of neighbours that follow each other as they should, so that one thing out of its place does not take
    all the others along.
    """
    size = len(question.sequence)
    if not answer.sequence:
        return 0
    if sorted(answer.sequence) != list(range(size)):
        raise Refusal("scoring.places", item=question.label, found=len(set(answer.sequence)), needed=size)
    following = sum(then == first + 1 for first, then in zip(answer.sequence[:-1], answer.sequence[1:], strict=True))
    return half_up(FULL * following, size - 1)


def _numeric(question: Question, answer: Answer) -> int:
    """The best weight of a number of the key that lies within its tolerance, both ends included. A key for any other
    number counts where none does. A comma is a decimal comma; a space may part thousands. A number without a unit is in
    that of the key; with a unit that the question does not name, or without a number, nothing is earned.
    """
    written = WRITTEN.fullmatch(THOUSANDS.sub("", answer.words.strip()))
    if not written:
        return 0
    value, unit = Decimal(written[1].replace(",", ".")), written[2].strip()
    multipliers = {one.name: one.multiplier for one in question.units} | {"": Decimal(1)}
    if unit not in multipliers:
        return 0
    near = [number for number in question.numbers if _within(number, value, multipliers[unit])]
    others = [number for number in question.numbers if number.value is None]
    return _best(number.weight for number in near or others)


def _short(question: Question, answer: Answer) -> int:
    """The best weight of an accepted answer in the language of the form that agrees under the question's folding."""
    if not answer.words.strip():
        return 0
    if answer.language not in question.accepted:
        raise Refusal("scoring.language_missing", item=question.label, language=answer.language)
    folding = question.folding or Folding()
    return _best(one.weight for one in question.accepted[answer.language] if agrees(answer.words, one.words, folding))


RULES: dict[Kind, Callable[[Question, Answer], int]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCH: _match,
    Kind.ORDER: _order,
    Kind.NUMERIC: _numeric,
    Kind.SHORT: _short,
}


def _within(number: Number, value: Decimal, multiplier: Decimal) -> bool:
    """Without a division, so exactly."""
    if number.value is None:
        return False
    apart = EXACT.abs(EXACT.subtract(value, EXACT.multiply(number.value, multiplier)))
    return apart <= EXACT.multiply(number.tolerance, multiplier)


def _sum_of_weights(question: Question, answer: Answer) -> int:
    return _thousandths(sum((question.weights.get(name, Decimal(0)) for name in answer.letters), Decimal(0)))


def _best(weights: Iterable[Decimal]) -> int:
    return _thousandths(max(weights, default=Decimal(0)))


def _thousandths(percent: Decimal) -> int:
    """Of a weight in per cent. Thirds written with few digits, which miss 100 by a tenth, are a whole."""
    rounded = int((percent * 10).quantize(Decimal(1), ROUND_HALF_UP))
    return max(0, FULL if abs(rounded - FULL) <= 1 else min(FULL, rounded))


def _refuse_strange_letters(question: Question, answer: Answer) -> None:
    known = [letter(place) for place in range(len(question.options))]
    if strange := sorted(answer.letters - set(known)):
        raise Refusal("scoring.letter_unknown", item=question.label, letter=strange[0], last=known[-1])
