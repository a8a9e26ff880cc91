"""Which items are taken, before which form each goes to: the least exposed that fill the cells of all forms."""

from __future__ import annotations

from collections.abc import Sequence

from ortoo.exams.rules.forms.model import drawn_number
from ortoo.exams.rules.forms.search import search
from ortoo.exams.rules.forms.values import BankItem, Blueprint, Enemies

EFFORT = 5.0


def least_exposed(
    items: Sequence[BankItem], blueprint: Blueprint, enemies: Sequence[Enemies], seed: str
) -> tuple[BankItem, ...]:
    """The pool with the least exposure of all; among equals, items are drawn by the seed. Empty where none was found.

    Of a group of enemies it holds no more than there are forms. That is needed, not enough: whether the pool can be
    divided is seen later. No forms from the whole bank have less exposure than this pool.
    """
    from ortools.sat.python import cp_model

    cp = cp_model.CpModel()
    order = sorted(items, key=lambda item: drawn_number(seed, item.code))
    taken = {item.code: cp.new_bool_var("") for item in order}
    for cell, count in blueprint.cells.items():
        scored = [taken[item.code] for item in order if item.cell == cell and not item.pretest]
        cp.add(sum(scored) == blueprint.forms * count)
    tried_out = [taken[item.code] for item in order if item.pretest]
    cp.add(sum(tried_out) == blueprint.forms * blueprint.pretest)
    if blueprint.anchors:
        shared = [taken[item.code] for item in order if item.anchor and not item.pretest]
        cp.add(sum(shared) >= blueprint.forms * blueprint.anchors)
    for group in enemies:
        cp.add(sum(taken[code] for code in sorted(group)) <= blueprint.forms)
    outweighing = len(order) ** 2
    price = [item.exposure * outweighing + place for place, item in enumerate(order)]
    cp.minimize(sum(cost * taken[item.code] for cost, item in zip(price, order, strict=True)))
    found = search(cp, EFFORT)
    if found.status != "optimal":
        return ()
    return tuple(item for item in order if found.solver.boolean_value(taken[item.code]))
