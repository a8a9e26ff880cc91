"""Why there are no forms although every cell has its items: the groups of enemies, each of them needed for that."""

from __future__ import annotations

from collections.abc import Sequence

from ortoo.exams.rules.forms.model import FormsModel
from ortoo.exams.rules.forms.search import search
from ortoo.exams.rules.forms.values import BankItem, Blueprint, Enemies

EFFORT = 5.0


def enemies_to_blame(
    items: Sequence[BankItem], blueprint: Blueprint, enemies: Sequence[Enemies]
) -> tuple[Enemies, ...]:
    """Groups that allow no forms even where nothing is asked of scores and information; empty where they are not known
    to be at fault. Without any one of them, the others are not known to forbid it.
    """
    model = FormsModel(items, blueprint, enemies, enforced=True)
    model.cp.add_assumptions(model.reasons)
    found = search(model.cp, EFFORT)
    if found.status != "infeasible":
        return ()
    core = set(found.solver.sufficient_assumptions_for_infeasibility())
    blamed = [group for group, reason in zip(enemies, model.reasons, strict=True) if not core or reason.index in core]
    for group in tuple(blamed):
        others = [one for one in blamed if one is not group]
        if search(FormsModel(items, blueprint, others).cp, EFFORT).status == "infeasible":
            blamed = others
    return tuple(blamed)
