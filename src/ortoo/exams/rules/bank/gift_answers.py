"""What stands in the braces of a GIFT question, kind by kind (rules as Moodle's own reader has them)."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from typing import Any

from ortoo.exams.rules.bank.gift_signs import Piece
from ortoo.exams.rules.bank.numbers_of_file import number_of
from ortoo.exams.rules.bank.question import Accepted, Folding, Form, Kind, Number, Option, Texts, Words, letter
from ortoo.multilingual.refusals import Refusal

WEIGHT = re.compile(r"%(-?\d{1,3}\.?\d*)%", re.ASCII)
LIKE_A_WEIGHT = re.compile(r"%\s*-*\d+[.,]?\d*\s*%")
ATTRIBUTE = re.compile(r"""\w=["']""")
TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
Found = dict[str, Any]
"""Fields of a Question."""


def answers(piece: Piece, form: Form, language: str) -> Found:
    """Of what the braces hold, general feedback taken off. Refuses what can be read in two ways."""
    if ATTRIBUTE.search(piece.shape):
        raise Refusal("bank.gift_unescaped")
    if not piece:
        return {"kind": Kind.ESSAY}
    if piece.shape.startswith("#"):
        return _numeric(piece.cut(1), form, language)
    if piece.shape.startswith(">") and "=" not in piece.shape and "~" not in piece.shape:
        raise Refusal("bank.type_unsupported", type="ordering")
    if "~" in piece.shape:
        return _choice(piece, form, language)
    if "=" in piece.shape and "->" in piece.shape:
        return _match(piece, form, language)
    return _true_false(piece, form, language) or _short(piece, form, language)


def feedback_of(pieces: list[Piece], form: Form, language: str) -> Texts:
    text = pieces[0].text(form) if pieces else None
    return {language: text} if text and text.words else {}


def _weight(piece: Piece) -> tuple[Decimal | None, Piece]:
    """(weight, the rest); None where none is named."""
    if found := WEIGHT.match(piece.shape):
        return Decimal(found[1]), piece.cut(found.end())
    if LIKE_A_WEIGHT.match(piece.shape):
        raise Refusal("bank.gift_weight", value=piece.plain)
    return None, piece


def _parts(piece: Piece, sign: str) -> list[Piece]:
    """Parted at a sign that begins each part; something before the first is nothing that can be told for sure."""
    before, *rest = piece.split(sign)
    if before:
        raise Refusal("bank.gift_before_first", value=before.plain)
    return rest


def _choice(piece: Piece, form: Form, language: str) -> Found:
    starts = [at for at, sign in enumerate(piece.shape) if sign in "~="]
    if piece.cut(0, starts[0]):
        raise Refusal("bank.gift_before_first", value=piece.cut(0, starts[0]).plain)
    options, weights = [], {}
    for place, (start, end) in enumerate(zip(starts, [*starts[1:], None], strict=True)):
        is_key = piece.shape[start] == "="
        weight, rest = _weight(piece.cut(start + 1, end))
        if is_key and weight is not None:
            raise Refusal("bank.gift_weight", value=piece.cut(start, end).plain)
        answer, *feedback = rest.split("#", 1)
        options.append(Option({language: answer.text(form)}, feedback_of(feedback, form, language)))
        weights[letter(place)] = Decimal(100) if is_key else weight or Decimal(0)
    kind = Kind.SINGLE if "=" in piece.shape else Kind.MULTIPLE
    return {"kind": kind, "options": tuple(options), "weights": weights}


def _match(piece: Piece, form: Form, language: str) -> Found:
    left: list[Texts] = []
    right: list[Words] = []
    spare: list[Words] = []
    for part in _parts(piece, "="):
        premise, *answer = part.split("->", 1)
        if not answer:
            raise Refusal("bank.gift_match", value=part.plain)
        if premise:
            left.append({language: premise.text(form)})
        (right if premise else spare).append({language: answer[0].plain})
    return {"kind": Kind.MATCH, "left": tuple(left), "right": (*right, *spare)}


def _true_false(piece: Piece, form: Form, language: str) -> Found:
    """Empty where it is none. Moodle takes small letters for a short answer, which hardly anybody means."""
    answer, *feedback = piece.split("#", 2)
    if answer.plain.upper() in TRUTHS and answer.plain not in TRUTHS:
        raise Refusal("bank.gift_truth", value=answer.plain)
    if answer.plain not in TRUTHS:
        return {}
    truth = TRUTHS[answer.plain]
    wrong, right = (feedback_of(feedback[at : at + 1], form, language) for at in (0, 1))
    notes = {"true": right if truth else wrong, "false": wrong if truth else right}
    return {"kind": Kind.TRUE_FALSE, "truth": truth, "notes": notes}


def _short(piece: Piece, form: Form, language: str) -> Found:
    parts = _parts(piece, "=") if "=" in piece.shape else [piece]
    accepted = []
    for part in parts:
        weight, rest = _weight(part)
        answer, *feedback = rest.split("#", 1)
        told = feedback_of(feedback, form, language).get(language)
        accepted.append(Accepted(answer.text(form).words, Decimal(100) if weight is None else weight, told))
    return {"kind": Kind.SHORT, "accepted": {language: tuple(accepted)}, "folding": Folding(case=True)}


def _numeric(piece: Piece, form: Form, language: str) -> Found:
    right, *wrong = piece.split("~", 1)
    parts = _parts(right, "=") if "=" in right.shape else [right]
    numbers = [_number(part, form, language) for part in parts if part]
    if wrong:
        other, *feedback = wrong[0].split("#", 1)
        if other:
            raise Refusal("bank.gift_before_first", value=other.plain)
        numbers.append(Number(None, weight=Decimal(0), feedback=feedback_of(feedback, form, language)))
    return {"kind": Kind.NUMERIC, "numbers": tuple(numbers)}


def _number(part: Piece, form: Form, language: str) -> Number:
    weight, rest = _weight(part)
    answer, *feedback = rest.split("#", 1)
    value, tolerance = _value(answer)
    told = feedback_of(feedback, form, language)
    return Number(value, tolerance, Decimal(100) if weight is None else weight, told)


def _value(answer: Piece) -> tuple[Decimal | None, Decimal]:
    """A number, a number:tolerance, or a range least..most; an asterisk is any."""
    if answer.shape == "*":
        return None, Decimal(0)
    if ".." in answer.shape:
        least, most = (number_of(end.plain) for end in answer.split("..", 1))
        with localcontext(prec=300):  # no digit of a bound is rounded away
            return (least + most) / 2, (most - least) / 2
    value, *tolerance = answer.split(":", 1)
    return number_of(value.plain), number_of(tolerance[0].plain) if tolerance else Decimal(0)
