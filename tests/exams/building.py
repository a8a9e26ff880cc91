"""A bank of items, written and approved by two exam officers through the operations, and forms made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.exams.models import FormPlan, Item, ItemVersion, Sitting
from ortoo.exams.operations import assemble_forms, plan_forms, review_items, seal_forms, take_items
from ortoo.exams.rules.bank.question import (
    Accepted,
    Cell,
    Folding,
    Kind,
    Level,
    Number,
    Option,
    Question,
    Text,
    Texts,
    letter,
)
from ortoo.exams.rules.forms.values import Blueprint
from ortoo.multilingual.refusals import LANGUAGES
from ortoo.plan.models import Goal
from ortoo.plan.operations import import_plan
from ortoo.plan.rules import plan
from ortoo.spreadsheets.kinds import Source
from tests.cast import AT, TODAY, academy_manager, person
from tests.factories import exams

GOALS = tuple(str(number) for number in range(1, 10))
CELLS = tuple(Cell(goal, level) for goal in GOALS for level in Level)
"""All 27 of the blueprint."""

PLAN = plan.Plan(
    code="P", names=plan.Names(en="A plan"), mn_basis="", adopted_on=None, legal_basis="", objectives_total=None,
    numbering_basis="", basis="E", source="",
    goals=tuple(
        plan.Goal(
            int(number), plan.Names(f"Зорилго {number}", f"Goal {number}", f"목표 {number}"), "", None, "", "E", "", ()
        )
        for number in GOALS
    ),
    indicators=(),
)  # fmt: skip


def goals() -> None:
    """Nine goals of a plan, once."""
    if not Goal.objects.exists():
        report = import_plan(rows=PLAN, source=Source("plan.yaml", "ab" * 32), by=academy_manager(), at=AT)
        assert not report.problems


def writer() -> User:
    """The exam officer who writes; made when first needed."""
    return User.objects.filter(username="tuya").first() or person("tuya", Role.EXAM_OFFICER)


def reviewer() -> User:
    """The exam officer who reviews what the first wrote."""
    return User.objects.filter(username="bold").first() or person("bold", Role.EXAM_OFFICER)


def told(words: str) -> Texts:
    """One text in the three languages."""
    return {language: Text(f"{words} [{language}]") for language in LANGUAGES}


def single(code: str, cell: Cell | None = CELLS[0], options: int = 4, key: str = "A") -> Question:
    return Question(
        Kind.SINGLE,
        told(f"Question {code}?"),
        code=code,
        cell=cell,
        options=tuple(Option(told(f"{code} {letter(place)}")) for place in range(options)),
        weights={key: Decimal(100)},
    )


def of_each_kind(cell: Cell = CELLS[0]) -> list[Question]:
    """A question of each kind that is answered, with its kind as code."""
    plain = {kind: Question(kind, told(f"A {kind.value}?"), code=kind.value, cell=cell) for kind in Kind}
    sides = tuple(told(f"left {place}") for place in range(3))
    words = tuple(dict.fromkeys(LANGUAGES, f"right {place}") for place in range(4))
    accepted = {of: (Accepted("Ulaanbaatar"), Accepted("UB", Decimal(50))) for of in LANGUAGES}
    return [
        single("single", cell),
        replace(single("multiple", cell), kind=Kind.MULTIPLE, weights={"A": Decimal(50), "C": Decimal(50)}),
        replace(plain[Kind.TRUE_FALSE], truth=False),
        replace(plain[Kind.MATCH], left=sides, right=words),
        replace(plain[Kind.ORDER], sequence=tuple(told(f"step {place}") for place in range(4))),
        replace(plain[Kind.NUMERIC], numbers=(Number(Decimal("1.5"), Decimal("0.1")),)),
        replace(plain[Kind.SHORT], accepted=accepted, folding=Folding(case=True, spaces=True)),
        plain[Kind.ESSAY],
    ]


def bank(questions: Sequence[Question], facility: int | None = 600, approved: bool = True) -> list[ItemVersion]:
    """The questions written with an expert's estimate, and approved by a second person; in their order."""
    facilities = {} if facility is None else {question.code: facility for question in questions}
    return bank_with(questions, facilities, approved)


def bank_of(size: int, facilities: Sequence[int] = (300, 500, 700, 900)) -> list[ItemVersion]:
    """`size` sound single choices over all cells in turn, with key and facility in turn, approved: I001, I002, …"""
    made = [single(f"I{place + 1:03d}", CELLS[place % len(CELLS)], key=letter(place % 4)) for place in range(size)]
    expected = {one.code: facilities[place // len(CELLS) % len(facilities)] for place, one in enumerate(made)}
    return bank_with(made, expected)


def bank_with(questions: Sequence[Question], facilities: Mapping[str, int], approved: bool = True) -> list[ItemVersion]:
    goals()
    take_items(questions=questions, source="bank.xml", facilities=facilities, by=writer(), at=AT)
    found = {one.item.code: one for one in ItemVersion.objects.select_related("item").order_by("number")}
    versions = [found[question.code] for question in questions]
    if approved:
        review_items(versions=versions, by=reviewer(), at=AT)
    return versions


def item(code: str) -> Item:
    return Item.objects.get(code=code)


def blueprint_of(forms: int, cells: Mapping[tuple[str, str], int], **more: float) -> Blueprint:
    """Within a whole item and, where nothing else is said, the same information within a half."""
    limits = {"expected_spread": 1.0, "information_spread": 0.5, **more}
    return Blueprint(forms, GOALS, cells, abilities=(-1.5, -0.5, 0.5, 1.5), **limits)  # type: ignore[arg-type]


FOUR_CELLS = {(goal, level): 2 for goal in GOALS[:2] for level in ("know", "apply")}
"""Eight scored items a form."""


def four_cells(size: int = 32) -> list[ItemVersion]:
    """So many approved single choices over FOUR_CELLS in turn, of four facilities: J01, J02, …"""
    cells = [Cell(goal, Level(level)) for goal, level in FOUR_CELLS]
    made = [single(f"J{place + 1:02d}", cells[place % 4], key=letter(place % 4)) for place in range(size)]
    expected = (400, 500, 600, 700)
    return bank_with(made, {one.code: expected[place // 4 % 4] for place, one in enumerate(made)})


def planned(code: str = "F26", blueprint: Blueprint | None = None, **stated: Any) -> FormPlan:
    """A sitting held a month after AT, with its plan: two forms over FOUR_CELLS unless said otherwise."""
    sitting = Sitting.objects.filter(code=code).first()
    sitting = sitting or exams.sitting(code, writer(), held_on=TODAY + timedelta(days=30))
    asked: dict[str, Any] = {"seed": "seed", "decides": "raw", **stated}
    return plan_forms(sitting=sitting, blueprint=blueprint or blueprint_of(2, FOUR_CELLS), by=writer(), at=AT, **asked)


def sealed(plan: FormPlan) -> FormPlan:
    """Assembled and sealed."""
    assemble_forms(plan=plan, by=writer(), at=AT)
    return seal_forms(plan=plan, by=writer(), at=AT)


def sealed_of(questions: Sequence[Question], code: str = "F26", **stated: Any) -> FormPlan:
    """One sealed form that holds exactly these questions, all scored; each has a cell."""
    bank(questions)
    cells = Counter((one.cell.goal, one.cell.level.value) for one in questions if one.cell)
    return sealed(planned(code, blueprint_of(1, dict(cells)), **stated))
