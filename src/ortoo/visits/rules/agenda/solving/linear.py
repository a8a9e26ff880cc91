"""Rows of a linear programme over columns between 0 and 1, and its prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass
class Rows:
    """Each row: {column: whole factor}, least, most."""

    rows: list[tuple[Mapping[int, int], int, int]] = field(default_factory=list)
    width: int = 0

    def column(self) -> int:
        self.width += 1
        return self.width - 1

    def add(self, terms: Mapping[int, int], low: int, high: int) -> None:
        self.rows.append((terms, low, high))


def relaxed(rows: Rows, value: Mapping[int, int]) -> tuple[float, Sequence[float]]:
    """(the highest value of fractional columns, what one unit of each column costs of it); -infinity where none fit."""
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix

    objective = np.zeros(rows.width)
    for column, gain in value.items():
        objective[column] = -gain
    split: dict[bool, tuple[list[tuple[int, int, int]], list[int]]] = {True: ([], []), False: ([], [])}
    for terms, low, high in rows.rows:
        entries, most = split[low == high]
        for sign, end in ((1, high),) if low == high else ((1, high), (-1, -low)):
            entries += [(len(most), column, sign * factor) for column, factor in terms.items()]
            most.append(end)
    matrices = {}
    for equal, (entries, most) in split.items():
        places, columns, factors = zip(*entries, strict=True) if entries else ((), (), ())
        matrices[equal] = csr_matrix((factors, (places, columns)), shape=(len(most), rows.width), dtype=float)
    found = linprog(
        objective,
        A_ub=matrices[False],
        b_ub=split[False][1],
        A_eq=matrices[True],
        b_eq=split[True][1],
        bounds=(0, 1),
        method="highs",
    )
    if found.status != 0:
        return -float("inf") if found.status == 2 else float("inf"), []
    costs = objective - matrices[False].T @ found.ineqlin.marginals - matrices[True].T @ found.eqlin.marginals
    return -found.fun, list(costs.tolist())
