"""Selections too large to enumerate: forty people and more, crossing quotas, equals, all four kinds of rule."""

from __future__ import annotations

from random import Random

from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Quota
from tests.selection.rules.instances import Instance, rule


def wide(random: Random, most: int) -> Instance:
    """Up to `most` people with quotas at their shares, often too tight, on three to six columns that cross."""
    size, columns = random.randint(most // 2, most), random.randint(3, 6)
    seats = random.randint(5, min(20, size // 2))
    attributes = {f"a{n}": _column(random, size) for n in range(columns)}
    points = random.choice([2, 8, 100, 100_000, 10**12])
    eligible = None if random.random() < 0.7 else tuple(random.random() < 0.9 for _ in range(size))
    made = Pool(
        ids=tuple(f"p{number}" for number in range(size)),
        merit=tuple(random.randint(-points, points) for _ in range(size)),
        then=(tuple(random.randint(0, 2) for _ in range(size)),),
        attributes=attributes,
        eligible=eligible,
    )
    objective = random.choice(["total", "total", "lexicographic"])
    floors = random.choice(["each", "each", "one"])
    quotas = _quotas(random, attributes, size, seats, random.choice([0, 0, 1]))
    return rule(seats, *quotas, reserve=5, then=("then",), objective=objective, floors=floors), made


def _column(random: Random, size: int) -> tuple[str, ...]:
    values = "UVWXYZ"[: random.randint(2, 6)]
    weights = [random.choice([1, 1, 2, 5]) for _ in values]
    return tuple(random.choices(values, weights, k=size))


def _quotas(random: Random, attributes: dict[str, tuple[str, ...]], size: int, seats: int, slack: int) -> list[Quota]:
    quotas = []
    for name, column in attributes.items():
        if random.random() < 0.15:
            quotas.append(Quota(name, None, None, -(-seats // len(set(column))) + 1))
        for value in sorted(set(column)):
            due = round(seats * column.count(value) / size) + random.choice([-1, 0, 0, 1])
            low, high = max(0, due - slack), max(0, due) + random.randint(0, 1) + slack
            bounds = random.choice([(low, high), (low, None), (None, high)])
            if random.random() < 0.7:
                quotas.append(Quota(name, value, *bounds, may_be_absent=True))
    return quotas
