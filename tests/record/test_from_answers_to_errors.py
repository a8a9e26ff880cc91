"""From answers to records: scored, analysed, equated, released, sealed; and how often the intervals hold the truth."""

from __future__ import annotations

import numpy as np
import pytest

from ortoo.exams.models import FormPlan
from ortoo.exams.operations import analyse, equate_forms, look_at_gate, release_marks
from ortoo.exams.queries.forms import form_items, forms_of
from ortoo.record.models import Record
from ortoo.record.queries import counted, error_of
from ortoo.record.rules.error import interval
from tests.cast import selection_officer
from tests.exams.scored import AT, Drawn, items_for, officer, scored, sealed
from tests.factories import records
from tests.factories.records import part

pytestmark = pytest.mark.django_db


def test_intervals_cover_what_each_official_is_to_expect() -> None:
    """400 officials on two forms of 24 items, the second harder. The truth is what each is to expect on the first form.
    Reliability is estimated from below, so intervals cover 95 % or a little more; chance alone leaves 92 % once in 200.
    """
    plan, drawn = sealed("E26", items_for(2, 24), 2), Drawn(persons=400, harder={"B": 0.6})
    scoring = scored(plan, drawn)
    for step in (analyse, equate_forms, look_at_gate, release_marks):
        step(scoring=scoring, by=officer(), at=AT)
    made = records.sealed(records.formula([part("E26", 1000)], selection_officer()), officer())
    true = true_marks(plan, drawn)
    kept = Record.objects.everything(because="a test looks").filter(seal=made).select_related("official")
    covered = [covers(one, true[one.official.number]) for one in kept]
    assert counted(made).with_error == len(covered) == 400
    assert 0.92 <= np.mean(covered) <= 0.99
    tables = {table for one in kept for table in shared(one)}
    assert tables == {"E26/B"}, "the first form is the reference, and has no table"


def true_marks(plan: FormPlan, drawn: Drawn) -> dict[str, float]:
    """Personnel number -> what the person is to expect on the first form, in thousandths of 0 to 100. Abilities and
    items are those that `scored` draws from the same seed.
    """
    chance, forms = np.random.default_rng(drawn.seed), forms_of(plan)
    hardness = np.array([(one.version_id * 7919 % 1000) / 400 - 1.4 for one in form_items(forms[0])])
    found: dict[str, float] = {}
    for place, form in enumerate(forms):
        numbers = [f"{plan.sitting.code}{number:06d}" for number in range(drawn.persons)][place :: len(forms)]
        ability, size = chance.normal(size=len(numbers)), (len(numbers), len(form_items(form)))
        chance.random(size)
        chance.integers(0, 3, size=size)
        solved = 1 / (1 + np.exp(-1.2 * (ability[:, None] - hardness)))
        found |= dict(zip(numbers, (100_000 * solved.mean(axis=1)).tolist(), strict=True))
    return found


def covers(record: Record, true: float) -> bool:
    error = error_of(record)
    assert error is not None
    assert record.merit is not None
    low, high = interval(record.merit, error)
    return low <= true <= high


def shared(record: Record) -> list[str]:
    error = error_of(record)
    assert error is not None
    return list(error.shared)
