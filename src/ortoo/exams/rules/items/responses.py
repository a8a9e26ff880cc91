"""Who solved what, as distinct patterns with how often each occurs, and which answers no analysis can use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ortoo.multilingual.refusals import Refusal

Floats = npt.NDArray[np.float64]

FEWEST_ITEMS = 2


@dataclass(frozen=True, eq=False)
class Responses:
    """J items and m distinct patterns.

    `solved`, `reached` (m, J) hold 0.0 and 1.0, solved only where reached; `counts` (m,) says how many persons
    answered so, each at least one.
    """

    items: tuple[str, ...]
    solved: Floats
    reached: Floats
    counts: Floats

    @property
    def persons(self) -> int:
        return int(self.counts.sum())

    @property
    def totals(self) -> Floats:
        """(m,) items solved; what was not reached counts nothing."""
        totals: Floats = self.solved.sum(axis=1)
        return totals

    @property
    def facility(self) -> Floats:
        """(J,) share that solved, of those who reached it; nan where nobody did."""
        reached = self.counts @ self.reached
        return np.divide(self.counts @ self.solved, reached, out=np.full(len(self.items), np.nan), where=reached > 0)


def responses_of(items: Sequence[str], patterns: Mapping[tuple[int | None, ...], int]) -> Responses:
    """From patterns of 1 (solved), 0 (not solved) and None (not reached) -> how many persons answered so."""
    kept = {pattern: count for pattern, count in patterns.items() if count > 0}
    cells = np.array([[np.nan if cell is None else cell for cell in pattern] for pattern in kept], dtype=np.float64)
    cells = cells.reshape(len(kept), len(items))
    reached = ~np.isnan(cells)
    counts = np.array(list(kept.values()), dtype=np.float64)
    return Responses(tuple(items), np.where(reached, cells, 0.0), reached.astype(np.float64), counts)


def refuse_unusable(responses: Responses) -> None:
    """Refuses, by name, an item that nobody reached, that all or nobody solved; and a group without differences."""
    if len(responses.items) < FEWEST_ITEMS:
        raise Refusal("items.too_few_items", fewest=FEWEST_ITEMS)
    if not responses.persons:
        raise Refusal("items.nobody")
    for item, p in zip(responses.items, responses.facility, strict=True):
        if np.isnan(p):
            raise Refusal("items.not_reached", item=item)
        if p == 1:
            raise Refusal("items.solved_by_all", item=item)
        if p == 0:
            raise Refusal("items.solved_by_nobody", item=item)
    if np.ptp(responses.totals) == 0:
        raise Refusal("items.totals_equal", total=int(responses.totals[0]))
