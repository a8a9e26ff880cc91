"""Selections to try: small ones by hand and at random, with ties, crossing quotas and rules that cannot be kept."""

from __future__ import annotations

from random import Random

from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Quota, Rule

Instance = tuple[Rule, Pool]


def pool(text: str, eligible: str | None = None) -> Pool:
    """A pool from lines "id merit-in-points value value ...": columns a0, a1, ... hold the values."""
    lines = [line.split() for line in text.strip().splitlines()]
    columns = list(zip(*lines, strict=True))
    return Pool(
        ids=columns[0],
        merit=tuple(round(float(figure) * 1000) for figure in columns[1]),
        attributes={f"a{number}": column for number, column in enumerate(columns[2:])},
        eligible=None if eligible is None else tuple(person not in eligible for person in columns[0]),
    )


def rule(seats: int, *quotas: Quota, **more: object) -> Rule:
    return Rule(seats=seats, id="id", merit="merit", lot_seed="seed", quotas=quotas, **more)  # type: ignore[arg-type]


def small(random: Random) -> Instance:
    """Up to nine people, up to five quotas of any kind, often infeasible, often tied, some ineligible."""
    size = random.randint(1, 9)
    seats = random.randint(1, min(size, 5))
    columns = random.randint(1, 3)
    attributes = _attributes(random, size, columns, 3)
    quotas = tuple(_any_quota(random, columns) for _ in range(random.randint(0, 5)))
    points = random.choice([2, 5, 50, 100_000])
    made = Pool(
        ids=tuple(f"p{number}" for number in range(size)),
        merit=tuple(random.randint(-3, points) for _ in range(size)),
        then=(tuple(random.randint(0, 1) for _ in range(size)),),
        attributes=attributes,
        eligible=tuple(random.random() < 0.9 for _ in range(size)),
    )
    return _rule(random, seats, quotas), made


def crossing(random: Random) -> Instance:
    """About a dozen people with quotas near their shares on three to five columns that cross."""
    size, seats, columns = random.randint(9, 11), random.randint(3, 5), random.randint(3, 5)
    attributes = _attributes(random, size, columns, 3)
    quotas = tuple(_near_share(random, attributes, size, seats, 0.6))
    points = random.choice([3, 20, 100_000, 10**12])
    made = Pool(
        ids=tuple(f"p{number}" for number in range(size)),
        merit=tuple(random.randint(-points, points) for _ in range(size)),
        then=(tuple(random.randint(0, 1) for _ in range(size)),),
        attributes=attributes,
    )
    return _rule(random, seats, quotas), made


def middling(random: Random, most: int, points: int) -> Instance:
    """Forty people and more with quotas on four to six columns: prices alone often do not prove the total."""
    size, seats, columns = random.randint(most // 2, most), random.randint(8, 15), random.randint(4, 6)
    attributes = _attributes(random, size, columns, 5)
    quotas = tuple(_near_share(random, attributes, size, seats, 0.8))
    made = Pool(
        ids=tuple(f"p{number}" for number in range(size)),
        merit=tuple(random.randint(0, points) for _ in range(size)),
        attributes=attributes,
    )
    return rule(seats, *quotas, reserve=3), made


def _rule(random: Random, seats: int, quotas: tuple[Quota, ...]) -> Rule:
    return rule(
        seats,
        *quotas,
        reserve=random.randint(0, 4),
        then=("then",),
        objective=random.choice(["total", "total", "lexicographic"]),
        floors=random.choice(["each", "one"]),
    )


def _attributes(random: Random, size: int, columns: int, most: int) -> dict[str, tuple[str, ...]]:
    values = ["UVWXYZ"[: random.randint(2, most)] for _ in range(columns)]
    return {f"a{n}": tuple(random.choice(values[n]) for _ in range(size)) for n in range(columns)}


def _any_quota(random: Random, columns: int) -> Quota:
    low, high = random.choice([None, 0, 1, 1, 2, 3]), random.choice([None, 0, 1, 2, 3])
    if low is None and high is None:
        low = 1
    return Quota(f"a{random.randrange(columns)}", random.choice([None, *"UVWX"]), low, high, may_be_absent=True)


def _near_share(
    random: Random, attributes: dict[str, tuple[str, ...]], size: int, seats: int, share: float
) -> list[Quota]:
    quotas = []
    for name, column in attributes.items():
        for value in sorted(set(column)):
            due = max(0, round(seats * column.count(value) / size) + random.choice([-1, 0, 0, 1]))
            bounds = random.choice([(due, due + random.randint(0, 1)), (max(0, due - 1), None), (None, due + 1)])
            if random.random() < share:
                quotas.append(Quota(name, value, *bounds, may_be_absent=True))
    return quotas
