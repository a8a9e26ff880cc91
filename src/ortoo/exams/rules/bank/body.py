"""A question as the bank keeps it: canonical JSON, one text for one question, and back.

What says nothing is left out. Numbers are text without zeros at their ends, so that no digit is lost. The files within
texts stand once each under "files" as sha256 -> base64, whatever number of texts shows them.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import asdict
from decimal import Decimal
from hashlib import sha256

from ortoo.exams.rules.bank.numbers_of_file import number_words
from ortoo.exams.rules.bank.question import Accepted, Image, Number, Option, Question, Text, Texts
from ortoo.ledger.rules.canonical import canonical

Json = dict[str, object]


def body_of(question: Question) -> str:
    """Equal questions have equal bodies, whatever order their languages came in."""
    files: dict[str, str] = {}
    told: Json = {
        "kind": question.kind.value,
        "texts": _texts(question.texts, files),
        "names": dict(question.names),
        "code": question.code,
        "category": question.category,
        "tags": list(question.tags),
        "notes": {name: _texts(texts, files) for name, texts in question.notes.items()},
        "settings": dict(question.settings),
        **_answers(question, files),
    }
    if question.cell:
        told["cell"] = {"goal": question.cell.goal, "level": question.cell.level.value}
    return canonical(_said({**told, "files": files})).decode()


def hash_of(body: str) -> str:
    """sha256 of a body, in hexadecimal."""
    return sha256(body.encode()).hexdigest()


def _answers(question: Question, files: dict[str, str]) -> Json:
    return {
        "options": [_option(option, files) for option in question.options],
        "weights": {name: _figure(weight) for name, weight in question.weights.items()},
        "truth": question.truth,
        "left": [_texts(texts, files) for texts in question.left],
        "right": [dict(words) for words in question.right],
        "sequence": [_texts(texts, files) for texts in question.sequence],
        "numbers": [_number(number, files) for number in question.numbers],
        "units": [{"name": unit.name, "multiplier": _figure(unit.multiplier)} for unit in question.units],
        "accepted": {of: [_accepted(one, files) for one in answers] for of, answers in question.accepted.items()},
        "folding": question.folding and asdict(question.folding),
    }


def _said(told: Json) -> Json:
    """Without what is empty; what is stated to be false is not."""
    return {name: value for name, value in told.items() if value not in ("", [], {}, None)}


def _figure(number: Decimal) -> str:
    return number_words(number) if number else "0"


def _texts(texts: Texts, files: dict[str, str]) -> Json:
    return {language: _text(text, files) for language, text in texts.items()}


def _text(text: Text, files: dict[str, str]) -> Json:
    told: Json = {"words": text.words, "form": text.form.value}
    if text.images:
        told["images"] = [_image(image, files) for image in text.images]
    return told


def _image(image: Image, files: dict[str, str]) -> Json:
    files[image.hash] = b64encode(image.content).decode()
    return {"name": image.name, "path": image.path, "file": image.hash}


def _option(option: Option, files: dict[str, str]) -> Json:
    return _said({"texts": _texts(option.texts, files), "feedback": _texts(option.feedback, files)})


def _accepted(answer: Accepted, files: dict[str, str]) -> Json:
    told: Json = {"words": answer.words, "weight": _figure(answer.weight)}
    return told | ({"feedback": _text(answer.feedback, files)} if answer.feedback else {})


def _number(number: Number, files: dict[str, str]) -> Json:
    told: Json = {
        "value": None if number.value is None else _figure(number.value),
        "tolerance": _figure(number.tolerance),
        "weight": _figure(number.weight),
        "feedback": _texts(number.feedback, files),
    }
    return _said(told)
