"""A sitting whose forms are sealed and whose sheets, drawn from a 2PL by a seed, are scored, with faults to order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import numpy as np

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.exams.models import ExamForm, FormPlan, ItemVersion, Scoring, Sitting
from ortoo.exams.operations import plan_forms, score_sheets, seal_forms, set_forms, take_sheets
from ortoo.exams.queries.forms import form_items, forms_of
from ortoo.exams.queries.items import question_of
from ortoo.exams.rules.forms.values import Blueprint, Form
from ortoo.people.models import Appointment, Official, Region
from ortoo.spreadsheets.kinds import Source
from ortoo.spreadsheets.rows import Row
from tests.cast import person
from tests.exams.building import CELLS, bank, single, writer
from tests.factories import exams
from tests.factories.people import organization

HELD = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
BECAUSE = "a test makes them"
FILE = Source("platform.csv", "ef" * 32)


@dataclass
class Drawn:
    """How sheets are drawn. `harder`: a form, by so much. `wrong_key`: (letter, place) of an item whose key is not the
    right option. `moved`: (letter, place) of an item that is so much harder here than elsewhere."""

    persons: int = 120
    seed: int = 1
    centres: int = 3
    harder: Mapping[str, float] = field(default_factory=dict)
    wrong_key: tuple[str, int] | None = None
    moved: Mapping[tuple[str, int], float] = field(default_factory=dict)
    last_reached: int | None = None


def items_for(forms: int, each: int) -> list[ItemVersion]:
    """Single choices, as many of the three cells of the first goal for each form."""
    return bank(
        [
            single(f"I{place + 1:03d}", CELLS[place % each % 3], key="ABCD"[place % 4]) for place in range(forms * each)
        ]
    )  # fmt: skip


def sealed(
    code: str, versions: Sequence[ItemVersion], forms: int, *, decides: str = "equated", method: str = "linear",
    reference: ExamForm | None = None, held: date = HELD,
) -> FormPlan:  # fmt: skip
    """Forms of equally many items, in their order, of the cells that those fall into."""
    officer = writer()
    sitting = exams.sitting(code, officer, held_on=held)
    each = len(versions) // forms
    shares = [versions[place * each : (place + 1) * each] for place in range(forms)]
    cells: dict[tuple[str, str], int] = {}
    for one in shares[0]:
        cells[one.goal, one.level] = cells.get((one.goal, one.level), 0) + 1
    goals = tuple(dict.fromkeys(goal for goal, _ in cells))
    blueprint = Blueprint(forms, goals, cells, float(each), 100.0, (0.0,))
    plan = plan_forms(
        sitting=sitting, blueprint=blueprint, seed="a", decides=decides, method=method, reference=reference, by=officer,
        at=AT,
    )  # fmt: skip
    set_forms(plan=plan, forms=[Form(tuple(one.item.code for one in share)) for share in shares], by=officer, at=AT)
    return seal_forms(plan=plan, by=officer, at=AT)


def sat_by(persons: int, prefix: str = "P") -> list[Official]:
    """Officials with a post, in two aimags."""
    regions = [
        Region.objects.get_or_create(code=code, defaults={"name_en": name, "kind": "aimag"})[0]
        for code, name in (("MN-041", "Zavkhan"), ("MN-047", "Uvs"))
    ]
    whole = Official.objects.everything(because=BECAUSE)
    made = whole.bulk_create(
        [
            Official(
                number=f"{prefix}{place:06d}", patronymic="Бат", given_name=f"Болд{place}", patronymic_latin="Bat",
                given_name_latin=f"Bold{place}", sort_key=f"{place:06d}", search_key=f"{place:06d}", sex="woman",
            )
            for place in range(persons)
        ],
        batch_size=500,
    )  # fmt: skip
    body = organization()
    Appointment.objects.everything(because=BECAUSE).bulk_create(
        [
            Appointment(
                official=one, organization=body, region=regions[place % 3 > 0], post="Specialist", level="executive",
                rank_class="des", valid_from=date(2021, 1, 1),
            )
            for place, one in enumerate(made)
        ],
        batch_size=500,
    )  # fmt: skip
    return made


def scored(plan: FormPlan, drawn: Drawn | None = None, officials: Sequence[Official] | None = None) -> Scoring:
    """Taken from a platform and scored, by the operations."""
    drawn = drawn or Drawn()
    chance = np.random.default_rng(drawn.seed)
    people = list(officials) if officials is not None else sat_by(drawn.persons, plan.sitting.code)
    forms = forms_of(plan)
    rows: list[Row] = []
    for place, form in enumerate(forms):
        own = people[place :: len(forms)]
        for number, (official, answers) in enumerate(zip(own, _answers(chance, form, len(own), drawn), strict=True)):
            head = {
                "number": official.number, "form": form.letter, "centre": f"Centre {number % drawn.centres + 1}",
                "language": "mn" if number % 4 else "en",
            }  # fmt: skip
            told = {str(at): answer or None for at, answer in enumerate(answers, start=1)}
            rows.append(Row({**head, **told}, "platform.csv", len(rows) + 2, {}))
    report = take_sheets(plan=plan, rows=rows, entry=0, source=FILE, by=writer(), at=AT)
    assert not report.problems, report.problems[0].sentence()
    return score_sheets(plan=plan, by=writer(), at=AT)


def _answers(chance: np.random.Generator, form: ExamForm, persons: int, drawn: Drawn) -> list[list[str]]:
    """Letters of a single choice with four options: who solves it writes the key, the others one of the rest."""
    placed = form_items(form)
    # By item, so that an item is as hard wherever it stands.
    hardness = np.array([(one.version_id * 7919 % 1000) / 400 - 1.4 for one in placed])
    ability = chance.normal(size=persons)
    hardness += [drawn.moved.get((form.letter, one.place), 0.0) for one in placed]
    above = ability[:, None] - hardness - drawn.harder.get(form.letter, 0.0)
    solved = chance.random((persons, len(placed))) < 1 / (1 + np.exp(-1.2 * above))
    keys = [next(iter(question_of(one.version).weights)) for one in placed]
    other = chance.integers(0, 3, size=solved.shape)
    wrong = [[letter for letter in "ABCD" if letter != key] for key in keys]
    if drawn.wrong_key and drawn.wrong_key[0] == form.letter:
        column = drawn.wrong_key[1] - 1
        keys_known = solved[:, column].copy()
        solved[:, column] = ~keys_known & (chance.random(persons) < 1 / 3)
        other[keys_known, column] = 0
    written = [
        [keys[place] if right else wrong[place][other[row, place]] for place, right in enumerate(solved[row])]
        for row in range(persons)
    ]
    if drawn.last_reached is not None:
        for row in range(0, persons, 5):
            written[row][drawn.last_reached :] = [""] * (len(placed) - drawn.last_reached)
    return written


def officer(name: str = "tsetseg") -> User:
    return User.objects.filter(username=name).first() or person(name, Role.EXAM_OFFICER)


def sitting_of(scoring: Scoring) -> Sitting:
    return scoring.plan.sitting


__all__ = ["AT", "CELLS", "HELD", "Drawn", "items_for", "officer", "sat_by", "scored", "sealed", "sitting_of"]
