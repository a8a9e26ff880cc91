"""When a formula may be adopted, and the bytes that name its version for good."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

from ortoo.ledger.rules.canonical import canonical
from ortoo.multilingual.refusals import Refusal
from ortoo.record.rules.formula import WHOLE, Component

CODE = re.compile(r"\A[\w-]{1,30}\Z")
"""A code stands in addresses, so it is one word."""


def check_components(components: Sequence[Component]) -> None:
    """Refuses what is no formula: none, a sitting twice, weights other than 1000 in all, a least mark off the scale."""
    if not components:
        raise Refusal("record.no_components")
    sittings = [component.sitting for component in components]
    for sitting in sittings:
        if sittings.count(sitting) > 1:
            raise Refusal("record.sitting_twice", sitting=sitting)
    for component in components:
        _check(component)
    if (total := sum(component.weight for component in components)) != WHOLE:
        raise Refusal("record.weights_off", total=percent(total), difference=percent(abs(WHOLE - total)))


def _check(component: Component) -> None:
    if not 0 < component.weight <= WHOLE:
        raise Refusal("record.weight_range", sitting=component.sitting, weight=percent(component.weight))
    if component.at_least is not None and not component.low <= component.at_least <= component.high:
        raise Refusal("record.least_off_scale", sitting=component.sitting)


def percent(thousandths: int) -> str:
    """A weight as people say it.

    >>> percent(600), percent(333), percent(-5)
    ('60', '33.3', '-0.5')
    """
    whole, tenth = divmod(abs(thousandths), 10)
    return f"{'-' if thousandths < 0 else ''}{whole}{f'.{tenth}' if tenth else ''}"


def described(*, code: str, version: int, legal_basis: str, components: Sequence[Component]) -> dict[str, object]:
    """The formula as it is hashed and recorded; the order of components counts, for the first reason stands."""
    return {
        "code": code,
        "version": version,
        "legal_basis": legal_basis,
        "components": [
            {
                "sitting": component.sitting,
                "weight": component.weight,
                "low": component.low,
                "high": component.high,
                "when_missing": component.when_missing.value,
                "at_least": component.at_least,
            }
            for component in components
        ],
    }


def formula_sha256(description: dict[str, object]) -> str:
    return sha256(canonical(description)).hexdigest()
