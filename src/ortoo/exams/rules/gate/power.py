"""What a group of a size can show: the chance that a fault is found, stated before anybody looks."""

from __future__ import annotations

from math import comb


def chance_of_finding(persons: int, usual: float, faulty: float, level: float) -> float:
    """That so many persons, of whom a share of `faulty` solve an item that others solve with a share of `usual`, fall
    below the level. Binomial: the strata of the gate are narrower, so that it finds a little more.
    """
    below, found = 0.0, 0.0
    for seen in range(persons + 1):
        below += _chance(persons, seen, usual)
        if 2 * below > level:
            break
        found += _chance(persons, seen, faulty)
    return found


def fewest_persons(usual: float, faulty: float, level: float, power: float, most: int = 10_000) -> int | None:
    """The smallest group that finds it with at least this chance; None above `most`."""
    return next(
        (persons for persons in range(1, most + 1) if chance_of_finding(persons, usual, faulty, level) >= power), None
    )


def _chance(persons: int, seen: int, share: float) -> float:
    return comb(persons, seen) * share**seen * (1 - share) ** (persons - seen)
