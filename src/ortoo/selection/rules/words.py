"""The rule as a mapping in the words of RULE.toml, from the answers of a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ortoo.selection.rules.adoption import FIXED
from ortoo.selection.rules.candidates import ERROR


@dataclass(frozen=True)
class Bound:
    """One line of quotas as filled in: `value` empty means every value of the attribute."""

    attribute: str
    value: str
    at_least: int | None
    at_most: int | None


@dataclass(frozen=True)
class Answers:
    title: str
    seats: int
    reserve: int
    objective: str
    floors: str
    then: Sequence[str]
    bounds: Sequence[Bound]
    borderline: Mapping[str, str] = field(default_factory=dict)


def rule_mapping(answers: Answers) -> dict[str, object]:
    """What `ortoo select` reads, without the lot seed.

    A quota on one value may name one that nobody has: the rule is adopted before anybody can know, and cannot be
    mended once the records are sealed.
    """
    declared: dict[str, object] = {}
    if answers.borderline:
        declared = {"standard_error": ERROR, "borderline": dict(answers.borderline)}
    return {
        "title": answers.title,
        "seats": answers.seats,
        "reserve": answers.reserve,
        **FIXED,
        "then": list(answers.then),
        "objective": answers.objective,
        "floors": answers.floors,
        "quota": [_quota(bound) for bound in answers.bounds],
        **declared,
    }


def _quota(bound: Bound) -> dict[str, object]:
    each = "" if bound.value else "each_"
    quota: dict[str, object] = {"attribute": bound.attribute}
    if bound.value:
        quota |= {"value": bound.value, "may_be_absent": True}
    if bound.at_least is not None:
        quota[f"{each}at_least"] = bound.at_least
    if bound.at_most is not None:
        quota[f"{each}at_most"] = bound.at_most
    return quota
