"""A question out of the body that the bank keeps of it. The house wrote it: what it lacks is a bug of ours."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ortoo.exams.rules.bank.question import (
    Accepted,
    Cell,
    Folding,
    Form,
    Image,
    Kind,
    Level,
    Number,
    Option,
    Question,
    Text,
    Unit,
)
from ortoo.multilingual.refusals import LANGUAGES

Files = Mapping[str, bytes]


def question_in(body: str) -> Question:
    """The question whose `body_of` this is. Its languages come in the order of the house."""
    told: dict[str, Any] = json.loads(body)
    files = {name: b64decode(content) for name, content in told.get("files", {}).items()}
    cell = told.get("cell")
    return Question(
        kind=Kind(told["kind"]),
        texts=_texts(told["texts"], files),
        names=_ordered(told.get("names", {})),
        code=told.get("code", ""),
        cell=Cell(cell["goal"], Level(cell["level"])) if cell else None,
        category=told.get("category", ""),
        tags=tuple(told.get("tags", ())),
        notes={name: _texts(texts, files) for name, texts in told.get("notes", {}).items()},
        settings=told.get("settings", {}),
        **_answers(told, files),
    )


def _answers(told: Mapping[str, Any], files: Files) -> dict[str, Any]:
    accepted = _ordered(told.get("accepted", {}))
    return {
        "options": tuple(_option(one, files) for one in told.get("options", ())),
        "weights": {name: Decimal(weight) for name, weight in told.get("weights", {}).items()},
        "truth": told.get("truth"),
        "left": tuple(_texts(texts, files) for texts in told.get("left", ())),
        "right": tuple(_ordered(words) for words in told.get("right", ())),
        "sequence": tuple(_texts(texts, files) for texts in told.get("sequence", ())),
        "numbers": tuple(_number(one, files) for one in told.get("numbers", ())),
        "units": tuple(Unit(one["name"], Decimal(one["multiplier"])) for one in told.get("units", ())),
        "accepted": {of: tuple(_accepted(one, files) for one in answers) for of, answers in accepted.items()},
        "folding": Folding(**told["folding"]) if "folding" in told else None,
    }


def _ordered(told: Mapping[str, Any]) -> dict[str, Any]:
    return {language: told[language] for language in LANGUAGES if language in told}


def _texts(told: Mapping[str, Any], files: Files) -> dict[str, Text]:
    return {language: _text(text, files) for language, text in _ordered(told).items()}


def _text(told: Mapping[str, Any], files: Files) -> Text:
    images = (Image(one["name"], files[one["file"]], one["path"]) for one in told.get("images", ()))
    return Text(told["words"], Form(told["form"]), tuple(images))


def _option(told: Mapping[str, Any], files: Files) -> Option:
    return Option(_texts(told["texts"], files), _texts(told.get("feedback", {}), files))


def _accepted(told: Mapping[str, Any], files: Files) -> Accepted:
    feedback = _text(told["feedback"], files) if "feedback" in told else None
    return Accepted(told["words"], Decimal(told["weight"]), feedback)


def _number(told: Mapping[str, Any], files: Files) -> Number:
    value = Decimal(told["value"]) if "value" in told else None
    feedback = _texts(told.get("feedback", {}), files)
    return Number(value, Decimal(told["tolerance"]), Decimal(told["weight"]), feedback)
