"""What other stations read of exams."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.access.personal import UnscopedRead
from ortoo.access.rules.roles import Role, Scope
from ortoo.exams.models import Mark, MarkCorrection
from ortoo.exams.operations import correct_mark
from ortoo.exams.queries import counting, how_many_sat, marks_for, marks_of_official, marks_seen, own_marks, standing
from ortoo.exams.waiting import waiting_for
from tests.cast import AT, auditor, exam_officer, grants, person
from tests.factories import exams
from tests.factories.people import appointed, official, officials, organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> User:
    user = exam_officer()
    appointed(official("A1"), organization("MOF"))
    appointed(official("A2"), organization("MOH"))
    for code in ("E24", "E25"):
        exams.sitting(code, user)
    exams.given("E24", {"A1": 50_000}, user)
    exams.given("E25", {"A1": 70_000, "A2": 60_000}, user)
    return user


def numbered(found: Any) -> dict[str, dict[str, int]]:
    from ortoo.people.models import Official

    names = dict(Official.objects.everything(because="a test looks").values_list("pk", "number"))
    return {names[pk]: dict(marks) for pk, marks in found.items()}


def test_the_marks_that_count_come_in_three_queries_for_any_number_of_officials(
    officer: User, django_assert_num_queries: Any
) -> None:
    correct_mark(mark=exams.mark("E25", "A2"), thousandths=61_000, reason="Page 3 was lost", by=officer, at=AT)
    with django_assert_num_queries(3):
        found = marks_for(["E24", "E25"])
    assert numbered(found) == {"A1": {"E24": 50_000, "E25": 70_000}, "A2": {"E25": 61_000}}
    assert numbered(marks_for(["E24"])) == {"A1": {"E24": 50_000}}


def test_a_standing_stays_until_a_mark_or_correction_comes(officer: User) -> None:
    officials("A3")
    before = standing(["E25"])
    exams.given("E24", {"A3": 50_000}, officer)
    assert standing(["E25"]) == before
    exams.given("E25", {"A3": 50_000}, officer)
    after = standing(["E25"])
    assert after != before
    correct_mark(mark=exams.mark("E25", "A3"), thousandths=51_000, reason="Page 3 was lost", by=officer, at=AT)
    assert standing(["E25"]) != after


def test_each_sees_the_marks_of_their_scope(officer: User) -> None:
    ministry = person("ministry", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code="MOH")
    seen = {
        name: sorted((mark.sitting.code, mark.official.number) for mark in marks_seen(grants(user)))
        for name, user in (("officer", officer), ("ministry", ministry), ("auditor", auditor()), ("nobody", None))
    }
    assert seen == {
        "officer": [("E24", "A1"), ("E25", "A1"), ("E25", "A2")],
        "ministry": [("E25", "A2")],
        "auditor": [],
        "nobody": [],
    }


def test_own_marks_are_those_of_ones_account(officer: User) -> None:
    own = person("own", Role.OFFICIAL, scope=Scope.OWN)
    appointed(official("A9", account=own))
    exams.given("E25", {"A9": 80_000}, officer)
    assert [(mark.sitting.code, counting(mark)) for mark in own_marks(grants(own))] == [("E25", 80_000)]


def test_marks_and_corrections_refuse_a_read_that_names_nobody() -> None:
    for table in (Mark, MarkCorrection):
        with pytest.raises(UnscopedRead):
            table.objects.count()


def test_a_sitting_that_was_held_without_marks_waits_for_who_imports_them(officer: User) -> None:
    exams.sitting("E23", officer, held_on=date(2023, 5, 1))
    exams.sitting("E30", officer, held_on=date(2030, 5, 1))
    with override("en"):
        assert [str(task.origin) for task in waiting_for(grants(officer))] == ["Exam E23"]
    assert waiting_for(grants(auditor())) == []


def test_counts_for_the_start_page_and_the_road(officer: User) -> None:
    assert how_many_sat() == 2
    first = exams.mark("E24", "A1").official
    assert [mark.sitting.code for mark in marks_of_official(first)] == ["E24", "E25"]
