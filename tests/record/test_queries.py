"""What a selection reads of record."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.access.personal import UnscopedRead
from ortoo.access.rules.roles import Role, Scope
from ortoo.record.models import Record, Seal
from ortoo.record.queries import candidates, hands_on, own_records, records_of, records_seen, sealed_lines
from ortoo.record.waiting import waiting_for
from tests.cast import auditor, exam_officer, grants, person, selection_officer
from tests.factories import exams, records
from tests.factories.people import appointed, official, organization
from tests.factories.records import part

pytestmark = pytest.mark.django_db


@pytest.fixture
def selector() -> User:
    return selection_officer()


@pytest.fixture
def seal(selector: User) -> Seal:
    keeper = exam_officer()
    exams.sitting("E25", keeper)
    appointed(official("A1", account=person("own", Role.OFFICIAL, scope=Scope.OWN)), organization("MOF"))
    appointed(official("A2"), organization("MOH"))
    exams.given("E25", {"A1": 70_000, "A2": 40_000}, keeper)
    return records.sealed(records.formula([part("E25", 1000, 50_000)], selector), keeper)


def test_candidates_come_in_the_order_of_pseudonyms_in_one_query(seal: Seal, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        found = list(candidates(seal))
    assert [one.pseudonym for one in found] == sorted(one.pseudonym for one in found)
    by_merit = sorted(found, key=lambda one: one.merit or 0)
    assert [(one.merit, one.eligible, one.reason) for one in by_merit] == [
        (40_000, False, "record.below_least"),
        (70_000, True, ""),
    ]
    assert all(one.row["pseudonym"] == one.pseudonym for one in found)
    assert {one.row["ministry"] for one in found} == {"MOF", "MOH"}


def test_sealed_lines_are_the_bytes_that_were_hashed(seal: Seal) -> None:
    for line in sealed_lines(seal):
        said = json.loads(line)
        assert list(said) == ["row", "salt"]
        assert len(said["salt"]) == 64


def test_each_sees_the_records_of_their_scope(seal: Seal, selector: User) -> None:
    ministry = person("ministry", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code="MOH")
    own = User.objects.get(username="own")
    seen = [
        sorted(record.official.number for record in records_seen(grants(user)))
        for user in (selector, ministry, own, auditor(), None)
    ]
    assert seen == [["A1", "A2"], ["A2"], ["A1"], [], []]
    assert [record.merit for record in own_records(grants(own))] == [70_000]


def test_records_refuse_a_read_that_names_nobody() -> None:
    with pytest.raises(UnscopedRead):
        Record.objects.first()


def test_the_records_of_one_official(seal: Seal) -> None:
    assert records_of(records.record(seal, "A1").official) == [records.record(seal, "A1")]


def test_the_hands_on_a_seal_are_those_of_the_formula_and_of_every_seal_before(seal: Seal, selector: User) -> None:
    second, third = person("second", Role.EXAM_OFFICER), person("third", Role.EXAM_OFFICER)
    again = records.sealed(seal.formula, second, replaces=seal)
    last = records.sealed(seal.formula, third, replaces=again)
    first = User.objects.get(username="enkh")
    assert hands_on(seal) == {selector.pk, first.pk}
    assert hands_on(last) == {selector.pk, first.pk, second.pk, third.pk}


def test_a_first_formula_waits_for_who_adopts_it(selector: User) -> None:
    assert len(waiting_for(grants(selector))) == 1
    assert waiting_for(grants(auditor())) == []
    keeper = exam_officer()
    exams.sitting("E25", keeper)
    records.formula([part("E25", 1000)], selector)
    assert waiting_for(grants(selector)) == []
