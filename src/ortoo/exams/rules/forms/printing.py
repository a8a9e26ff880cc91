"""In which order a form is printed: its items, and within an item what must be brought into an order or joined."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from ortoo.exams.rules.forms.model import drawn_number
from ortoo.exams.rules.forms.values import LEVELS, BankItem, Blueprint, Form


def printed_order(form: str, item: str, size: int) -> tuple[int, ...]:
    """What stands at each printed place, both counted from 0: (2, 0, 1) prints the third thing first, as A.

    Drawn by SHA-256 of "form|item|place": the same on every paper of this form, and no way to the key.
    """
    return tuple(sorted(range(size), key=lambda place: sha256(f"{form}|{item}|{place}".encode()).hexdigest()))


def mixed(form: Form, bank: Mapping[str, BankItem], blueprint: Blueprint, seed: str) -> tuple[str, ...]:
    """All items of a form as they are numbered: by goal and level, and within these as drawn by the seed.

    Those that are only tried out stand among the scored ones of their goal and level, so that nobody takes them less
    seriously. All codes are of the bank, and all their goals of the blueprint.
    """
    goals = {goal: place for place, goal in enumerate(blueprint.goals)}

    def key(code: str) -> tuple[int, int, str]:
        goal, level = bank[code].cell
        return goals[goal], LEVELS.index(level), drawn_number(seed, code)

    return tuple(sorted((*form.items, *form.pretest), key=key))
