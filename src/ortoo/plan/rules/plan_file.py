"""The file of a plan, as docs/reference/kinds.md describes it, read into values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ortoo.plan.rules.document import Path
from ortoo.plan.rules.fields import PRINTED, Fault, Reader
from ortoo.plan.rules.plan import Goal, Indicator, Names, Objective, Plan, Target

FIRST_YEAR, LAST_YEAR = 1900, 2200
AT_LEAST, EXACTLY = ">=", "="
COMPARATORS = (AT_LEAST, EXACTLY, "<=")
DIRECTIONS = ("higher", "lower")

GOAL_KEYS = {
    "number", "mn", "en", "ko", "basis", "source", "statement", "objectives_total", "objectives_total_basis",
    "objectives", "note", "priority_sectors", "placeholders", "draft_measures",
}  # fmt: skip
OBJECTIVE_KEYS = {"number", "mn", "en", "ko", "basis", "about", "serves"}
INDICATOR_KEYS = {
    "code", "number", "goal", "mn", "en", "ko", "unit", "unit_as_printed", "direction", "direction_basis", "baseline",
    "targets", "data_source", "data_source_code", "data_source_basis", "basis", "source", "note", "disaggregated_by",
}  # fmt: skip


def read_plan(document: Mapping[str, Any]) -> tuple[Plan | None, list[Fault]]:
    """The plan, or everything that is wrong with it. Further keys at the top are for people, and left."""
    faults: list[Fault] = []
    whole = Reader(document, (), faults)
    meta, legal = whole.inside("meta"), whole.inside("legal")
    goals = tuple(_goal(one) for one in whole.each("goals"))
    indicators = tuple(_indicator(one) for one in whole.each("indicators"))
    plan = Plan(
        code=meta.text("code", 30, needed=True),
        names=Names(meta.text("title_mn"), meta.text("title_en"), meta.text("title_ko")),
        mn_basis=meta.basis("title_mn_basis"),
        adopted_on=legal.day("adopted_on"),
        legal_basis=legal.text("instrument", 300),
        objectives_total=meta.inside("completeness").whole("objectives_total", 0, 1000),
        numbering_basis=whole.basis("numbering_basis"),
        basis=legal.basis(),
        source=legal.text("source", 300),
        goals=goals,
        indicators=indicators,
    )
    if not plan.names:
        meta.fault("title_en", "plan.missing", key="title_en")
    if not goals:
        whole.fault("goals", "plan.missing", key="goals")
    _check_tree(whole, plan)
    return (None if faults else plan), faults


def _goal(at: Reader) -> Goal:
    at.only(GOAL_KEYS)
    return Goal(
        number=at.whole("number", 1, 99, needed=True) or 0,
        names=at.names(),
        about=at.inside("statement").text("text_en", 500),
        objectives_total=at.whole("objectives_total", 0, 99),
        objectives_total_basis=at.basis("objectives_total_basis"),
        basis=at.basis(),
        source=at.text("source", 300),
        objectives=tuple(_objective(one) for one in at.each("objectives")),
    )


def _objective(at: Reader) -> Objective:
    at.only(OBJECTIVE_KEYS)
    return Objective(
        number=at.text("number", 10, needed=True),
        names=at.names(),
        about=at.text("about", 500),
        basis=at.basis() if any(at.at.get(language) for language in ("mn", "en", "ko")) else "",
    )


def _indicator(at: Reader) -> Indicator:
    at.only(INDICATOR_KEYS)
    base = at.inside("baseline")
    targets = tuple(target for one in at.each("targets") if (target := _target(one)))
    years = [target.year for target in targets]
    if len(set(years)) < len(years):
        at.fault("targets", "plan.year_twice")
    base_value = base.number("value")
    stated = at.text("direction")
    if stated and stated not in DIRECTIONS:
        at.fault("direction", "plan.not_a_direction")
    return Indicator(
        code=at.text("code", 40, needed=True),
        goal=at.whole("goal", 1, 99, needed=True) or 0,
        names=at.names(),
        unit=at.text("unit", 60),
        unit_as_printed=at.text("unit_as_printed", 60),
        direction=stated or direction_of(base_value, targets),
        direction_basis=at.basis("direction_basis", otherwise="I"),
        base_year=base.whole("year", FIRST_YEAR, LAST_YEAR),
        base_value=base_value,
        targets=targets,
        data_owner=at.text("data_source", 120),
        data_owner_basis=at.basis("data_source_basis"),
        owner=at.text("data_source_code", 30),
        basis=at.basis(),
        source=at.text("source", 300),
        note=at.text("note", 500),
    )


def _target(at: Reader) -> Target | None:
    """A target. A value printed "150+" is at least 150, whether or not the file says so as well."""
    at.only({"year", "comparator", "value"})
    year = at.whole("year", FIRST_YEAR, LAST_YEAR, needed=True)
    printed = PRINTED.fullmatch(at.text("value", needed=True))
    if printed is None:
        at.fault("value", "plan.not_a_number")
        return None
    value, plus = printed.groups()
    comparator = at.text("comparator") or (AT_LEAST if plus else EXACTLY)
    if comparator not in COMPARATORS or (plus and comparator != AT_LEAST):
        at.fault("comparator", "plan.not_a_comparator")
        return None
    return Target(year, comparator, value) if year else None


def direction_of(base: str, targets: tuple[Target, ...]) -> str:
    """Whether higher or lower is better, from the base to the last target; "" where these do not tell."""
    if not base or not targets:
        return ""
    last = Decimal(max(targets, key=lambda target: target.year).value)
    if last == Decimal(base):
        return ""
    return "higher" if last > Decimal(base) else "lower"


def _check_tree(whole: Reader, plan: Plan) -> None:
    numbers = [str(goal.number) for goal in plan.goals if goal.number]
    objectives = [one.number for goal in plan.goals for one in goal.objectives if one.number]
    codes = [indicator.code for indicator in plan.indicators if indicator.code]
    for key, listed in (("goals", numbers), ("goals", objectives), ("indicators", codes)):
        for twice in sorted({one for one in listed if listed.count(one) > 1}):
            whole.fault(key, "plan.number_twice", number=twice)
    for place, indicator in enumerate(plan.indicators):
        if indicator.goal and str(indicator.goal) not in numbers:
            whole.faults.append(Fault(("indicators", place, "goal"), str(indicator.goal), "plan.no_such_goal"))
    for place, goal in enumerate(plan.goals):
        for inner, objective in enumerate(goal.objectives):
            if objective.number and not objective.number.startswith(f"{goal.number}."):
                path: Path = ("goals", place, "objectives", inner, "number")
                whole.faults.append(Fault(path, objective.number, "plan.not_of_this_goal", {"goal": goal.number}))
