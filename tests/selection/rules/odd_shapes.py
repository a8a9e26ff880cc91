"""Selections of odd shape: all seats taken, bounds of nothing or beyond everything, equals en masse, far merits."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from ortoo.selection.rules.pool import Pool
from ortoo.selection.rules.rule import Quota
from tests.selection.rules.instances import Instance, rule

Attributes = dict[str, tuple[str, ...]]


def odd(random: Random) -> Instance:
    """Up to ten people, up to seven quotas, with one to three oddities at once."""
    size, columns = random.randint(1, 10), random.randint(1, 4)
    attributes = {f"a{n}": _column(random, size) for n in range(columns)}
    eligible = tuple(random.random() < random.choice([0.5, 0.9, 1.0]) for _ in range(size))
    if not any(eligible):
        eligible = (True, *eligible[1:])
    count = sum(eligible)
    seats = random.choice([count, max(1, count - 1), random.randint(1, count), random.randint(1, count)])
    quotas = tuple(
        random.choice(_QUOTAS)(random, attributes, seats, eligible) for _ in range(random.choice([0, 1, 2, 3, 5, 7]))
    )
    made = Pool(
        ids=tuple(f"p{number}" for number in range(size)),
        merit=tuple(random.choice(_MERITS)(random, size)),
        then=(tuple(random.choice([0, 0, 0, -1, 10**12]) for _ in range(size)),),
        attributes=attributes,
        eligible=eligible,
    )
    chosen = rule(
        seats,
        *quotas,
        reserve=random.choice([0, 1, 3, 20]),
        then=("then",),
        objective=random.choice(["total", "total", "lexicographic"]),
        floors=random.choice(["each", "one"]),
    )
    return chosen, made


def _column(random: Random, size: int) -> tuple[str, ...]:
    """All the same, all different, or a few values, some of them alike but for a space."""
    kind = random.choice(["same", "own", "few", "few", "few"])
    if kind == "own":
        return tuple(f"v{number}" for number in range(size))
    values = ["U"] if kind == "same" else random.choice([["U", "V"], ["U", "V", "W"], ["U", " U", "u"]])
    return tuple(random.choice(values) for _ in range(size))


def _tight(random: Random, attributes: Attributes, seats: int, eligible: tuple[bool, ...]) -> Quota:
    """Bounds at what some list of so many people holds."""
    name = random.choice(list(attributes))
    picked = random.sample(attributes[name], min(seats, len(eligible)))
    value = random.choice(picked)
    held = picked.count(value)
    bounds = random.choice([(held, held), (held, None), (None, held)])
    return Quota(name, value, *bounds, may_be_absent=True)


def _crossed(random: Random, attributes: Attributes, seats: int, eligible: tuple[bool, ...]) -> Quota:
    """A floor above its ceiling, by one or by far."""
    name = random.choice(list(attributes))
    high = random.choice([0, 1, 2])
    return Quota(name, random.choice([None, *attributes[name]]), high + random.choice([1, 10**30]), high, True)


def _nothing(random: Random, attributes: Attributes, seats: int, eligible: tuple[bool, ...]) -> Quota:
    """Bounds of nothing: a floor of nobody, a ceiling of nobody."""
    name = random.choice(list(attributes))
    bounds = random.choice([(0, None), (None, 0), (0, 0)])
    return Quota(name, random.choice([None, *attributes[name]]), *bounds, may_be_absent=True)


def _absent(random: Random, attributes: Attributes, seats: int, eligible: tuple[bool, ...]) -> Quota:
    """A value that nobody has, or bounds that nothing meets or breaks."""
    name = random.choice(list(attributes))
    bounds = random.choice([(0, None), (None, 0), (1, None), (None, 10**30), (0, 3)])
    return Quota(name, random.choice(["Moon", *attributes[name]]), *bounds, may_be_absent=True)


def _every(random: Random, attributes: Attributes, seats: int, eligible: tuple[bool, ...]) -> Quota:
    """One bound on every value of a column, beside whatever else bounds one of them."""
    low, high = random.choice([(1, None), (None, 1), (None, 2), (0, 1), (1, 2), (None, seats)])
    return Quota(random.choice(list(attributes)), None, low, high, random.random() < 0.5)


_QUOTAS: list[Callable[[Random, Attributes, int, tuple[bool, ...]], Quota]] = [
    _tight, _tight, _tight, _crossed, _nothing, _absent, _every, _every,
]  # fmt: skip


def _equal(random: Random, size: int) -> list[int]:
    return [random.choice([-5, 0, 7, 10**12])] * size


def _two(random: Random, size: int) -> list[int]:
    low, high = random.choice([(0, 1), (-1, 0), (-(10**12), 10**12), (10**12 - 1, 10**12)])
    return [random.choice([low, high]) for _ in range(size)]


def _negative(random: Random, size: int) -> list[int]:
    return [-random.randint(0, random.choice([3, 10**12])) for _ in range(size)]


def _far(random: Random, size: int) -> list[int]:
    """Some at a billion points, some at minus a billion, all a few thousandths apart."""
    return [random.choice([-(10**12), 0, 10**12 - 9]) + random.randint(0, 9) for _ in range(size)]


def _usual(random: Random, size: int) -> list[int]:
    return [random.randint(0, 100_000) for _ in range(size)]


_MERITS: list[Callable[[Random, int], list[int]]] = [_equal, _two, _negative, _far, _usual]
