"""What answers told of an item, and the forms it stood on: on its page, and for the next forms."""

from __future__ import annotations

import pytest

from ortoo.exams.models import FormItem, ItemEstimate, Scoring
from ortoo.exams.operations import analyse, write_item
from ortoo.exams.queries.items import bank_items, exposures
from ortoo.exams.rules.forms.values import BankItem
from ortoo.multilingual.numbers import thousandths_text
from tests.cast import client_of
from tests.exams.building import item, single, writer
from tests.exams.scored import AT, Drawn, items_for, officer, scored, sealed
from tests.exams.test_pages import address, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def scoring() -> Scoring:
    return scored(sealed("E26", items_for(2, 9), 2), Drawn(persons=240))


def test_an_analysis_takes_the_place_of_what_an_expert_expected(scoring: Scoring) -> None:
    before = {one.code: one for one in bank_items()}
    assert before["I001"] == BankItem("I001", "1", "know", 0.6, exposure=1, estimated=True)
    analyse(scoring=scoring, by=officer(), at=AT)
    estimate = ItemEstimate.objects.get(version__item__code="I001")
    after = {one.code: one for one in bank_items()}["I001"]
    assert (after.facility, after.difficulty) == (estimate.facility, estimate.difficulty)
    assert after.difficulty is not None
    assert (after.exposure, after.estimated, after.pretest) == (1, False, False)


def test_another_version_is_another_question_until_it_was_answered(scoring: Scoring) -> None:
    analyse(scoring=scoring, by=officer(), at=AT)
    write_item(question=single("I001", key="C"), by=writer(), at=AT)
    assert exposures()[item("I001").pk] == 1
    assert {one.code: one for one in bank_items()}["I001"].estimated is False  # the approved one is still the first


def test_its_page_shows_each_sitting_with_the_error_and_each_form(scoring: Scoring) -> None:
    reader = client_of(writer())
    page = address("item", item("I001").pk)
    assert "Nobody has answered it yet" in text(reader.get(page))
    analyse(scoring=scoring, by=officer(), at=AT)
    said = text(reader.get(page))
    estimate = ItemEstimate.objects.get(version__item__code="I001")
    for value in (estimate.facility, estimate.difficulty, estimate.error):
        assert value is not None
        assert thousandths_text(round(value * 1000), "en") in said
    placed = FormItem.objects.get(version__item__code="I001")
    assert f"Exam E26 A {placed.place} 1 Yes" in said
    assert "Forms on which it stood 1" in said
