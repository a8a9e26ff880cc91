"""How near forms came to one another, as it is kept beside them: scores and information, and what chance gives."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from ortoo.exams.rules.forms.measures import Spreads

DIGITS = 6


@dataclass(frozen=True)
class Nearness:
    """expected, information, estimated: form by form, as `Assembled` has them. drawn: the median of each spread where
    chance draws the forms; None where it found no way between enemies. searched: False of forms from a file.
    """

    expected: tuple[float, ...]
    information: tuple[tuple[float, ...], ...]
    estimated: tuple[int, ...]
    spreads: Spreads
    drawn: Spreads | None
    exposure: int
    least: bool
    searched: bool


def nearness_text(found: Nearness) -> str:
    """JSON, numbers with six decimals."""
    return json.dumps(_rounded(asdict(found)), sort_keys=True, separators=(",", ":"))


def nearness_read(text: str) -> Nearness:
    body = json.loads(text)
    return Nearness(
        tuple(body["expected"]),
        tuple(tuple(row) for row in body["information"]),
        tuple(body["estimated"]),
        _spreads(body["spreads"]),
        body["drawn"] and _spreads(body["drawn"]),
        body["exposure"],
        body["least"],
        body["searched"],
    )


def _spreads(body: dict[str, object]) -> Spreads:
    return Spreads(body["expected"], tuple(body["information"]))  # type: ignore[arg-type]


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, list | tuple) else value
