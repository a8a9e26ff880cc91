"""A second solver, written independently: it enumerates every list. For up to about a dozen candidates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Quota, Rule

Clause = tuple[str, str, str, int]


def clauses(rule: Rule, pool: Pool) -> list[Clause]:
    """("seats", "", "", n) and (bound, attribute, value, n), one per bound and value, the tightest of several."""
    people = pool.eligible_rows
    bounds: dict[tuple[str, str, str], int] = {}
    for quota in rule.quotas:
        present = sorted({pool.attributes[quota.attribute][row] for row in people})
        for value in present if quota.value is None else [quota.value]:
            for kind, count, pick in (("at_least", quota.at_least, max), ("at_most", quota.at_most, min)):
                if count is not None:
                    key = (kind, quota.attribute, value)
                    bounds[key] = pick(bounds.get(key, count), count)
    return [("seats", "", "", rule.seats)] + [(k, a, v, n) for (k, a, v), n in bounds.items()]


def keeps(pool: Pool, people: tuple[int, ...], clause: Clause) -> bool:
    kind, attribute, value, count = clause
    if kind == "seats":
        return len(people) == count
    held = sum(pool.attributes[attribute][row] == value for row in people)
    return held >= count if kind == "at_least" else held <= count


def ordered(rule: Rule, pool: Pool) -> list[int]:
    def key(row: int) -> tuple[object, ...]:
        drawn = hashlib.sha256(f"{rule.lot_seed}|{pool.ids[row]}".encode()).hexdigest()
        return (-pool.merit[row], *(-column[row] for column in pool.then), drawn)

    return sorted(pool.eligible_rows, key=key)


def places_filled(pool: Pool, people: tuple[int, ...], floors: list[Clause]) -> tuple[int, ...]:
    """Places of each floor, earlier floors first, in a largest matching: every assignment is tried."""
    best: tuple[int, tuple[int, ...]] = (0, (0,) * len(floors))

    def assign(index: int, filled: tuple[int, ...]) -> None:
        nonlocal best
        if index == len(people):
            best = max(best, (sum(filled), filled))
            return
        assign(index + 1, filled)
        for number, (_, attribute, value, count) in enumerate(floors):
            if filled[number] < count and pool.attributes[attribute][people[index]] == value:
                more = filled[number] + 1
                assign(index + 1, (*filled[:number], more, *filled[number + 1 :]))

    assign(0, best[1])
    return best[1]


def most_filled(pool: Pool, people: tuple[int, ...], floors: list[Clause]) -> int:
    """How many places a largest matching fills, by Kuhn's paths: the sum of what `places_filled` tries out."""
    slots = [(attribute, value) for _, attribute, value, count in floors for _ in range(min(count, len(people)))]
    holder: dict[int, int] = {}

    def seated(row: int, seen: set[int]) -> bool:
        for slot, (attribute, value) in enumerate(slots):
            if slot not in seen and pool.attributes[attribute][row] == value:
                seen.add(slot)
                if slot not in holder or seated(holder[slot], seen):
                    holder[slot] = row
                    return True
        return False

    return sum(seated(row, set()) for row in people)


def allowed_lists(rule: Rule, pool: Pool) -> list[tuple[int, ...]]:
    """Every list that keeps the rule, each in the rule's order."""
    all_clauses = clauses(rule, pool)
    floors = [clause for clause in all_clauses if clause[0] == "at_least"]
    hard = [clause for clause in all_clauses if rule.floors == "each" or clause[0] != "at_least"]
    lists = [
        people
        for people in combinations(ordered(rule, pool), rule.seats)
        if all(keeps(pool, people, clause) for clause in hard)
    ]
    if rule.floors == "one" and lists:
        filled = {people: most_filled(pool, people, floors) for people in lists}
        lists = [people for people in lists if filled[people] == max(filled.values())]
    return lists


def best_list(rule: Rule, pool: Pool) -> tuple[int, ...] | None:
    """Rows in the rule's order; None where there is no list."""
    place = {row: number for number, row in enumerate(ordered(rule, pool))}

    def key(people: tuple[int, ...]) -> tuple[object, ...]:
        total = sum(pool.merit[row] for row in people) if rule.objective == "total" else 0
        return (-total, [place[row] for row in people])

    return min(allowed_lists(rule, pool), key=key, default=None)


def reserve(rule: Rule, pool: Pool, chosen: tuple[int, ...]) -> list[int]:
    lists = {frozenset(people) for people in allowed_lists(rule, pool)}
    inside = frozenset(chosen)
    found = [
        row
        for row in ordered(rule, pool)
        if row not in inside and any(inside - {out} | {row} in lists for out in inside)
    ]
    return found[: rule.reserve]


def unmet(rule: Rule, pool: Pool, chosen: tuple[int, ...]) -> list[tuple[str, str, int, int]]:
    if rule.floors == "each":
        return []
    floors = [clause for clause in clauses(rule, pool) if clause[0] == "at_least"]
    filled = places_filled(pool, chosen, floors)
    return [(a, v, n, met) for (_, a, v, n), met in zip(floors, filled, strict=True) if met < n]


def quota_prices(rule: Rule, pool: Pool, chosen: tuple[int, ...]) -> dict[tuple[str, str, str], tuple[int, int]]:
    """(attribute, value, bound) -> (rise of the total, how many are others), each clause left out by itself."""
    total = sum(pool.merit[row] for row in chosen)
    every = [clause for clause in clauses(rule, pool) if clause[0] != "seats"]
    found = {}
    for left_out in every:
        quotas = tuple(
            Quota(a, v, **{kind: n}, may_be_absent=True) for kind, a, v, n in every if (kind, a, v) != left_out[:3]
        )
        best = best_list(replace(rule, quotas=quotas), pool)
        assert best is not None
        rise = sum(pool.merit[row] for row in best) - total
        if rise > 0:
            found[left_out[1], left_out[2], left_out[0]] = (rise, len(set(chosen) - set(best)))
    return found


def possible(pool: Pool, some: list[Clause]) -> bool:
    """Whether any set of eligible people keeps all of `some`."""
    return any(True for _ in sets_keeping(pool, some))


def sets_keeping(pool: Pool, some: list[Clause]) -> Iterator[tuple[int, ...]]:
    """Every set of eligible people, of any size, that keeps all of `some`."""
    people = pool.eligible_rows
    for size in range(len(people) + 1):
        for chosen in combinations(people, size):
            if all(keeps(pool, chosen, clause) for clause in some):
                yield chosen


def smallest_relaxation(pool: Pool, clause: Clause, others: list[Clause]) -> int | None:
    """The bound nearest to that of `clause` that some set keeps together with `others`; of seats at least one."""
    kind, attribute, value, count = clause
    within = {
        len(people) if kind == "seats" else sum(pool.attributes[attribute][row] == value for row in people)
        for people in sets_keeping(pool, others)
        if people or kind != "seats"
    }
    return min(sorted(within), key=lambda held: abs(held - count), default=None)
