"""Forms drawn by chance under the same blueprint: what assembled ones are compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from statistics import median

from ortoo.exams.rules.forms.coherence import refuse_incoherent, refuse_short
from ortoo.exams.rules.forms.measures import Spreads, spreads
from ortoo.exams.rules.forms.model import drawn_number
from ortoo.exams.rules.forms.values import BankItem, Blueprint, Cell, Enemies, Form
from ortoo.multilingual.refusals import Refusal

DEAD_ENDS = 200
"""So many drawings in a row that ended among enemies: then chance does not find forms here."""


@dataclass(frozen=True)
class Comparison:
    """drawn: the median of each spread over the drawings. times: drawn over ours, expected score first; infinite where
    ours is 0."""

    ours: Spreads
    drawn: Spreads
    times: tuple[float, ...]


def compare(
    forms: Sequence[Form],
    items: Sequence[BankItem],
    blueprint: Blueprint,
    enemies: Sequence[Enemies] = (),
    *,
    seed: str,
    drawings: int,
) -> Comparison:
    """Forms against so many drawings from the whole bank, with the same cells and enemies apart."""
    bank = {item.code: item for item in items}
    ours = spreads(forms, bank, blueprint)
    drawn = [
        spreads(one, bank, blueprint) for one in islice(drawn_forms(items, blueprint, enemies, seed=seed), drawings)
    ]
    middle = Spreads(
        median(one.expected for one in drawn),
        tuple(median(column) for column in zip(*(one.information for one in drawn), strict=True)),
    )
    pairs = zip((middle.expected, *middle.information), (ours.expected, *ours.information), strict=True)
    return Comparison(ours, middle, tuple(theirs / own if own else float("inf") for theirs, own in pairs))


def drawn_forms(
    items: Sequence[BankItem], blueprint: Blueprint, enemies: Sequence[Enemies] = (), *, seed: str
) -> Iterator[tuple[Form, ...]]:
    """One drawing after the other, without end. Refuses what assembly refuses, and enemies between which chance finds
    no way.
    """
    refuse_incoherent(items, blueprint, enemies)
    refuse_short(items, blueprint)
    hostile: dict[str, set[str]] = {item.code: set() for item in items}
    for group in enemies:
        for code in group:
            hostile[code] |= group - {code}
    in_vain = 0
    for number in count():
        forms = _one_drawing(items, blueprint, hostile, f"{seed}|{number}")
        in_vain = 0 if forms else in_vain + 1
        if forms:
            yield forms
        elif in_vain == DEAD_ENDS:
            raise Refusal("forms.drawing_in_vain", drawings=DEAD_ENDS)


def _one_drawing(
    items: Sequence[BankItem], blueprint: Blueprint, hostile: Mapping[str, set[str]], seed: str
) -> tuple[Form, ...]:
    """Empty where enemies left no item for a place."""
    left: dict[Cell | None, list[str]] = {}
    for item in sorted(items, key=lambda item: drawn_number(seed, item.code)):
        left.setdefault(None if item.pretest else item.cell, []).append(item.code)
    wanted: list[tuple[Cell | None, int]] = [*blueprint.cells.items(), (None, blueprint.pretest)]
    forms = []
    for _ in range(blueprint.forms):
        own: list[str] = []
        for place in (place for place, need in wanted for _ in range(need)):
            taken = next((code for code in left.get(place, []) if not hostile[code].intersection(own)), None)
            if taken is None:
                return ()
            left[place].remove(taken)
            own.append(taken)
        forms.append(Form(tuple(own[: blueprint.length]), tuple(own[blueprint.length :])))
    return tuple(forms)
