"""Who may not rule on an appeal, and why: whoever decided before, is concerned, or stands near."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from ortoo.multilingual.refusals import Refusal


class Involved(StrEnum):
    """How somebody is involved, the nearest first."""

    OFFICIAL = "official"
    FILED = "filed"
    SAME_ORGANIZATION = "same-organization"
    MARKS = "marks"
    FORMULA = "formula"
    RULE = "rule"
    SEALED = "sealed"
    DREW = "drew"
    RAN = "ran"
    SIGNED = "signed"


Hands = Mapping[Involved, Collection[int]]
"""How -> accounts (keys) that are involved so."""


def how_involved(member: int, hands: Hands) -> Involved | None:
    """The first way in which the account `member` is involved.

    >>> how_involved(7, {Involved.RAN: {7}, Involved.FILED: {3}})
    <Involved.RAN: 'ran'>
    """
    return next((how for how in Involved if member in hands.get(how, ())), None)


def check_not_involved(member: int, hands: Hands) -> None:
    """Refuses by the name of the reason."""
    if how := how_involved(member, hands):
        raise Refusal(f"selection.involved.{how}")
