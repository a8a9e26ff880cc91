"""How the register writes people down: the rules of names, and the shape of a register number, as data."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ortoo.multilingual.names import NameRules, fold_lookalikes, name_rules
from ortoo.multilingual.refusals import Refusal


@dataclass(frozen=True, eq=False)
class Conventions:
    """`language` is the one the register is written in; `synthetic` begins numbers that no real person can have."""

    language: str
    names: NameRules
    number: re.Pattern[str]
    example: str
    synthetic: str


@cache
def conventions() -> Conventions:
    """Those of this installation (`people/data/conventions.toml`)."""
    source = resources.files("ortoo.people") / "data" / "conventions.toml"
    given = tomllib.loads(source.read_text("utf-8"))
    number = given["register_number"]
    return Conventions(
        given["names"],
        name_rules(given["names"]),
        re.compile(number["pattern"]),
        number["example"],
        number["synthetic"],
    )


def read_register_number(text: str) -> str:
    """The number in capitals, without spaces, look-alike letters folded. Refuses any other shape.

    It is a secret: compared, never kept, so a refusal does not repeat it either.
    """
    expected = conventions()
    folded, _ = fold_lookalikes("".join(text.split()).upper(), expected.names)
    if expected.number.fullmatch(folded) is None:
        raise Refusal("people.not_a_register_number", example=expected.example)
    return folded


def is_synthetic(register_number: str) -> bool:
    return register_number.startswith(conventions().synthetic)
