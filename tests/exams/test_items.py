"""Items are written, reviewed by a second person, retired, and kept apart."""

from __future__ import annotations

import pytest

from ortoo.exams.models import ItemVersion
from ortoo.exams.operations import (
    write_item,
)
from ortoo.exams.queries.items import approved_versions, bank_items, enemies_of_bank, question_of
from ortoo.exams.rules.forms.values import BankItem
from ortoo.ledger.models import Entry
from tests.cast import AT
from tests.exams import building
from tests.exams.building import bank_of, of_each_kind, writer

pytestmark = pytest.mark.django_db


def test_a_bank_of_items_is_ready_for_forms() -> None:
    versions = bank_of(30)
    assert [question_of(one).code for one in versions] == [f"I{place:03d}" for place in range(1, 31)]
    assert list(approved_versions()) == versions
    assert bank_items()[27] == BankItem("I028", "1", "know", 0.5, estimated=True)
    assert enemies_of_bank() == []


def test_what_was_written_is_the_question_and_the_same_again_changes_nothing() -> None:
    building.goals()
    for question in of_each_kind():
        version = write_item(question=question, expert_facility=400, by=writer(), at=AT)
        assert question_of(version) == question
        assert write_item(question=question, by=writer(), at=AT) == version
    assert ItemVersion.objects.count() == Entry.objects.filter(kind="item.written").count() == 8
