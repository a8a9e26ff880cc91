"""How long the other rules of selection take: best first, a person for one floor, and a rule that no list can keep."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.measure import Figure, seconds
from benchmarks.selections import crossing_selection
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Quota, Rule

COUNT, SEEDS, LIMIT = 12_000, range(20), 1.0


def bench_other_rules(scratch: Path) -> Iterator[Figure]:
    """The other rules, exact: 100 of 12,000, 8 attributes, about 99 categories, 20 seeds (printed where slowest)"""
    rules = (
        ("best first", {"objective": "lexicographic"}),
        ("a person for one floor, total", {"floors": "one"}),
        ("a person for one floor, best first", {"floors": "one", "objective": "lexicographic"}),
    )
    for name, change in rules:
        yield from _figures(name, [(replace(rule, **change), pool) for rule, pool in _selections()])  # type: ignore[arg-type]


def bench_infeasible(scratch: Path) -> Iterator[Figure]:
    """No list: the minimal conflict and how far each of its clauses must give way, 100 of 12,000, 20 seeds"""
    yield from _figures("conflict and relaxations", [(_impossible(rule), pool) for rule, pool in _selections()], 5.0)


def _selections() -> list[tuple[Rule, Pool]]:
    return [crossing_selection(seed, COUNT) for seed in SEEDS]


def _impossible(rule: Rule) -> Rule:
    """Floors of two columns raised until the seats no longer hold them."""
    return replace(rule, quotas=tuple(_raised(quota) for quota in rule.quotas))


def _raised(quota: Quota) -> Quota:
    if quota.at_least is None:
        return quota
    low = quota.at_least * 2 + 1
    return replace(quota, at_least=low, at_most=None if quota.at_most is None else max(low, quota.at_most))


def _figures(name: str, selections: list[tuple[Rule, Pool]], limit: float = LIMIT) -> Iterator[Figure]:
    spent = [seconds(lambda: decide(rule, pool)) for rule, pool in selections]  # noqa: B023
    yield Figure(f"{name}, median", median(spent), "s", limit)
    yield Figure(f"{name}, slowest seed ({spent.index(max(spent))})", max(spent), "s", limit)
