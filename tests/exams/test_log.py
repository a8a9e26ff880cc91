"""What is known of one official's marks, and whose hands were on them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.exams.models import Sitting
from ortoo.exams.operations import correct_mark, import_marks, open_sitting, put_under_order, seal_marks
from ortoo.exams.queries import Happened, Logged, hands_on, sitting_log, standing
from ortoo.people.models import Official
from tests.cast import AT, person
from tests.factories import exams
from tests.factories.orders import any_text_is_a_ruling
from tests.factories.people import officials

pytestmark = pytest.mark.django_db


def day(number: int) -> datetime:
    return AT + timedelta(days=number)


@pytest.fixture
def hands() -> dict[str, User]:
    return {name: person(name, Role.EXAM_OFFICER) for name in ("opens", "enters", "corrects", "other", "orders")}


@pytest.fixture
def people(hands: dict[str, User]) -> dict[str, Official]:
    """A1 and A2 at E25; A1 was corrected, then E25 sealed, then corrected by order; A2 set by order at W25."""
    found = {one.number: one for one in officials("A1", "A2", "A3")}
    for code in ("E25", "W25", "X25"):
        open_sitting(code=code, names={"en": code}, held_on=day(-9).date(), scale_high=100_000, marker="Academy",
                     by=hands["opens"], at=day(0))  # fmt: skip
    entered(hands["enters"], "E25", {"A1": 70_000, "A2": 60_000})
    entered(hands["other"], "X25", {"A1": 1_000, "A3": 1_000})
    correct_mark(mark=exams.mark("E25", "A1"), thousandths=71_000, reason="Page 3 was lost", by=hands["corrects"],
                 at=day(2))  # fmt: skip
    seal_marks(codes=["E25", "W25"], seen=standing(["E25", "W25"]), at=day(3))
    any_text_is_a_ruling()
    for number, code, value in (("A1", "E25", 74_000), ("A2", "W25", 50_000)):
        put_under_order(
            sitting=Sitting.objects.get(code=code), official=found[number], thousandths=value,
            reason="The panel ruled", under="R1/1", by=hands["orders"], at=day(4),
        )  # fmt: skip
    return found


def entered(by: User, code: str, marks: dict[str, int]) -> None:
    import_marks(sitting=code, rows=exams.rows(marks), source=exams.FILE, by=by, at=day(1))


def test_everything_that_happened_in_order_of_time(
    people: dict[str, Official], hands: dict[str, User], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(5):
        found = sitting_log(people["A1"], ["E25"])
    by = {name: (user.pk, name.capitalize()) for name, user in hands.items()}
    assert found == [
        Logged(day(0), "E25", Happened.OPENED, *by["opens"]),
        Logged(day(1), "E25", Happened.ENTERED, *by["enters"], value=70_000, source="marks.csv"),
        Logged(day(2), "E25", Happened.CORRECTED, *by["corrects"], 71_000, 70_000, reason="Page 3 was lost"),
        Logged(day(3), "E25", Happened.SEALED),
        Logged(day(4), "E25", Happened.CORRECTED, *by["orders"], 74_000, 71_000, "", "The panel ruled", "R1/1"),
    ]


def test_a_mark_that_a_ruling_set_says_so(people: dict[str, Official], hands: dict[str, User]) -> None:
    last = sitting_log(people["A2"], ["E25", "W25"])[-1]
    hand = (hands["orders"].pk, "Orders")
    assert last == Logged(
        day(4), "W25", Happened.ENTERED, *hand, value=50_000, reason="The panel ruled", under="R1/1"
    )  # fmt: skip


def test_the_hands_on_a_mark_are_those_of_its_sitting_and_its_corrections(
    people: dict[str, Official], hands: dict[str, User]
) -> None:
    def named(number: str, *codes: str) -> set[str]:
        found = hands_on(people[number], codes)
        return {name for name, user in hands.items() if user.pk in found}

    assert named("A1", "E25") == {"opens", "enters", "corrects", "orders"}
    assert named("A2", "E25") == {"opens", "enters"}
    assert named("A2", "E25", "X25") == {"opens", "enters", "other"}
    assert named("A3", "W25") == {"opens", "orders"}
