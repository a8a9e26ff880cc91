"""Two forms of exams equated from the sheets of those who took them: table, errors, anchor with what drifted in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ortoo.exams.rules.equating.anchor_drift import MOST_DISTANCE, MOST_Z
from ortoo.exams.rules.equating.both_ways import BothWays, Taken, both_ways
from ortoo.exams.rules.equating.equate import DRAWS, SEED, WITH_ANCHOR, Equated, equate
from ortoo.exams.rules.equating.linking import FEWEST_COMMON
from ortoo.exams.rules.equating.on_scale import table_of, whole
from ortoo.exams.rules.equating.scores import Integers, Scores, check, gather
from ortoo.multilingual.refusals import Refusal


@dataclass(frozen=True, eq=False)
class Group:
    """Those who took one form. `points` of each and `most`, in thousandths of a point; `common` (people, k) 0 or 1:
    who solved which of the items in the anchor, in one order for both groups."""

    points: Sequence[int]
    most: int
    common: Integers

    @property
    def whole_points(self) -> Integers:
        return np.array([whole(one) for one in self.points], dtype=np.int64)

    def scores(self, used: npt.NDArray[np.bool_] | None = None) -> Scores:
        """All whole points that the form can give are named, whether or not somebody has them. `used`: the anchor."""
        score = [*self.whole_points.tolist(), whole(self.most)]
        anchor = None if used is None else [*self.common[:, used].sum(axis=1).tolist(), 0]
        return gather(score, [1] * len(self.points) + [0], anchor)


def equate_group(new: Group, old: Group, method: str, items: Sequence[str] = ()) -> dict[str, Any]:
    """As it is kept. `items`: names of the anchor's. Refused: what `scores.check` refuses of either group, an anchor of
    fewer items than a drift can be told of, and what leaves no line."""
    told = {"method": method, "draws": DRAWS, "seed": SEED, "new": _group(new), "old": _group(old)}
    if method not in WITH_ANCHOR:
        return {**told, **_table(_plain(new, old, method, None)), "anchor": None}
    if len(items) < FEWEST_COMMON:
        raise Refusal("equating.common_too_few", items=len(items), fewest=FEWEST_COMMON)
    found = _both(new, old, method)
    if found is None:
        table = _plain(new, old, method, np.ones(len(items), dtype=bool))
        return {**told, **_table(table), "anchor": _anchor(new, old, items, None)}
    return {**told, **_table(found.by_all), "anchor": _anchor(new, old, items, found)}


def _plain(new: Group, old: Group, method: str, used: npt.NDArray[np.bool_] | None) -> Equated:
    groups = new.scores(used), old.scores(used)
    for group in groups:
        check(group)
    return equate(*groups, method=method)


def _both(new: Group, old: Group, method: str) -> BothWays | None:
    """None where drift says nothing of this anchor, so that the table without it stands alone: items that all or nobody
    solved, too few left, difficulties all alike."""
    try:
        return both_ways(_taken(new), _taken(old), method, most_z=MOST_Z, most_distance=MOST_DISTANCE)
    except Refusal as refusal:
        if refusal.code not in ("equating.facility_off", "equating.common_too_few", "equating.difficulties_alike"):
            raise
        return None


def _taken(group: Group) -> Taken:
    return Taken(group.whole_points, group.common, whole(group.most))


def _group(group: Group) -> dict[str, Any]:
    points = group.whole_points
    spread = float(points.std(ddof=1)) if len(points) > 1 else 0.0
    return {
        "sheets": len(points), "most": whole(group.most), "mean": round(float(points.mean()), 6),
        "spread": round(spread, 6),
    }  # fmt: skip


def _table(equated: Equated) -> dict[str, Any]:
    table = table_of(equated)
    return {
        "worth": list(table.worth), "error": list(table.error), "slope": equated.slope,
        "intercept": equated.intercept,
    }  # fmt: skip


def _anchor(new: Group, old: Group, items: Sequence[str], found: BothWays | None) -> dict[str, Any]:
    """`without`: the table without the items that moved, where some did."""
    facilities = [group.common.mean(axis=0) for group in (new, old)]
    moved = [] if found is None else [items[place] for place in np.flatnonzero(found.found.shown).tolist()]
    rows = []
    for place, item in enumerate(items):
        row = {"item": item, "new": _short(facilities[0][place]), "old": _short(facilities[1][place])}
        if found is not None:
            z = found.found.z[place]
            row |= {"z": _short(z) if np.isfinite(z) else None, "distance": _short(found.found.distance[place])}
        rows.append({**row, "shown": item in moved})
    without = list(table_of(found.by_rest).worth) if found is not None and moved else None
    return {"items": rows, "looked_at": found is not None, "without": without}


def _short(figure: float) -> float:
    return round(float(figure), 6)
