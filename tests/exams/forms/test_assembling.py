"""Forms that are found, and forms that somebody chose."""

from __future__ import annotations

import json

import pytest

from ortoo.exams.models import ExamForm, FormPlan
from ortoo.exams.operations import (
    assemble_forms,
    retire_item,
    set_forms,
    state_enemies,
)
from ortoo.exams.queries.forms import form_items, forms_of, pool_for
from ortoo.exams.rules.forms.nearness import nearness_read
from ortoo.jobs.progress import Cancelled
from tests.cast import AT
from tests.exams.building import (
    FOUR_CELLS,
    bank,
    bank_with,
    blueprint_of,
    four_cells,
    item,
    planned,
    sealed,
    single,
    writer,
)
from tests.exams.forms.asking import CODES, entries, halves, refused

pytestmark = pytest.mark.django_db


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
