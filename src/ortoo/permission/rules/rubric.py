"""What a rubric may say: criteria that weigh a whole together, and a rule over the columns that a proposal has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortoo.multilingual.refusals import Refusal
from ortoo.permission.rules.visit import VisitPlan
from ortoo.record.rules.sealed_rows import ATTRIBUTES
from ortoo.selection.rules.rule import Rule, rule_from_toml

CODE = re.compile(r"[\w-]{1,30}")
WHOLE = 1000
SCALE = 100_000
"""A score goes from 0 to 100, in thousandths."""

FIXED = {"id": "id", "eligible": "eligible"}
"""Columns of a proposal that a rule cannot choose: the pseudonym of the list, and who may go."""

CORRECTED, RAW = "score", "mean"
MERITS = (CORRECTED, RAW)
"""What may decide, as the rule's `merit` says beforehand: the score corrected for harsh and lenient markers, or the
mean of the sheets as they were given; the correction then only informs.
"""

TIES = ("merit",)
"""What may break a tie between equal scores: the merit with which somebody came onto the list."""

GOAL = "goal:"
"""Columns called by this and the number of a goal hold "yes" where a dossier's topic serves that goal."""


@dataclass(frozen=True)
class Criterion:
    """One thing that is scored. `names` by language; `weight` in thousandths of the whole."""

    code: str
    names: Mapping[str, str]
    weight: int


def check_criteria(criteria: Sequence[Criterion]) -> None:
    """Raises Refusal: none, a code twice or of other letters, no weight, weights that are not a whole together."""
    if not criteria:
        raise Refusal("permission.no_criteria")
    seen: set[str] = set()
    for line, one in enumerate(criteria, start=1):
        if not CODE.fullmatch(one.code) or one.code in seen:
            raise Refusal("permission.criterion_code", line=line, value=one.code)
        seen.add(one.code)
        if not 0 < one.weight <= WHOLE:
            raise Refusal("permission.criterion_weight", line=line, value=one.weight)
    if (total := sum(one.weight for one in criteria)) != WHOLE:
        raise Refusal("permission.weights_not_whole", total=total)


def check_gap(gap: int) -> None:
    if not 0 < gap <= SCALE:
        raise Refusal("permission.gap_off_scale", field="gap")


def goals_of(visit: VisitPlan) -> tuple[str, ...]:
    """The goals that the topics of the visit serve, each once, in the topics' order."""
    return tuple(dict.fromkeys(goal for topic in visit.topics for goal in topic.goals))


def columns_for(visit: VisitPlan) -> tuple[str, ...]:
    """What a rule may set quotas on."""
    return ("topic", *ATTRIBUTES, *(f"{GOAL}{goal}" for goal in goals_of(visit)))


def rule_of_a_rubric(text: str, visit: VisitPlan) -> Rule:
    """The rule in `text` (TOML in the words of `ortoo select`), for the proposals of a call to `visit`.

    Refused: a lot seed (it is the round's), another column for what is fixed, a merit of its own, a quota or a
    tie-breaker on a column that proposals do not have, and whatever `ortoo select` refuses.
    """
    rule = rule_from_toml(text)
    if rule.lot_seed is not None:
        raise Refusal("permission.seed_is_the_rounds")
    for key, column in FIXED.items():
        if getattr(rule, key) != column:
            raise Refusal("permission.column_fixed", key=key, column=column, found=str(getattr(rule, key)))
    if rule.merit not in MERITS:
        raise Refusal("permission.column_fixed", key="merit", column="” / “".join(MERITS), found=rule.merit)
    known = columns_for(visit)
    for column in rule.attributes:
        if column not in known:
            raise Refusal("permission.no_such_column", column=column, columns=", ".join(known))
    for column in rule.then:
        if column not in TIES:
            raise Refusal("permission.no_such_column", column=column, columns=", ".join(TIES))
    if rule.standard_error is not None:
        raise Refusal(
            "permission.no_such_column", column=rule.standard_error, columns=", ".join((*FIXED.values(), *MERITS))
        )
    return rule


@dataclass(frozen=True)
class Bound:
    """One line of quotas as filled in: `value` empty means every value of the column."""

    attribute: str
    value: str
    at_least: int | None
    at_most: int | None


@dataclass(frozen=True)
class Answers:
    """What the form of a rubric asks of its rule. `each_goal`: so many at least for each goal of the visit; `merit`: of
    `MERITS`, what decides.
    """

    title: str
    seats: int
    reserve: int
    each_goal: int
    bounds: Sequence[Bound]
    merit: str = CORRECTED


def rule_mapping(answers: Answers, visit: VisitPlan) -> dict[str, object]:
    """The rule as `ortoo select` reads it.

    A quota on one value may name one that no dossier has: that nobody serves a goal is then a conflict with a name.
    """
    goals = [Bound(f"{GOAL}{goal}", "yes", answers.each_goal, None) for goal in goals_of(visit) if answers.each_goal]
    return {
        "title": answers.title,
        "seats": answers.seats,
        "reserve": answers.reserve,
        **FIXED,
        "merit": answers.merit,
        "then": list(TIES),
        "objective": "total",
        "floors": "each",
        "quota": [_quota(bound) for bound in (*answers.bounds, *goals)],
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
