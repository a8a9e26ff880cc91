"""The one registry of refusals: a code, and its sentence in each language.

Every folder of the house, however deep, may hold a `refusals.toml`: `["exams.off_scale"]` with `en`, `mn`, `ko`, each
a sentence that names the place and the remedy, with `{named}` places for values. Rules and operations raise a code with
values; whoever speaks to a person asks for the sentence.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("mn", "en", "ko")

LONGEST = 200

HOUSE = Path(__file__).parents[1]


class Worded(str):
    """A value that is kept and compared as its code, and stands in a sentence in words."""

    __slots__ = ()

    def words(self, language: str) -> str:
        raise NotImplementedError


class Refusal(Exception):
    """Something was asked that cannot be done. `code` names the sentence, `values` fill its places."""

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def sentence(self, language: str = "en") -> str:
        return sentence(self.code, language, self.values)

    def __str__(self) -> str:
        return self.sentence()


class OutOfReach(Refusal):
    """It is somebody else's: the role would do, its scope does not. A page answers as for want of the role."""


def sentence(code: str, language: str, values: dict[str, object]) -> str:
    """The sentence of `code` in `language` ("mn", "en" or "ko"). KeyError for an unregistered code: a bug of ours."""
    return registry()[code][language].format_map({name: _shown(value, language) for name, value in values.items()})


def _shown(value: object, language: str) -> object:
    """A value as a sentence may carry it: one line of at most LONGEST characters; a huge cell would flood a page."""
    if isinstance(value, Worded):
        return value.words(language)
    if not isinstance(value, str):
        return value
    line = " ".join(value.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 3]}..."


@cache
def registry() -> dict[str, dict[str, str]]:
    """Every code of the house -> language -> sentence."""
    found: dict[str, dict[str, str]] = {}
    for source in sorted(HOUSE.rglob("refusals.toml")):
        found.update(tomllib.loads(source.read_text("utf-8")))
    return found
