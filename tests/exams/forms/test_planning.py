"""What a plan may state, and when."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from ortoo.exams.models import ExamForm, FormPlan
from ortoo.exams.operations import (
    assemble_forms,
    plan_forms,
    seal_forms,
    set_forms,
)
from ortoo.exams.queries.forms import blueprint_of as blueprint_kept
from ortoo.exams.queries.forms import form_plan_of
from tests.cast import AT, auditor, outsider
from tests.exams.building import (
    FOUR_CELLS,
    blueprint_of,
    four_cells,
    planned,
    writer,
)
from tests.exams.forms.asking import AFTER, CODES, entries, halves, refused
from tests.factories import exams
from tests.factories.people import official

pytestmark = pytest.mark.django_db


class TestPlanning:
    def test_a_plan_is_stated_with_its_entry(self) -> None:
        plan = planned(seed="s1", decides="equated", method="linear", essay_gap=200)
        assert form_plan_of(plan.sitting) == plan
        assert blueprint_kept(plan) == blueprint_of(2, FOUR_CELLS)
        [entry] = entries("forms.planned")
        assert {name: entry[name] for name in ("sitting", "seed", "decides", "method", "reference", "essay_gap")} == {
            "sitting": "F26", "seed": "s1", "decides": "equated", "method": "linear", "reference": None,
            "essay_gap": 200,
        }  # fmt: skip
        assert entry["blueprint"] == json.loads(plan.blueprint)

    def test_the_same_plan_again_writes_nothing_and_another_takes_its_forms_away(self) -> None:
        four_cells()
        plan = planned()
        assemble_forms(plan=plan, by=writer(), at=AT)
        planned()
        assert (len(entries("forms.planned")), ExamForm.objects.count()) == (1, 2)
        again = planned(seed="another")
        assert (again.pk, again.assembled_at, again.found) == (plan.pk, None, "")
        assert (len(entries("forms.planned")), ExamForm.objects.count()) == (2, 0)

    @pytest.mark.parametrize(
        ("expected", "changed"),
        [
            ("forms.method_missing", {"decides": "equated"}),
            ("forms.method_missing", {"decides": "equated", "method": "by eye"}),
            ("forms.method_for_raw", {"method": "linear"}),
            ("forms.decides_unknown", {"decides": "both"}),
            ("forms.reference_missing", {"decides": "equated", "method": "tucker"}),
            ("forms.essay_gap_off", {"essay_gap": 1001}),
            ("forms.seed_missing", {"seed": ""}),
            ("forms.nothing_to_equate", {"decides": "equated", "method": "mean", "forms": 1}),
            ("forms.blueprint_off", {"forms": 27}),
            ("forms.blueprint_off", {"forms": 0}),
            ("forms.blueprint_off", {"expected_spread": -1}),
            ("forms.blueprint_off", {"pretest": -1}),
            ("forms.form_too_long", {"pretest": 293}),
            ("forms.blueprint_cell_unknown", {"cells": {("10", "know"): 1}}),
        ],
    )
    def test_what_says_nothing_or_contradicts_itself_is_refused(self, expected: str, changed: dict[str, Any]) -> None:
        of_blueprint = {name: changed[name] for name in changed if hasattr(blueprint_of(2, {}), name)}
        rest = {name: value for name, value in changed.items() if name not in of_blueprint}
        refused(expected, planned, blueprint=replace(blueprint_of(2, FOUR_CELLS), **of_blueprint), **rest)
        assert not FormPlan.objects.exists()
        assert not entries("forms.planned")

    def test_nothing_is_planned_once_the_exam_was_held_or_has_marks(self) -> None:
        sitting = exams.sitting("F26", writer(), held_on=AT.date())
        asked: dict[str, Any] = {"sitting": sitting, "blueprint": blueprint_of(1, FOUR_CELLS), "seed": "s"}
        late = refused("forms.planned_too_late", plan_forms, **asked, decides="raw", by=writer(), at=AFTER)
        assert late == {"sitting": "F26", "day": "2026-03-02"}
        exams.given("F26", {official("A000001").number: 50_000}, writer())
        refused("forms.marks_there", plan_forms, **asked, decides="raw", by=writer(), at=AT)

    def test_only_an_exam_officer_plans_assembles_and_seals(self) -> None:
        four_cells()
        plan = planned()
        for by in (outsider(), auditor()):
            for call in (assemble_forms, seal_forms):
                refused("access.role_needed", call, plan=plan, by=by, at=AT)
            refused("access.role_needed", set_forms, plan=plan, forms=halves(CODES), by=by, at=AT)
            stated: dict[str, Any] = {"sitting": plan.sitting, "blueprint": blueprint_of(1, FOUR_CELLS), "seed": "s"}
            refused("access.role_needed", plan_forms, **stated, decides="raw", by=by, at=AT)
