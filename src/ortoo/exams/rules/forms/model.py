"""The description of forms to CP-SAT: which item stands in which form.

Expected scores and information are whole millionths there, so that limits are held exactly; what rounding may take is
kept off the limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

from ortoo.exams.rules.forms.measures import facility, information
from ortoo.exams.rules.forms.values import BankItem, Blueprint, Enemies, Form

UNIT = 10**6
"""Of an item's expected score or information."""


class FormsModel:
    """`enforced`: whether each group of enemies may be dropped again, for finding out which of them are to blame."""

    def __init__(
        self, items: Iterable[BankItem], blueprint: Blueprint, enemies: Sequence[Enemies], *, enforced: bool = False
    ) -> None:
        from ortools.sat.python import cp_model

        self.cp = cp_model.CpModel()
        self.blueprint = blueprint
        self.items = sorted(items, key=lambda item: item.code)
        self.inside = {
            (item.code, form): self.cp.new_bool_var("") for item in self.items for form in range(blueprint.forms)
        }
        for item in self.items:
            self.cp.add_at_most_one(self._of(item))
        self._fill_cells()
        self.reasons = [self._keep_apart(group, enforced=enforced) for group in enemies]

    def _of(self, item: BankItem) -> list[Any]:
        return [self.inside[item.code, form] for form in range(self.blueprint.forms)]

    def _fill_cells(self) -> None:
        for form in range(self.blueprint.forms):
            for cell, count in self.blueprint.cells.items():
                scored = [item for item in self.items if item.cell == cell and not item.pretest]
                self.cp.add(sum(self.inside[item.code, form] for item in scored) == count)
            tried_out = [item for item in self.items if item.pretest]
            self.cp.add(sum(self.inside[item.code, form] for item in tried_out) == self.blueprint.pretest)
            if self.blueprint.anchors:
                shared = [item for item in self.items if item.anchor and not item.pretest]
                self.cp.add(sum(self.inside[item.code, form] for item in shared) >= self.blueprint.anchors)

    def _keep_apart(self, group: Enemies, *, enforced: bool) -> Any:
        reason = self.cp.new_bool_var("")
        for form in range(self.blueprint.forms):
            together = [self.inside[code, form] for code in sorted(group) if (code, form) in self.inside]
            kept = self.cp.add(sum(together) <= 1)
            if enforced:
                kept.only_enforce_if(reason)
        return reason

    def keep_spreads(self, room: int = 1) -> None:
        """Within so many times the limits."""
        scored = [item for item in self.items if not item.pretest]
        slack = self.blueprint.length + 1
        low, high = self._range([round(facility(item) * UNIT) for item in scored], scored)
        self.cp.add(high - low <= max(0, int(self.blueprint.expected_spread * room * UNIT) - slack))
        allowed = int(self.blueprint.information_spread * room * UNIT)
        for ability in self.blueprint.abilities:
            worth = [round(information(item, ability, self.blueprint.slope) * UNIT) for item in scored]
            low, high = self._range(worth, scored)
            self.cp.add(UNIT * (high - low + (slack if allowed else 0)) <= allowed * low)

    def _range(self, worth: Sequence[int], scored: Sequence[BankItem]) -> tuple[Any, Any]:
        """Variables below and above what each form sums up to."""
        most = sum(worth)
        low, high = self.cp.new_int_var(0, most, ""), self.cp.new_int_var(0, most, "")
        for form in range(self.blueprint.forms):
            total = sum(one * self.inside[item.code, form] for one, item in zip(worth, scored, strict=True))
            self.cp.add(low <= total)
            self.cp.add(total <= high)
        return low, high

    def prefer_unseen(self) -> None:
        """The least exposure, summed over all items in a form."""
        exposed = [item.exposure * literal for item in self.items if item.exposure for literal in self._of(item)]
        self.cp.minimize(sum(exposed))

    def forms(self, solver: Any) -> tuple[Form, ...]:
        found = []
        for form in range(self.blueprint.forms):
            own = [item for item in self.items if solver.boolean_value(self.inside[item.code, form])]
            scored = tuple(item.code for item in own if not item.pretest)
            found.append(Form(scored, tuple(item.code for item in own if item.pretest)))
        return tuple(found)


def drawn_number(seed: str, code: str) -> str:
    """What orders items that nothing else orders: the same for everyone who knows the seed."""
    return sha256(f"{seed}|{code}".encode()).hexdigest()
