"""What a form measures: its expected score and its information, from measured parameters or an estimated facility."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, pi, sqrt

from ortoo.exams.rules.forms.values import BankItem, Blueprint, Form


@dataclass(frozen=True)
class Spreads:
    """Highest less lowest of the forms. expected: in items; information: as a share of the lowest, at each ability."""

    expected: float
    information: tuple[float, ...]


def information(item: BankItem, ability: float, slope: float) -> float:
    """a² P (1 - P), of the 2PL or 1PL model."""
    a, b = parameters(item, slope)
    chance = 1 / (1 + exp(-a * (ability - b)))
    return a * a * chance * (1 - chance)


def parameters(item: BankItem, slope: float) -> tuple[float, float]:
    """(discrimination, difficulty) of a scored item; of one without them, `slope` and the difficulty at which so many
    of a standard normal group solve it.

    That group solves a share of about L(-a b / sqrt(1 + π a² / 8)), L the logistic function: the usual approximation
    of a logistic curve averaged over a normal law (MacKay 1992).
    """
    if item.discrimination is not None and item.difficulty is not None:
        return item.discrimination, item.difficulty
    share = facility(item)
    return slope, log((1 - share) / share) * sqrt(1 + pi * slope * slope / 8) / slope


def facility(item: BankItem) -> float:
    """Of a scored item, which always has one."""
    assert item.facility is not None
    return item.facility


def expected_scores(forms: Sequence[Form], bank: Mapping[str, BankItem]) -> tuple[float, ...]:
    return tuple(sum(facility(bank[code]) for code in form.items) for form in forms)


def informations(
    forms: Sequence[Form], bank: Mapping[str, BankItem], blueprint: Blueprint
) -> tuple[tuple[float, ...], ...]:
    """Form by form, at each ability of the blueprint."""
    return tuple(
        tuple(
            sum(information(bank[code], ability, blueprint.slope) for code in form.items)
            for ability in blueprint.abilities
        )
        for form in forms
    )


def spreads(forms: Sequence[Form], bank: Mapping[str, BankItem], blueprint: Blueprint) -> Spreads:
    """Refuses nothing: of one form alone every spread is 0."""
    expected = expected_scores(forms, bank)
    at_each = zip(*informations(forms, bank, blueprint), strict=True)
    return Spreads(max(expected) - min(expected), tuple(max(column) / min(column) - 1 for column in at_each))
