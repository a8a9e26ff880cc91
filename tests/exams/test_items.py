"""Items are written, reviewed by a second person, retired, and kept apart."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.exams.models import Enemies, Item, ItemReview, ItemVersion
from ortoo.exams.operations import (
    end_enemies,
    retire_item,
    review_item,
    review_items,
    state_enemies,
    take_items,
    write_item,
)
from ortoo.exams.operations.items import Taken
from ortoo.exams.queries.bank import STATES, in_state, listed, state_of
from ortoo.exams.queries.items import approved_versions, bank_items, enemies_of_bank, question_of
from ortoo.exams.rules.bank.question import Cell, Kind, Level, Question, Text
from ortoo.exams.rules.forms.values import BankItem
from ortoo.exams.waiting import waiting_for
from ortoo.ledger.models import Entry
from tests.cast import AT, grants, person
from tests.exams import building
from tests.exams.building import bank, bank_of, of_each_kind, reviewer, single, told, writer
from tests.expecting import entry, refused

pytestmark = pytest.mark.django_db
WHY = "The second option is right as well."
CELL = Cell("1", Level.KNOW)


@pytest.fixture
def plan() -> None:
    building.goals()


def entries(*kinds: str) -> int:
    return Entry.objects.filter(kind__in=kinds).count()


def written(question: Question, by: User | None = None, **more: Any) -> ItemVersion:
    return write_item(question=question, by=by or writer(), at=AT, **more)


def reviewed(version: ItemVersion, approved: bool = True, reason: str = "", by: User | None = None) -> ItemReview:
    return review_item(version=version, approved=approved, reason=reason, by=by or reviewer(), at=AT)


def test_a_bank_of_items_is_ready_for_forms() -> None:
    versions = bank_of(30)
    assert [question_of(one).code for one in versions] == [f"I{place:03d}" for place in range(1, 31)]
    assert list(approved_versions()) == versions
    assert bank_items()[27] == BankItem("I028", "1", "know", 0.5, estimated=True)
    assert enemies_of_bank() == []


def test_without_an_estimate_an_item_is_tried_out() -> None:
    bank([single("Q1")], facility=None)
    bank([single("Q2")])
    tried = [BankItem("Q1", "1", "know", None, pretest=True), BankItem("Q2", "1", "know", 0.6, estimated=True)]
    assert bank_items() == tried
    assert [one.pretest for one in bank_items(pretest=["Q2"])] == [True, True]


def test_what_was_written_is_the_question_and_the_same_again_changes_nothing(plan: None) -> None:
    for question in of_each_kind():
        version = written(question, expert_facility=400)
        assert question_of(version) == question
        assert written(question) == version
    assert ItemVersion.objects.count() == entries("item.written") == 8


def test_another_body_or_estimate_is_the_next_version(plan: None) -> None:
    first = written(single("Q1"), expert_facility=400)
    second = written(single("Q1", key="B"))
    third = written(single("Q1", key="B"), expert_facility=450)
    assert [(one.number, one.expert_facility) for one in (first, second, third)] == [(1, 400), (2, 400), (3, 450)]
    assert question_of(ItemVersion.objects.get(number=1)).weights == {"A": Decimal(100)}
    assert entry("item.written")["version"] == 3


def test_the_ledger_gives_nobody_a_way_to_try_keys(plan: None) -> None:
    version = written(single("Q1"))
    said = entry("item.written")
    assert set(said) == {"item", "version", "content", "by"}
    assert said["content"] not in (version.sha256, version.body)
    assert re.fullmatch("[0-9a-f]{64}", said["item"])
    reviewed(version)
    assert entry("item.approved")["item"] == said["item"]


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("bank.code_missing", {"code": ""}),
        ("bank.code_long", {"code": "Q" * 61}),
        ("bank.goal_unknown", {"cell": Cell("10", Level.KNOW)}),
        ("bank.key_is_no_option", {"weights": {"E": Decimal(100)}}),
        ("bank.language_missing", {"texts": {"mn": Text("?")}}),
        ("bank.no_right_answer", {"weights": {"A": Decimal(50)}}),
    ],
)
def test_what_the_bank_refuses(plan: None, code: str, changed: dict[str, Any]) -> None:
    wrong = replace(single("Q1"), **changed)
    refused(code, written, question=wrong)
    refused(code, take_items, questions=[single("Q0"), wrong], source="x.xml", by=writer(), at=AT)
    assert not Item.objects.exists()


def test_the_refusal_of_a_goal_names_those_there_are(plan: None) -> None:
    values = refused("bank.goal_unknown", written, question=single("Q1", Cell("10", Level.KNOW)))
    assert values == {"item": "Q1", "goal": "10", "known": "1, 2, 3, 4, 5, 6, 7, 8, 9"}


@pytest.mark.parametrize("facility", [0, 1000, -5])
def test_an_estimate_lies_between_none_and_all(plan: None, facility: int) -> None:
    refused("bank.facility_range", written, question=single("Q1"), expert_facility=facility)
    taken: dict[str, Any] = {"questions": [single("Q1")], "source": "x", "facilities": {"Q1": facility}}
    refused("bank.facility_range", take_items, by=writer(), at=AT, **taken)


def test_who_saw_an_older_version_does_not_write_over_the_newer(plan: None) -> None:
    written(single("Q1"), follows=0)
    refused("bank.code_taken", written, question=single("Q1", key="B"), follows=0)
    written(single("Q1", key="B"), follows=1)
    assert refused("bank.written_meanwhile", written, question=single("Q1", key="C"), follows=1)["number"] == 2


def test_a_file_is_taken_whole_with_one_entry_and_again_changes_nothing(plan: None) -> None:
    written(single("Q1"))
    questions = [single("Q1", key="B"), single("Q2"), single("Q3")]
    assert take_items(questions=questions, source="a.xml", by=writer(), at=AT) == Taken(2, 1, 0)
    said = entry("items.taken")
    assert (said["new"], said["changed"], said["unchanged"]) == (2, 1, 0)
    assert "a.xml" not in str(said)
    assert take_items(questions=questions, source="a.xml", by=writer(), at=AT) == Taken(0, 0, 3)
    assert (entries("items.taken"), ItemVersion.objects.count()) == (1, 4)


def test_a_code_twice_in_a_file_is_refused(plan: None) -> None:
    twice = [single("Q1"), single("Q1", key="B")]
    refused("bank.code_twice", take_items, questions=twice, source="a.xml", by=writer(), at=AT)
    assert not Item.objects.exists()


def test_a_second_person_approves_or_returns_with_a_reason(plan: None) -> None:
    first, second = written(single("Q1")), written(single("Q2"))
    refused("bank.second_person_needed", reviewed, version=first, by=writer())
    refused("exams.reason_missing", reviewed, version=first, approved=False, reason=" no ")
    assert (reviewed(first).approved, reviewed(second, approved=False, reason=WHY).reason) == (True, WHY)
    refused("bank.reviewed_already", reviewed, version=first)
    assert list(approved_versions()) == [first]
    assert set(entry("item.returned")) == {"item", "version", "by"}


def test_only_the_latest_version_is_reviewed_and_the_approved_one_counts_until_then(plan: None) -> None:
    first = written(single("Q1"))
    second = written(single("Q1", key="B"))
    assert refused("bank.version_followed", reviewed, version=first)["latest"] == 2
    reviewed(second)
    third = written(single("Q1", key="C"))
    assert list(approved_versions()) == [second]
    reviewed(third)
    assert list(approved_versions()) == [third]


@pytest.mark.parametrize(
    ("code", "question"),
    [
        ("bank.not_told_in", Question(Kind.ESSAY, {"mn": Text("?")}, code="Q1", cell=CELL)),
        ("bank.in_no_cell", single("Q1", cell=None)),
        ("bank.asks_nothing", Question(Kind.DESCRIPTION, told("Read."), code="Q1", cell=CELL)),
    ],
)
def test_what_no_form_could_hold_is_written_and_not_approved(plan: None, code: str, question: Question) -> None:
    version = written(question)
    refused(code, reviewed, version=version)
    refused(code, review_items, versions=[version], by=reviewer(), at=AT)
    assert reviewed(version, approved=False, reason=WHY).approved is False


def test_many_are_approved_with_one_entry_or_none(plan: None) -> None:
    versions = bank([single("Q1"), single("Q2")], approved=False)
    own = written(single("Q3"), by=reviewer())
    refused("bank.second_person_needed", review_items, versions=[*versions, own], by=reviewer(), at=AT)
    assert not ItemReview.objects.exists()
    assert len(review_items(versions=versions, by=reviewer(), at=AT)) == 2
    assert (entries("items.approved"), entries("item.approved")) == (1, 0)


def test_a_retired_item_takes_no_version_and_no_review(plan: None) -> None:
    (version,) = bank([single("Q1")])
    waiting = written(single("Q2"))
    for one in (version.item, waiting.item):
        refused("exams.reason_missing", retire_item, item=one, reason="", by=writer(), at=AT)
        retire_item(item=one, reason="It was seen outside.", by=writer(), at=AT)
    refused("bank.item_retired", retire_item, item=version.item, reason="It was seen outside.", by=writer(), at=AT)
    refused("bank.item_retired", written, question=single("Q1", key="B"))
    refused("bank.item_retired", reviewed, version=waiting)
    taken = [single("Q1", key="B")]
    refused("bank.item_retired", take_items, questions=taken, source="a.xml", by=writer(), at=AT)
    assert (list(approved_versions()), bank_items()) == ([], [])


def test_enemies_stand_until_they_end(plan: None) -> None:
    first, second = (version.item for version in bank([single("Q1"), single("Q2")]))
    refused("bank.enemy_of_itself", state_enemies, first=first, second=first, reason=WHY, by=writer(), at=AT)
    stated = state_enemies(first=second, second=first, reason=WHY, by=writer(), at=AT)
    assert enemies_of_bank() == [frozenset({"Q1", "Q2"})]
    first_named, second_named = entry("items.enemies-stated")["items"]
    assert first_named != second_named
    assert "Q1" not in (first_named, second_named)
    refused("bank.enemies_stand", state_enemies, first=first, second=second, reason=WHY, by=writer(), at=AT)
    end_enemies(enemies=stated, by=writer(), at=AT)
    assert enemies_of_bank() == []
    refused("bank.enemies_ended", end_enemies, enemies=stated, by=writer(), at=AT)
    state_enemies(first=first, second=second, reason=WHY, by=writer(), at=AT)
    assert len(enemies_of_bank()) == 1


@pytest.mark.parametrize("role", [Role.MARKER, Role.ACADEMY_MANAGER, Role.HEAD_OF_ACADEMY, Role.AUDITOR])
def test_nobody_else_writes_the_bank(plan: None, role: Role) -> None:
    by = person("someone", role)
    (version,) = bank([single("Q1")], approved=False)
    item = version.item
    refused("access.role_needed", written, question=single("Q2"), by=by)
    refused("access.role_needed", take_items, questions=[single("Q2")], source="", by=by, at=AT)
    refused("access.role_needed", reviewed, version=version, by=by)
    refused("access.role_needed", review_items, versions=[version], by=by, at=AT)
    refused("access.role_needed", retire_item, item=item, reason=WHY, by=by, at=AT)
    refused("access.role_needed", state_enemies, first=item, second=item, reason=WHY, by=by, at=AT)
    assert "Review items" not in [str(task.what) for task in waiting_for(grants(by))]


def test_each_item_is_in_one_state(plan: None) -> None:
    for place in range(5):
        version = written(single(f"Q{place}", cell=CELL if place else None))
        if place in (2, 3):
            reviewed(version, approved=place == 2, reason=WHY)
        if place == 4:
            retire_item(item=version.item, reason=WHY, by=writer(), at=AT)
    expected = ["draft", "waiting", "approved", "returned", "retired"]
    assert [state_of(one) for one in listed().order_by("item__code")] == expected
    assert {state: in_state(listed(), state).get().item.code for state in STATES} == {
        state: f"Q{place}" for place, state in enumerate(expected)
    }


def test_items_wait_for_those_who_did_not_write_them(plan: None) -> None:
    bank([single("Q1"), single("Q2"), single("Q3", cell=None)], approved=False)
    tasks = [(str(task.what), str(task.origin)) for task in waiting_for(grants(reviewer()))]
    assert tasks == [("Review items", "2 items")]
    assert waiting_for(grants(writer())) == []


def test_the_database_refuses_what_no_operation_does(plan: None) -> None:
    (version,) = bank([single("Q1")])
    unreviewed = written(single("Q2"))
    stated = state_enemies(first=version.item, second=unreviewed.item, reason=WHY, by=writer(), at=AT)
    retired = retire_item(item=written(single("Q3")).item, reason=WHY, by=writer(), at=AT)
    by = writer()
    for attempt in (
        lambda: ItemVersion.objects.filter(pk=version.pk).update(body="{}"),
        lambda: ItemVersion.objects.filter(pk=version.pk).delete(),
        lambda: ItemReview.objects.filter(version=version).update(approved=False),
        lambda: ItemReview.objects.create(version=unreviewed, approved=True, reviewed_by=by, reviewed_at=AT),
        lambda: Item.objects.filter(pk=retired.pk).update(retired_at=None, retired_by=None),
        lambda: Item.objects.filter(pk=version.item_id).update(code="other"),
        lambda: Enemies.objects.filter(pk=stated.pk).update(reason="another reason"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
