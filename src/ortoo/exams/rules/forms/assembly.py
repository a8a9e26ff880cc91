"""Assembling parallel forms: no item twice, enemies apart, the same cells, scores and information alike.

Promise: what is returned passes `check`; no forms that keep the limits have less exposure, where `least` says so; the
same bank, blueprint, enemies and seed give the same forms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortoo.exams.rules.forms.check import check
from ortoo.exams.rules.forms.coherence import refuse_incoherent, refuse_short
from ortoo.exams.rules.forms.conflict import enemies_to_blame
from ortoo.exams.rules.forms.evening import evened, nearest_to_a_limit
from ortoo.exams.rules.forms.measures import Spreads, expected_scores, informations, spreads
from ortoo.exams.rules.forms.model import FormsModel, drawn_number
from ortoo.exams.rules.forms.pool import least_exposed
from ortoo.exams.rules.forms.search import search
from ortoo.exams.rules.forms.values import BankItem, Blueprint, Enemies, Form
from ortoo.multilingual.refusals import Refusal

ROUGH = ((4, 1.0), (2, 2.0))
"""Searches among the least exposed: (times the limits, effort). Rough forms are found at once, and exchanges bring
most of them within the limits; as near as NEAR times the limits is near enough to look no further."""
NEAR = 0.4
AMONG_FEW, AMONG_ALL = 8.0, 16.0
"""Effort within the limits: among the least exposed, and in the whole bank where those cannot be divided."""


@dataclass(frozen=True)
class Assembled:
    """expected and information: form by form, the latter at each ability. exposure: summed over all items taken; least:
    whether it is known that no forms have less. estimated: scored items of each form that have an expert's estimate.
    """

    forms: tuple[Form, ...]
    expected: tuple[float, ...]
    information: tuple[tuple[float, ...], ...]
    spreads: Spreads
    exposure: int
    least: bool
    estimated: tuple[int, ...]


def assemble(
    items: Sequence[BankItem], blueprint: Blueprint, enemies: Sequence[Enemies] = (), *, seed: str
) -> Assembled:
    """Forms within the blueprint's limits, from the least exposed items that allow it.

    Raises Refusal: what is asked for refers to nothing or is no number; a cell lacks items; enemies leave no forms;
    scores and information cannot be brought so near, or were not within the effort.
    """
    refuse_incoherent(items, blueprint, enemies)
    refuse_short(items, blueprint)
    found, least = _from_the_least_exposed(items, blueprint, enemies, seed), True
    if not found:
        found, least = _from_the_whole_bank(items, blueprint, enemies)
    bank = {item.code: item for item in items}
    forms = in_order(found, bank, blueprint, seed)
    broken = check(items, blueprint, enemies, forms)
    if broken:
        raise AssertionError([violation.sentence() for violation in broken])
    return _assembled(bank, blueprint, forms, least)


def _from_the_least_exposed(
    items: Sequence[BankItem], blueprint: Blueprint, enemies: Sequence[Enemies], seed: str
) -> tuple[Form, ...]:
    pool = least_exposed(items, blueprint, enemies, seed)
    if not pool:
        return ()
    bank = {item.code: item for item in pool}
    kept: list[tuple[float, tuple[Form, ...]]] = []
    for room, effort in (*ROUGH, (1, AMONG_FEW)):
        if kept and (min(share for share, _ in kept) <= NEAR or room == 1):
            break
        forms = evened(_divided(FormsModel(pool, blueprint, enemies), room, effort), bank, blueprint, enemies)
        if forms and not check(pool, blueprint, enemies, forms):
            kept.append((nearest_to_a_limit(forms, bank, blueprint), forms))
    return min(kept, key=lambda pair: pair[0])[1] if kept else ()


def _divided(model: FormsModel, room: int, effort: float) -> tuple[Form, ...]:
    model.keep_spreads(room)
    found = search(model.cp, effort)
    return model.forms(found.solver) if found.any else ()


def _from_the_whole_bank(
    items: Sequence[BankItem], blueprint: Blueprint, enemies: Sequence[Enemies]
) -> tuple[tuple[Form, ...], bool]:
    model = FormsModel(items, blueprint, enemies)
    model.keep_spreads()
    model.prefer_unseen()
    found = search(model.cp, AMONG_ALL)
    if found.any:
        bank = {item.code: item for item in items}
        return evened(model.forms(found.solver), bank, blueprint, enemies), found.status == "optimal"
    blamed = enemies_to_blame(items, blueprint, enemies)
    if blamed:
        listed = "; ".join(", ".join(sorted(group)) for group in blamed)
        raise Refusal("forms.enemies_forbid", forms=blueprint.forms, enemies=listed)
    code = "forms.spreads_impossible" if found.status == "infeasible" else "forms.spreads_not_found"
    percent = round(100 * blueprint.information_spread, 3)
    raise Refusal(code, forms=blueprint.forms, expected=blueprint.expected_spread, information=percent)


def in_order(forms: Sequence[Form], bank: Mapping[str, BankItem], blueprint: Blueprint, seed: str) -> tuple[Form, ...]:
    """Items of a form by the blueprint's cells, and within a cell as drawn by the seed."""
    places = {cell: place for place, cell in enumerate(blueprint.cells)}
    return tuple(
        Form(
            tuple(sorted(form.items, key=lambda code: (places[bank[code].cell], drawn_number(seed, code)))),
            tuple(sorted(form.pretest, key=lambda code: drawn_number(seed, code))),
        )
        for form in forms
    )


def _assembled(bank: Mapping[str, BankItem], blueprint: Blueprint, forms: tuple[Form, ...], least: bool) -> Assembled:
    return Assembled(
        forms,
        expected_scores(forms, bank),
        informations(forms, bank, blueprint),
        spreads(forms, bank, blueprint),
        sum(bank[code].exposure for form in forms for code in (*form.items, *form.pretest)),
        least,
        tuple(sum(bank[code].estimated for code in form.items) for form in forms),
    )
