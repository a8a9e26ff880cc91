"""Plans, forms and their seal, with real rows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ortoo.exams.models import ExamForm, FormItem, FormPlan
from ortoo.exams.operations import (
    assemble_forms,
    plan_forms,
    retire_item,
    review_items,
    seal_forms,
    set_forms,
    state_enemies,
    write_item,
)
from ortoo.exams.queries.forms import blueprint_of as blueprint_kept
from ortoo.exams.queries.forms import form_items, form_plan_of, forms_of, placed_on, pool_for
from ortoo.exams.queries.items import question_of
from ortoo.exams.rules.forms.nearness import nearness_read
from ortoo.exams.rules.forms.values import Form
from ortoo.jobs.progress import Cancelled
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import LANGUAGES, Refusal
from tests.cast import AT, auditor, outsider
from tests.exams.building import (
    FOUR_CELLS,
    bank,
    bank_with,
    blueprint_of,
    four_cells,
    item,
    of_each_kind,
    planned,
    reviewer,
    sealed,
    sealed_of,
    single,
    writer,
)
from tests.factories import exams
from tests.factories.people import official

pytestmark = pytest.mark.django_db

AFTER = AT + timedelta(days=31)
"""The day after the sitting of `planned`."""


def entries(kind: str) -> list[dict[str, Any]]:
    return [json.loads(bytes(entry.body)) for entry in Entry.objects.filter(kind=kind).order_by("seq")]


def refused(expected: str, call: Any, /, **arguments: Any) -> dict[str, object]:
    with pytest.raises(Refusal) as caught:
        call(**arguments)
    assert caught.value.code == expected, caught.value
    assert all(caught.value.sentence(language) for language in LANGUAGES)
    return {name: value for name, value in caught.value.values.items() if name != "field"}


def halves(codes: list[str]) -> list[Form]:
    """Every second group of four to each of two forms: each gets two of each cell."""
    return [Form(tuple(code for place, code in enumerate(codes) if place // 4 % 2 == form)) for form in (0, 1)]


CODES = [f"J{place:02d}" for place in range(1, 17)]


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


class TestAssembling:
    def test_forms_keep_the_plan_and_say_how_near_they_came(self) -> None:
        four_cells()
        plan = planned()
        made = assemble_forms(plan=plan, by=writer(), at=AT)
        kept = forms_of(plan)
        assert [form.letter for form in kept] == ["A", "B"]
        placed = [[one.version.item.code for one in form_items(form)] for form in kept]
        assert [sorted(codes) for codes in placed] == [sorted(form.items) for form in made.forms]
        plan.refresh_from_db()
        found = nearness_read(plan.found)
        assert found.spreads.expected == pytest.approx(made.spreads.expected, abs=1e-6)
        assert (found.estimated, found.searched, found.least) == ((8, 8), True, True)
        assert found.drawn
        assert found.drawn.expected >= found.spreads.expected
        [entry] = entries("forms.assembled")
        assert (entry["forms"], entry["items"]) == (2, 16)
        assert not set(CODES) & {word.strip('"') for word in json.dumps(entry).split()}

    def test_the_same_seed_gives_the_same_forms_and_the_bar_moves(self) -> None:
        four_cells()
        plan = planned()
        first = assemble_forms(plan=plan, by=writer(), at=AT)
        seen: list[tuple[int, int]] = []
        assert assemble_forms(plan=plan, by=writer(), at=AT, progress=lambda *told: seen.append(told)) == first
        assert all(0 <= done < total for done, total in seen)
        assert ExamForm.objects.count() == 2

    def test_items_tried_out_stand_on_the_form_unscored(self) -> None:
        four_cells()
        bank([single(f"T{place}") for place in range(4)], facility=None)
        plan = sealed(planned(blueprint=blueprint_of(2, FOUR_CELLS, pretest=2)))
        for form in forms_of(plan):
            tried = [one.version.item.code[0] for one in form_items(form) if not one.scored]
            assert (tried, form.items.count()) == (["T", "T"], 10)
            assert [one.place for one in form_items(form)] == list(range(1, 11))

    def test_cells_that_lack_items_are_named_and_nothing_is_kept(self) -> None:
        four_cells(16)
        plan = planned(blueprint=blueprint_of(3, FOUR_CELLS))
        values = refused("forms.cells_short", assemble_forms, plan=plan, by=writer(), at=AT)
        assert values["lacking"] == "1 × know: 2; 1 × apply: 2; 2 × know: 2; 2 × apply: 2"
        plan.refresh_from_db()
        assert (plan.assembled_at, ExamForm.objects.count()) == (None, 0)

    def test_enemies_that_leave_no_forms_are_named(self) -> None:
        four_cells(4)
        plan = planned(blueprint=blueprint_of(1, {("1", "know"): 1, ("1", "apply"): 1}))
        state_enemies(first=item("J01"), second=item("J02"), reason="One gives away the other", by=writer(), at=AT)
        values = refused("forms.enemies_forbid", assemble_forms, plan=plan, by=writer(), at=AT)
        assert values["enemies"] == "J01, J02"

    def test_what_is_retired_or_waits_for_review_stays_out(self) -> None:
        four_cells(4)
        bank_with([single("RAW")], {"RAW": 500}, approved=False)
        retire_item(item=item("J01"), reason="It was published", by=writer(), at=AT)
        assert set(pool_for(planned()).versions) == {"J02", "J03", "J04"}

    def test_who_cancels_leaves_nothing_behind(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ortoo.exams.operations.assembling.BEAT", 0.0001)
        four_cells()
        plan = planned()

        def stop(done: int, total: int) -> None:
            raise Cancelled

        with pytest.raises(Cancelled):
            assemble_forms(plan=plan, by=writer(), at=AT, progress=stop)
        assert (ExamForm.objects.count(), entries("forms.assembled")) == (0, [])

    def test_a_plan_that_changed_meanwhile_keeps_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("ortoo.exams.operations.assembling.BEAT", 0.0001)
        four_cells()
        plan = planned()
        changed: list[FormPlan] = []

        def change(done: int, total: int) -> None:
            if not changed:
                changed.append(planned(seed="another"))

        refused("forms.changed_meanwhile", assemble_forms, plan=plan, by=writer(), at=AT, progress=change)
        assert ExamForm.objects.count() == 0


class TestSettingByHand:
    def test_chosen_forms_are_kept_with_how_near_they_are(self) -> None:
        four_cells(16)
        plan = set_forms(plan=planned(), forms=halves(CODES), by=writer(), at=AT)
        assert [sorted(one.version.item.code for one in form_items(form)) for form in forms_of(plan)] == [
            list(form.items) for form in halves(CODES)
        ]
        found = nearness_read(plan.found)
        assert not found.searched
        assert found.expected == pytest.approx((4.0, 4.8))
        [entry] = entries("forms.set")
        assert entry["expected_spread"] == 800

    @pytest.mark.parametrize(
        ("expected", "changed"),
        [
            ("forms.used_twice", {1: "J01"}),
            ("forms.item_unknown", {1: "J99"}),
            ("forms.enemies_together", {}),
            ("forms.cell_count", {1: "J17"}),
            ("forms.item_not_ready", {1: "RAW"}),
        ],
    )
    def test_what_breaks_a_promise_is_refused(self, expected: str, changed: dict[int, str]) -> None:
        four_cells(18)
        bank_with([single("RAW")], {"RAW": 500}, approved=False)
        if expected == "forms.enemies_together":
            state_enemies(first=item("J01"), second=item("J02"), reason="One gives away the other", by=writer(), at=AT)
        codes = [changed.get(place, code) for place, code in enumerate(CODES)]
        refused(expected, set_forms, plan=planned(), forms=halves(codes), by=writer(), at=AT)
        assert (ExamForm.objects.count(), entries("forms.set")) == (0, [])

    def test_too_few_forms_and_forms_too_far_apart_are_refused(self) -> None:
        four_cells(16)
        plan = planned()
        refused("forms.number_of_forms", set_forms, plan=plan, forms=halves(CODES)[:1], by=writer(), at=AT)
        narrow = planned(blueprint=blueprint_of(2, FOUR_CELLS, expected_spread=0.5))
        refused("forms.expected_apart", set_forms, plan=narrow, forms=halves(CODES), by=writer(), at=AT)


class TestTheSeal:
    def test_hashes_and_what_decides_go_into_the_ledger(self) -> None:
        four_cells()
        plan = sealed(planned(decides="equated", method="mean"))
        [entry] = entries("forms.sealed")
        forms = forms_of(plan)
        assert entry["forms"] == [{"form": form.letter, "sha256": form.sha256} for form in forms]
        assert (entry["decides"], entry["method"], entry["held_on"]) == ("equated", "mean", "2026-04-01")
        assert len({form.salt for form in forms}) == 2
        listed = json.loads(forms[0].manifest)
        assert (listed["form"], len(listed["items"])) == ("F26/A", 8)
        assert set(listed["items"][0]) == {"item", "key", "place", "scored", "texts", "version"}
        assert forms[0].salt not in json.dumps(entry)

    def test_behind_it_nothing_changes(self) -> None:
        four_cells()
        plan = sealed(planned())
        for call in (assemble_forms, seal_forms):
            values = refused("forms.sealed_already", call, plan=plan, by=writer(), at=AT)
            assert values == {"sitting": "F26", "day": "2026-03-02"}
        refused("forms.sealed_already", set_forms, plan=plan, forms=halves(CODES), by=writer(), at=AT)
        refused("forms.sealed_already", planned, seed="another")
        with pytest.raises(IntegrityError), transaction.atomic():
            FormPlan.objects.update(decides="equated", method="mean")
        with pytest.raises(IntegrityError), transaction.atomic():
            FormItem.objects.filter(form__plan=plan).delete()
        with pytest.raises(IntegrityError), transaction.atomic():
            ExamForm.objects.create(plan=plan, letter="C")

    def test_the_day_of_the_sitting_is_the_last(self) -> None:
        four_cells()
        plan = planned()
        assemble_forms(plan=plan, by=writer(), at=AT)
        values = refused("forms.sealed_too_late", seal_forms, plan=plan, by=writer(), at=AFTER)
        assert values == {"sitting": "F26", "day": "2026-04-01"}
        assert seal_forms(plan=plan, by=writer(), at=AFTER - timedelta(days=1)).sealed_at

    def test_without_forms_there_is_nothing_to_seal(self) -> None:
        four_cells()
        refused("forms.not_assembled", seal_forms, plan=planned(), by=writer(), at=AT)

    def test_forms_that_the_bank_has_left_behind_are_not_sealed(self) -> None:
        four_cells(16)
        plan = planned()
        made = assemble_forms(plan=plan, by=writer(), at=AT)
        [first, second, third] = made.forms[0].items[:3]
        asked: dict[str, Any] = {"plan": plan, "by": writer(), "at": AT}
        newer = write_item(question=replace(_question(first), names={"en": "New"}), by=writer(), at=AT)
        assert seal_code(asked) == ""
        review_items(versions=[newer], by=reviewer(), at=AT)
        assert refused("forms.version_passed", seal_forms, **asked) == {"form": "A", "item": first}
        state_enemies(first=item(second), second=item(third), reason="Both ask the same", by=writer(), at=AT)
        refused("forms.enemies_together", seal_forms, **asked)
        retire_item(item=item(second), reason="It was published", by=writer(), at=AT)
        assert refused("forms.item_not_ready", seal_forms, **asked) == {"form": 1, "item": second}

    def test_a_sealed_form_says_what_stands_where(self) -> None:
        questions = of_each_kind()
        [form] = forms_of(sealed_of(questions))
        assert {one.code: one.question for one in placed_on(form)} == {one.code: one for one in questions}
        assert [one.code for one in placed_on(form)] == [one.version.item.code for one in form_items(form)]

    def test_exposure_counts_once_it_is_sealed(self) -> None:
        four_cells(32)
        plan = planned()
        first = assemble_forms(plan=plan, by=writer(), at=AT)
        assert {one.exposure for one in pool_for(plan).items} == {0}
        seal_forms(plan=plan, by=writer(), at=AT)
        other = planned("F27")
        assert sum(one.exposure for one in pool_for(other).items) == 16
        second = assemble_forms(plan=other, by=writer(), at=AT)
        used = {code for form in first.forms for code in form.items}
        assert not used & {code for form in second.forms for code in form.items}


class TestAnEarlierForm:
    def test_forms_share_items_with_the_one_that_they_are_compared_with(self) -> None:
        four_cells(32)
        earlier = sealed(planned("F25"))
        reference = forms_of(earlier)[0]
        later = exams.sitting("F27", writer(), held_on=earlier.sitting.held_on + timedelta(days=200))
        plan = planned("F27", decides="equated", method="tucker", reference=reference)
        assert later == plan.sitting
        assert blueprint_kept(plan).anchors == 2
        sealed(plan)
        shared = set(reference.items.values_list("version", flat=True))
        for form in forms_of(plan):
            assert form.items.filter(version__in=shared).count() == 2
        assert entries("forms.sealed")[1]["reference"] == "F25/A"

    def test_a_form_that_was_not_sealed_before_is_none_to_compare_with(self) -> None:
        four_cells(32)
        plan = planned("F25")
        assemble_forms(plan=plan, by=writer(), at=AT)
        open_one, stated = forms_of(plan)[0], {"decides": "equated", "method": "tucker"}
        refused("forms.reference_not_before", planned, code="F27", reference=open_one, **stated)
        same_day = forms_of(seal_forms(plan=plan, by=writer(), at=AT))[0]
        refused("forms.reference_not_before", planned, code="F27", reference=same_day, **stated)
        refused("forms.reference_not_before", planned, code="F27", reference=same_day, decides="raw")


def _question(code: str) -> Any:
    return question_of(item(code).versions.get())


def seal_code(asked: dict[str, Any]) -> str:
    """The refusal of a seal that is tried and taken back."""
    try:
        with transaction.atomic():
            seal_forms(**asked)
            transaction.set_rollback(True)
    except Refusal as refusal:
        return refusal.code
    return ""
