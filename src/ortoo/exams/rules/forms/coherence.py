"""What is asked for must be possible to ask: items, cells and enemies that exist, numbers within their range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import isfinite

from ortoo.exams.rules.forms.values import LEVELS, BankItem, Blueprint, Cell, Enemies
from ortoo.multilingual.refusals import Refusal


def refuse_incoherent(items: Sequence[BankItem], blueprint: Blueprint, enemies: Sequence[Enemies]) -> None:
    """Raises Refusal for the first thing that is wrong with the blueprint, an item or an enemy."""
    _refuse_blueprint(blueprint)
    seen: set[str] = set()
    for item in items:
        if item.code in seen:
            raise Refusal("forms.item_twice", item=item.code)
        seen.add(item.code)
        _refuse_item(item, blueprint)
    for group in enemies:
        for code in sorted(group):
            if code not in seen:
                raise Refusal("forms.enemy_unknown", item=code)


def refuse_short(items: Sequence[BankItem], blueprint: Blueprint) -> None:
    """Where cells hold fewer items than the forms need; the sentence names every such cell with what it lacks."""
    found = Counter(item.cell for item in items if not item.pretest)
    lacking = {cell: blueprint.forms * count - found[cell] for cell, count in blueprint.cells.items()}
    short = {cell: count for cell, count in lacking.items() if count > 0}
    if short:
        listed = "; ".join(f"{shown(cell)}: {count}" for cell, count in short.items())
        raise Refusal("forms.cells_short", forms=blueprint.forms, lacking=listed)
    tried_out = sum(item.pretest for item in items)
    if tried_out < blueprint.forms * blueprint.pretest:
        needed = blueprint.forms * blueprint.pretest
        raise Refusal("forms.pretest_short", forms=blueprint.forms, needed=needed, found=tried_out)
    _refuse_few_anchors(items, blueprint)


def _refuse_few_anchors(items: Sequence[BankItem], blueprint: Blueprint) -> None:
    """By cell no more can be taken than the forms hold there."""
    found = Counter(item.cell for item in items if item.anchor and not item.pretest)
    usable = sum(min(found[cell], blueprint.forms * count) for cell, count in blueprint.cells.items())
    needed = blueprint.forms * blueprint.anchors
    if usable < needed:
        raise Refusal("forms.anchors_short", forms=blueprint.forms, needed=needed, found=usable)


def shown(cell: Cell) -> str:
    return f"{cell[0]} × {cell[1]}"


def _refuse_blueprint(blueprint: Blueprint) -> None:
    for cell, count in blueprint.cells.items():
        if cell[0] not in blueprint.goals or cell[1] not in LEVELS:
            raise Refusal("forms.blueprint_cell_unknown", cell=shown(cell))
        if count < 0:
            raise Refusal("forms.blueprint_off", name=shown(cell), value=count)
    for name, value, low in (
        ("forms", blueprint.forms, 1),
        ("length", blueprint.length, 1),
        ("pretest", blueprint.pretest, 0),
        ("anchors", blueprint.anchors, 0),
        ("expected_spread", blueprint.expected_spread, 0),
        ("information_spread", blueprint.information_spread, 0),
    ):
        if not low <= value < float("inf"):
            raise Refusal("forms.blueprint_off", name=name, value=value)
    if not 0 < blueprint.slope < float("inf"):
        raise Refusal("forms.blueprint_off", name="slope", value=blueprint.slope)


def _refuse_item(item: BankItem, blueprint: Blueprint) -> None:
    if item.goal not in blueprint.goals or item.level not in LEVELS:
        raise Refusal("forms.cell_unknown", item=item.code, cell=shown(item.cell))
    if item.facility is None and not item.pretest:
        raise Refusal("forms.facility_missing", item=item.code)
    if item.facility is not None and not 0 < item.facility < 1:
        raise Refusal("forms.facility_off", item=item.code, value=item.facility)
    pair = (item.discrimination, item.difficulty)
    if pair.count(None) == 1:
        raise Refusal("forms.parameter_missing", item=item.code)
    if item.discrimination is not None and not 0 < item.discrimination < float("inf"):
        raise Refusal("forms.discrimination_off", item=item.code, value=item.discrimination)
    if item.difficulty is not None and not isfinite(item.difficulty):
        raise Refusal("forms.difficulty_off", item=item.code, value=item.difficulty)
    if item.exposure < 0:
        raise Refusal("forms.exposure_off", item=item.code, value=item.exposure)
