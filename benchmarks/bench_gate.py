"""How long the release gate takes for a national exam, how often it is wrong, and which planted faults it finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import numpy as np

from benchmarks.measure import Figure, seconds
from ortoo.exams.rules.gate.gate import look
from ortoo.exams.rules.gate.power import chance_of_finding
from ortoo.exams.rules.gate.values import SOLVED, Sheets
from tests.exams.rules.gate.sittings import OPTIONS, sitting, with_wrong_key

FAMILY_ERROR = 0.001
CLEAN, PLANTED = 100, 20


def bench_gate(_scratch: Path) -> Iterator[Figure]:
    """The release gate: 12,000 persons, 45 items, 4 forms, 330 centres, at a family error of 0.1 %"""
    sound = sitting(1)
    yield Figure("one run", median(seconds(lambda: look(sound, FAMILY_ERROR)) for _ in range(3)), "s")
    alarmed = sum(not look(sitting(seed), FAMILY_ERROR).open for seed in range(1, CLEAN + 1))
    yield Figure(f"false alarms in {CLEAN} clean runs", alarmed, "runs", 1)
    level = look(sound, FAMILY_ERROR).level
    forms = [with_wrong_key(sitting(seed), seed, form="form-2") for seed in range(1, PLANTED + 1)]
    first = [look(sheets, FAMILY_ERROR).findings[:1] for sheets in forms]
    right = sum((one.kind, one.group, one.item) == ("form", "form-2", f"i{seed:02d}")
                for seed, found in enumerate(first, start=1) for one in found)  # fmt: skip
    yield Figure("wrong keys of one form of four, found first", 100 * right / PLANTED, "%", 100, at_least=True)
    found, hoped = zip(*(_in_one_centre(seed, level, least=0.0) for seed in range(1, PLANTED + 1)), strict=True)
    yield Figure("wrong keys in one centre of 330, drawn blindly, found", 100 * sum(found) / PLANTED, "%")
    yield Figure("the same, by the stated power", 100 * sum(hoped) / PLANTED, "%")
    strong = [_in_one_centre(seed, level, least=0.99)[0] for seed in range(1, PLANTED + 1)]
    yield Figure("those with a stated power of 99 %, found", 100 * sum(strong) / PLANTED, "%", 95, at_least=True)


def _in_one_centre(seed: int, level: float, *, least: float) -> tuple[bool, float]:
    """Whether a fault of a drawn item in a drawn centre is found, and the chance that was stated: drawn until it is at
    least `least`.
    """
    sheets = sitting(seed)
    persons = Counter(sheets.centres)
    chance = np.random.default_rng(seed)
    while True:
        item, centre = int(chance.integers(len(sheets.items))), str(chance.choice(sorted(persons)))
        usual = _facility(sheets, item)
        power = chance_of_finding(persons[centre], usual, (1 - usual) / (OPTIONS - 1), level)
        if power >= least:
            break
    looked = look(with_wrong_key(sheets, item, centre=centre), FAMILY_ERROR)
    return any((one.group, one.item) == (centre, sheets.items[item]) for one in looked.findings), power


def _facility(sheets: Sheets, item: int) -> float:
    return float((sheets.right[:, item] == SOLVED).mean())
