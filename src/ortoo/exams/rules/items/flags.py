"""What a person should look at in an item: from its figures, by stated limits.

A flag is a question to people, no verdict: nothing is changed, dropped or held back by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Flag = dict[str, Any]

HARD, EASY = 0.2, 0.95
FLAT = 0.15
IDLE = 0.02
NOT_REACHED = 0.1
STRONGER = 0.05
"""By how much an option must draw the upper 27 % more than the lower, to be more than chance of one or two sheets."""


def flags_of(item: Mapping[str, Any]) -> list[Flag]:
    """`item`: figures as `on_a_form` keeps them. The gravest first.

    Of an item whose key was taken back nothing else is said: its figures are not those of its question.
    """
    if item["taken_back"]:
        return [{"flag": "taken-back", "way": item["taken_back"]}]
    return [*_key(item), *_telling(item), *_share(item), *_groups(item), *_drift(item), *_idle(item)]


def _key(item: Mapping[str, Any]) -> Iterator[Flag]:
    """Options that draw those who know more."""
    keys = [one for one in item["options"] if one["key"]]
    if not keys or keys[0]["tails"][1] is None:
        return
    best = max(keys, key=lambda one: one["tails"][1])
    for one in (one for one in item["options"] if not one["key"]):
        lower, upper = one["tails"]
        if upper > best["tails"][1]:
            yield {"flag": "beats-key", "option": one["option"], "key": best["option"]}
        elif upper > lower + STRONGER:
            yield {"flag": "draws-strong", "option": one["option"]}


def _telling(item: Mapping[str, Any]) -> Iterator[Flag]:
    rest = item["item_rest"]
    if rest is not None and rest < FLAT:
        yield {"flag": "backwards" if rest < 0 else "flat"}


def _share(item: Mapping[str, Any]) -> Iterator[Flag]:
    facility = item["facility"]
    if facility is not None and facility < HARD:
        yield {"flag": "hard" if facility else "nobody"}
    if facility is not None and facility > EASY:
        yield {"flag": "easy" if facility < 1 else "everybody"}
    if item["not_reached"] > NOT_REACHED:
        yield {"flag": "not-reached"}


def _groups(item: Mapping[str, Any]) -> Iterator[Flag]:
    """Large differences alone (grade C of ETS)."""
    for one in item["functioning"]:
        if one["grade"] == "C":
            names = {"by": one["by"], "group": one["group"], "reference": one["reference"]}
            yield {"flag": "functioning", **names, "harder": one["delta"] < 0}


def _drift(item: Mapping[str, Any]) -> Iterator[Flag]:
    if item["drift"] and item["drift"]["shown"]:
        yield {"flag": "drift", "sitting": item["drift"]["sitting"], "harder": item["drift"]["harder"]}


def _idle(item: Mapping[str, Any]) -> Iterator[Flag]:
    idle = idle_options(item["options"])
    if idle:
        yield {"flag": "idle", "options": idle}


def idle_options(options: Sequence[Mapping[str, Any]]) -> str:
    """Letters of wrong options that hardly anybody chose, such as "D, E"."""
    return ", ".join(one["option"] for one in options if not one["key"] and one["share"] < IDLE)
