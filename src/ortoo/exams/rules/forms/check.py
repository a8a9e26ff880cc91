"""Whether forms keep what was promised: no overlap, cells, enemies, spreads. Knows nothing of how they were found.

It reckons scores and information by itself, so that a fault of the assembly is not repeated here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cosh, fsum, log, pi, sqrt

from ortoo.exams.rules.forms.values import BankItem, Blueprint, Enemies, Form
from ortoo.multilingual.refusals import sentence

ROUNDING = 1e-9


@dataclass(frozen=True)
class Violation:
    """code: with its prefix. form: counted from 1; None where it is about all of them. values: for the sentence."""

    code: str
    form: int | None = None
    values: tuple[tuple[str, object], ...] = ()

    def sentence(self, language: str = "en") -> str:
        """In "mn", "en" or "ko"."""
        return sentence(self.code, language, {"form": self.form, **dict(self.values)})


def check(
    items: Sequence[BankItem], blueprint: Blueprint, enemies: Sequence[Enemies], forms: Sequence[Form]
) -> tuple[Violation, ...]:
    """Everything that is broken; nothing is said of spreads while there are items that are not known or not scored."""
    bank = {item.code: item for item in items}
    found = [*_number(blueprint, forms), *_used_twice(forms), *_unknown(bank, forms)]
    known = not any(violation.code in ("forms.item_unknown", "forms.not_scored") for violation in found)
    found += _together(enemies, forms)
    if known:
        found += _cells(bank, blueprint, forms)
        found += _apart(bank, blueprint, forms) if forms and all(form.items for form in forms) else ()
    return tuple(found)


def _number(blueprint: Blueprint, forms: Sequence[Form]) -> Iterator[Violation]:
    if len(forms) != blueprint.forms:
        yield _broken("forms.number_of_forms", None, found=len(forms), needed=blueprint.forms)


def _used_twice(forms: Sequence[Form]) -> Iterator[Violation]:
    first: dict[str, int] = {}
    for number, form in enumerate(forms, start=1):
        for code in (*form.items, *form.pretest):
            if code in first:
                yield _broken("forms.used_twice", number, item=code, first=first[code])
            first.setdefault(code, number)


def _unknown(bank: Mapping[str, BankItem], forms: Sequence[Form]) -> Iterator[Violation]:
    for number, form in enumerate(forms, start=1):
        for code, scored in [*((code, True) for code in form.items), *((code, False) for code in form.pretest)]:
            if code not in bank:
                yield _broken("forms.item_unknown", number, item=code)
            elif bank[code].pretest and scored:
                yield _broken("forms.not_scored", number, item=code)
            elif not bank[code].pretest and not scored:
                yield _broken("forms.not_tried_out", number, item=code)


def _cells(bank: Mapping[str, BankItem], blueprint: Blueprint, forms: Sequence[Form]) -> Iterator[Violation]:
    for number, form in enumerate(forms, start=1):
        counts = Counter((bank[code].goal, bank[code].level) for code in form.items)
        for goal, level in dict.fromkeys([*blueprint.cells, *counts]):
            found, needed = counts[goal, level], blueprint.cells.get((goal, level), 0)
            if found != needed:
                yield _broken("forms.cell_count", number, cell=f"{goal} × {level}", found=found, needed=needed)
        shared = sum(bank[code].anchor for code in form.items)
        if shared < blueprint.anchors:
            yield _broken("forms.anchors_few", number, found=shared, needed=blueprint.anchors)
        if len(form.pretest) != blueprint.pretest:
            yield _broken("forms.pretest_count", number, found=len(form.pretest), needed=blueprint.pretest)


def _together(enemies: Sequence[Enemies], forms: Sequence[Form]) -> Iterator[Violation]:
    for number, form in enumerate(forms, start=1):
        inside = {*form.items, *form.pretest}
        for group in enemies:
            if len(inside & group) > 1:
                yield _broken("forms.enemies_together", number, items=", ".join(sorted(inside & group)))


def _apart(bank: Mapping[str, BankItem], blueprint: Blueprint, forms: Sequence[Form]) -> Iterator[Violation]:
    scores = [fsum(bank[code].facility or 0 for code in form.items) for form in forms]
    spread = max(scores) - min(scores)
    if spread > blueprint.expected_spread + ROUNDING:
        yield _broken("forms.expected_apart", None, found=round(spread, 3), most=blueprint.expected_spread)
    for ability in blueprint.abilities:
        sums = [fsum(_information(bank[code], ability, blueprint.slope) for code in form.items) for form in forms]
        share = max(sums) / min(sums) - 1
        if share > blueprint.information_spread + ROUNDING:
            percent, most = round(100 * share, 3), round(100 * blueprint.information_spread, 3)
            yield _broken("forms.information_apart", None, ability=ability, found=percent, most=most)


def _information(item: BankItem, ability: float, slope: float) -> float:
    """P (1 - P) = 1 / (2 cosh(logit / 2))² of the logistic curve."""
    a, b = item.discrimination, item.difficulty
    if a is None or b is None:
        share = item.facility or 0
        a, b = slope, -log(share / (1 - share)) * sqrt(1 / slope**2 + pi / 8)
    return (a / (2 * cosh(a * (ability - b) / 2))) ** 2


def _broken(code: str, form: int | None, **values: object) -> Violation:
    return Violation(code, form, tuple(sorted(values.items())))
