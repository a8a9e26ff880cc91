"""What the options of an item attract, and whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ortoo.exams.rules.items.classical import correlations
from ortoo.exams.rules.items.responses import Floats
from ortoo.exams.rules.items.score_groups import TAILS, parts_of_groups
from ortoo.multilingual.refusals import Refusal


@dataclass(frozen=True)
class Option:
    """`share` of all persons who chose it; `by_group` the same within each group of scores, lowest first (None where
    the group is empty); `with_total` its correlation with the total (None where all chose alike)."""

    option: str
    is_key: bool
    share: float
    by_group: tuple[float | None, ...]
    with_total: float | None

    @property
    def attracts_the_strong(self) -> bool:
        """A wrong option that the highest group chooses more often than the lowest: the key may be wrong, or two are
        right."""
        lowest, highest = self.by_group[0], self.by_group[-1]
        return not self.is_key and lowest is not None and highest is not None and highest > lowest


def distractors(
    chosen: Sequence[str], totals: Sequence[float], options: Sequence[str], key: str, bounds: Sequence[float] = TAILS
) -> tuple[Option, ...]:
    """Of one item: the letters that each person chose ("" = nothing), beside the total of each, in the order of
    `options`, whose names are one letter each. `key`: the letter that is right, or several.

    Persons who chose nothing stay in the groups, so shares need not add up to one. `bounds` part the groups: shares of
    persons, rising. Refuses a key and an answer that are no option.
    """
    if not key or not set(key) <= set(options):
        raise Refusal("items.key_is_no_option", key=key, options=", ".join(options))
    if strange := next((one for one in chosen if not set(one) <= set(options)), None):
        raise Refusal("items.answer_is_no_option", answer=strange, options=", ".join(options))
    if not chosen:
        raise Refusal("items.nobody")
    scores, counts = np.asarray(totals, dtype=np.float64), np.ones(len(chosen))
    groups = parts_of_groups(scores, counts, bounds)
    return tuple(
        _option(option, option in key, np.array([float(option in one) for one in chosen]), scores, groups)
        for option in options
    )


def _option(option: str, is_key: bool, chose: Floats, scores: Floats, groups: Floats) -> Option:
    by_group = tuple(float(chose @ group / group.sum()) if group.sum() > 0 else None for group in groups.T)
    (with_total,) = correlations(chose[:, None], scores[:, None], np.ones((len(chose), 1)))
    return Option(option, is_key, float(chose.mean()), by_group, None if np.isnan(with_total) else float(with_total))
