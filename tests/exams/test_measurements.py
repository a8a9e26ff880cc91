"""The errors of marks that a record reads."""

from __future__ import annotations

from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.exams.models import Mark
from ortoo.exams.operations import correct_mark, state_reliability
from ortoo.exams.queries import errors_for
from ortoo.exams.rules.mark_error import MarkError
from ortoo.people.models import Official
from tests.cast import AT, exam_officer
from tests.factories import exams
from tests.factories.measured import Measured, released
from tests.factories.people import officials

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper() -> User:
    officials("A1", "A2", "A3")
    return exam_officer()


def key(number: str) -> int:
    return Official.objects.everything(because="a test looks").get(number=number).pk


def stated(keeper: User, marks: dict[str, int | str]) -> None:
    """A sitting with marks of a gradebook, said to be 91 % reliable."""
    sitting = exams.sitting("W25", keeper)
    exams.given("W25", marks, keeper)
    state_reliability(sitting=sitting, thousandths=910, source="Two markers, 3 July", by=keeper, at=AT)


def test_a_released_mark_has_the_errors_it_was_released_with(keeper: User) -> None:
    exams.sitting("E25", keeper)
    exams.sitting("W25", keeper)
    released("E25", {"A1": Measured(70_000, 3_000, 500, "E25/B"), "A2": Measured(60_000, 3_100)}, keeper)
    exams.given("W25", {"A1": 50_000, "A3": 40_000}, keeper)
    assert errors_for(["E25", "W25"]) == {
        key("A1"): {"E25": MarkError(3_000, 500, "E25/B")},
        key("A2"): {"E25": MarkError(3_100)},
    }
    assert errors_for(["E25"], of=[key("A2")]).keys() == {key("A2")}
    assert errors_for(["W25"]) == {}


def test_where_raw_marks_decide_the_table_does_not_count(keeper: User) -> None:
    exams.sitting("E25", keeper)
    released("E25", {"A1": Measured(70_000, 3_000, 500, "E25/B")}, keeper, decides="raw")
    assert errors_for(["E25"]) == {key("A1"): {"E25": MarkError(3_000)}}


def test_a_corrected_mark_keeps_its_error(keeper: User) -> None:
    exams.sitting("E25", keeper)
    released("E25", {"A1": Measured(70_000, 3_000)}, keeper)
    mark = Mark.objects.everything(because="a test looks").get()
    correct_mark(mark=mark, thousandths=72_000, reason="Page 3 was never counted", by=keeper, at=AT)
    assert errors_for(["E25"]) == {key("A1"): {"E25": MarkError(3_000)}}


def test_a_stated_reliability_gives_every_mark_of_its_sitting_one_error(keeper: User) -> None:
    """Marks 50, 60, 70: a standard deviation of 10, of which sqrt(1 - 0.91) = 0.3 is error."""
    stated(keeper, {"A1": 50_000, "A2": 60_000, "A3": 70_000})
    assert errors_for(["W25"]) == {key(number): {"W25": MarkError(3_000.0)} for number in ("A1", "A2", "A3")}
    assert errors_for(["W25"], of=[key("A1")]).keys() == {key("A1")}


def test_one_mark_has_no_spread_and_so_no_known_error(keeper: User) -> None:
    stated(keeper, {"A1": 50_000})
    assert errors_for(["W25"]) == {}


def test_it_costs_the_same_for_many(keeper: User, django_assert_num_queries: Any) -> None:
    released(exams.sitting("E25", keeper).code, {"A1": Measured(70_000, 3_000), "A2": Measured(1, 1)}, keeper)
    stated(keeper, {"A1": 50_000, "A2": 60_000, "A3": 70_000})
    with django_assert_num_queries(4):
        errors_for(["E25", "W25"])
