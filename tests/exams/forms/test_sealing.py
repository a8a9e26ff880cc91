"""The seal of the forms, and forms that share items with an earlier one."""

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
    retire_item,
    review_items,
    seal_forms,
    set_forms,
    state_enemies,
    write_item,
)
from ortoo.exams.queries.forms import blueprint_of as blueprint_kept
from ortoo.exams.queries.forms import form_items, forms_of, placed_on, pool_for
from ortoo.exams.queries.items import question_of
from ortoo.multilingual.refusals import Refusal
from tests.cast import AT
from tests.exams.building import (
    four_cells,
    item,
    of_each_kind,
    planned,
    reviewer,
    sealed,
    sealed_of,
    writer,
)
from tests.exams.forms.asking import AFTER, CODES, entries, halves, refused
from tests.factories import exams

pytestmark = pytest.mark.django_db


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
