"""What a released mark rests on: raw beside equated, the sheet, and what markers gave its essay."""

from __future__ import annotations

import pytest

from ortoo.access.models import User
from ortoo.exams.models import FormItem, FormPlan
from ortoo.exams.operations import analyse, answer_finding, look_at_gate, mark_essay, release_marks, score_sheets
from ortoo.exams.queries.behind_marks import Released, papers_of, released_marks
from ortoo.exams.queries.gates import gate_of
from ortoo.exams.queries.scoring import asked_on
from ortoo.people.models import Official
from tests.cast import AT
from tests.exams.answering import marker, right_answer, taken
from tests.exams.building import of_each_kind, reviewer, sealed_of, writer
from tests.exams.scored import officer
from tests.factories.people import officials

pytestmark = pytest.mark.django_db

NUMBERS = [f"N{place:02d}" for place in range(8)]


def released(plan: FormPlan, essay: FormItem) -> None:
    """Eight who know everything, one less than the other; the essay was given 600 and 701."""
    [asked] = asked_on(plan).values()
    right = [right_answer(one, "mn") for one in asked]
    sheets = {number: ("A", [*[""] * place, *right[place:]]) for place, number in enumerate(NUMBERS)}
    taken(plan, sheets, 0)
    for hand, mark in ((marker(), 600), (reviewer(), 701)):
        for one in Official.objects.everything(because="a test reads"):
            mark_essay(item=essay, official=one, thousandths=mark, by=hand, at=AT)
    scoring = score_sheets(plan=plan, by=writer(), at=AT)
    analyse(scoring=scoring, by=officer(), at=AT)
    look_at_gate(scoring=scoring, by=officer(), at=AT)
    answered(plan, officer())
    release_marks(scoring=scoring, by=officer(), at=AT)


def answered(plan: FormPlan, by: User) -> None:
    gate = gate_of(plan.scorings.get())
    assert gate is not None
    for place in [one.place for one in gate.unanswered]:
        answer_finding(gate=gate.gate, place=place, reason="Eight sheets of a test", by=by, at=AT)


def test_a_sheet_with_its_essay_is_the_mark() -> None:
    officials(*NUMBERS)
    plan = sealed_of(of_each_kind())
    essay = FormItem.objects.get(form__plan=plan, version__kind="essay")
    code = plan.sitting.code
    assert papers_of(Official.objects.everything(because="a test reads").get(number="N00").pk, [code]) == {}
    released(plan, essay)
    for official in Official.objects.everything(because="a test reads"):
        paper, mark = papers_of(official.pk, [code])[code], released_marks(official.pk, [code])[code]
        assert paper.essays == {essay.place: (600, 701)}
        assert (paper.form, paper.gap) == ("A", plan.essay_gap)
        assert mark == Released(paper.mark(paper.points), None, paper.mark(paper.points))
        assert paper.with_item(essay.place, 651) == mark.decides
        assert (papers_of(official.pk, ["X"]), released_marks(official.pk, ["X"])) == ({}, {})
