"""The exam of this year goes by items: a bank, parallel forms, answers, and marks that are equated and have errors.

Most answers come from a learning platform; those of one centre stand on paper and are entered by two hands.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import cycle

from ortoo.exams import operations as exams
from ortoo.exams.models import FormPlan, ItemVersion
from ortoo.exams.models.sheets import PLATFORM
from ortoo.exams.queries.forms import placed_on
from ortoo.exams.rules.bank.question import Level, Question
from ortoo.exams.rules.forms.values import Blueprint
from ortoo.people.models import Official
from ortoo.plan.queries import goal_names
from ortoo.site.demonstration.answering import Asked, answers, asked, expected_facility
from ortoo.site.demonstration.files import written
from ortoo.site.demonstration.marks import MISSING
from ortoo.site.demonstration.officials import Invented
from ortoo.site.demonstration.questions import LANGUAGES, example_items
from ortoo.site.demonstration.story import SEED, Story, at, take
from ortoo.site.demonstration.years import opened
from ortoo.spreadsheets.kinds import Source
from ortoo.spreadsheets.rows import Row

PER_CELL = {Level.KNOW: 2, Level.APPLY: 2, Level.JUDGE: 1}
FORMS = 4
ABILITIES = (-1.5, -0.5, 0.5, 1.5)
HEADS = ("number", "form", "centre", "language")

Sheet = dict[str, str]
"""Heading of a column -> cell."""


def exam_by_items(story: Story, people: Sequence[Invented], day: date) -> None:
    """From the items to the released marks."""
    bank_filled(story, day.year)
    plan = _forms_sealed(story, day)
    _answered(story, plan, people, at(day.year, 6, 20))
    _released(story, plan, day.year)


def bank_filled(story: Story, year: int) -> None:
    """Written by one exam officer with an expert's estimates, approved by another."""
    names = {int(number): goal.names for number, goal in goal_names().items()}
    questions = list(example_items(names, SEED))
    facilities = {one.code: expected_facility(one, SEED) for one in questions}
    exams.take_items(
        questions=questions, source="2026.xml", facilities=facilities, by=story.staff.exams, at=at(year, 2, 1)
    )
    written_ones = list(ItemVersion.objects.filter(number=1))
    exams.review_items(versions=written_ones, by=story.staff.second_exams, at=at(year, 3, 1))


def _forms_sealed(story: Story, day: date) -> FormPlan:
    by, goals = story.staff.exams, tuple(goal_names())
    cells = {(goal, level.value): many for goal in goals for level, many in PER_CELL.items()}
    blueprint = Blueprint(FORMS, goals, cells, expected_spread=0.25, information_spread=0.03, abilities=ABILITIES)
    plan = exams.plan_forms(
        sitting=opened(story, day), blueprint=blueprint, seed=f"{SEED}:{day.year}", decides="equated", method="linear",
        by=by, at=at(day.year, 4, 1),
    )  # fmt: skip
    exams.assemble_forms(plan=plan, by=by, at=at(day.year, 4, 2), progress=story.progress("Assemble parallel forms"))
    return exams.seal_forms(plan=plan, by=by, at=at(day.year, 5, 2))


def _answered(story: Story, plan: FormPlan, people: Sequence[Invented], day: datetime) -> None:
    """Forms go round within each centre, so that the groups of the forms are alike."""
    sheets = list(_sheets(plan, people))
    paper = Counter(sheet["centre"] for sheet in sheets).most_common()[-1][0]
    on_paper = [sheet for sheet in sheets if sheet["centre"] == paper]
    _entered_twice(story, plan, on_paper, day)
    rows = [
        Row(dict(sheet), "platform.csv", place, {head: head for head in sheet})
        for place, sheet in enumerate((one for one in sheets if one["centre"] != paper), start=2)
    ]
    report = exams.take_sheets(
        plan=plan, rows=rows, entry=PLATFORM, source=Source("platform.csv", "0" * 64), by=story.staff.exams, at=day,
        progress=story.progress("Take in answers"),
    )  # fmt: skip
    assert not report.problems, [problem.sentence("en") for problem in report.problems[:5]]


def _sheets(plan: FormPlan, people: Iterable[Invented]) -> Iterable[Sheet]:
    forms = {form.letter: [_asked(one.question, form.letter) for one in placed_on(form)] for form in plan.forms.all()}
    turns: dict[str, Iterable[str]] = {}
    chance = random.Random(f"{SEED}:{plan.sitting.code}:answers")
    for person in people:
        if chance.random() < MISSING:
            continue
        form = next(iter(turns.setdefault(person.region, cycle(forms))))
        given = answers(forms[form], person.ability, chance)
        cells = {str(place): answer for place, answer in enumerate(given, start=1)}
        yield {"number": person.number, "form": form, "centre": person.region, "language": LANGUAGES[0], **cells}


def _asked(question: Question, form: str) -> Asked:
    return asked(question, form, SEED)


def _entered_twice(story: Story, plan: FormPlan, sheets: Sequence[Sheet], day: datetime) -> None:
    """By two hands, of which one slipped once; a third looked at the paper."""
    staff, code = story.staff, plan.sitting.code
    slipped = [{**sheets[0], "1": ""}, *sheets[1:]]
    for entry, by, read in (("1", staff.exams, sheets), ("2", staff.second_exams, slipped)):
        content = written(list(sheets[0]), [list(sheet.values()) for sheet in read])
        take(story, "answer-sheets", content, by, day, sitting=code, entry=entry)
    whole = Official.objects.everything(because="the example settles one sheet")
    true = sheets[0]
    exams.settle_sheet(
        plan=plan, official=whole.get(number=true["number"]), form=true["form"],
        answers=[cell for head, cell in true.items() if head not in HEADS],
        reason="Example: on the paper the first answer is filled in", by=staff.marker, at=day,
    )  # fmt: skip


def _released(story: Story, plan: FormPlan, year: int) -> None:
    by, listen = story.staff.exams, story.progress
    scoring = exams.score_sheets(plan=plan, by=by, at=at(year, 6, 25), progress=listen("Score by two scorers"))
    exams.analyse(scoring=scoring, by=by, at=at(year, 6, 25, 3), progress=listen("Analyse items"))
    exams.equate_forms(scoring=scoring, by=by, at=at(year, 6, 25, 4), progress=listen("Equate forms"))
    gate = exams.look_at_gate(scoring=scoring, by=by, at=at(year, 6, 26), progress=listen("Look at the gate"))
    for place in range(1, gate.findings + 1):
        exams.answer_finding(
            gate=gate, place=place, reason="Example: looked at, and as it should be", by=story.staff.second_exams,
            at=at(year, 6, 27),
        )  # fmt: skip
    exams.release_marks(scoring=scoring, by=by, at=at(year, 7, 1), progress=listen("Release the marks"))
