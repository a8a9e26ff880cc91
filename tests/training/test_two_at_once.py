"""Two at the same moment, each in a connection of their own: both are served in an order, or one is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ortoo.access.models import User
from ortoo.messages.models import Message
from ortoo.training.models import Cohort
from ortoo.training.operations import judge, leave, mark_present, sign_up
from ortoo.training.queries import order_at, present_at
from ortoo.training.rules.completion import Counts, Rule
from tests.cast import AT, academy_manager, person
from tests.exams.test_two_at_once import at_once
from tests.factories import training
from tests.factories.people import appointed, official

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def users() -> list[User]:
    users = [person(f"o{place}") for place in range(4)]
    for place, user in enumerate(users):
        appointed(official(f"A{place}", account=user))
    return users


@pytest.fixture
def cohort(users: list[User]) -> Cohort:
    manager = academy_manager()
    rule = Rule(0, 60_000, 1, Counts.BEST)
    made = training.cohort("one", manager, training.course("V", manager, rule=rule, least_minutes=10))
    training.enrolled(made, manager, "A0", "A1", "A2", "A3")
    return made


def test_two_who_leave_at_once_let_two_move_up(cohort: Cohort, users: list[User]) -> None:
    sitting = training.sitting(cohort, the_manager(), capacity=2)
    for user in users:
        sign_up(sitting=sitting, by=user, at=AT)
    assert at_once(*(lambda user=user: leave(sitting=sitting, by=user, at=AT) for user in users[:2])) == ["done"] * 2
    assert order_at(sitting) == [training.enrolment(cohort, number).pk for number in ("A2", "A3")]
    told = Message.objects.everything(because="a test looks").filter(kind="training.place_free")
    assert sorted(told.values_list("to", flat=True)) == [users[2].pk, users[3].pk]


def test_two_clicks_sign_up_once(cohort: Cohort, users: list[User]) -> None:
    sitting = training.sitting(cohort, the_manager())

    def act() -> object:
        return sign_up(sitting=sitting, by=users[0], at=AT)

    assert at_once(act, act) == ["done", "training.signed_up_already"]


def test_nobody_signs_up_for_two_classes_of_one_part_at_once(cohort: Cohort, users: list[User]) -> None:
    manager = the_manager()
    pair = [training.sitting(cohort, manager), training.sitting(cohort, manager, day=9)]
    acts = [lambda one=one: sign_up(sitting=one, by=users[0], at=AT) for one in pair]
    assert at_once(*acts) == ["done", "training.other_class_of_part"]


def test_a_code_that_is_opened_twice_marks_once(cohort: Cohort, users: list[User]) -> None:
    sitting = training.sitting(cohort, the_manager())
    during = sitting.starts_at + timedelta(minutes=5)

    def act() -> object:
        return mark_present(sitting=sitting, by=users[0], at=during)

    assert at_once(act, act) == ["done", "done"]
    assert len(present_at(sitting)) == 1


def test_one_of_two_judgements_is_kept(cohort: Cohort) -> None:
    manager = the_manager()
    training.attempted(cohort, manager, training.attempt("A1", 90_000, minutes=9))
    enrolment = training.enrolment(cohort, "A1")
    attempt = enrolment.attempts.everything(because="a test looks").get()
    acts = [
        lambda counts=counts: judge(
            enrolment=enrolment, attempt=attempt, counts=counts, reason="Read by a person", by=manager, at=AT
        )
        for counts in (True, False)
    ]
    assert at_once(*acts) == ["done", "training.judged_already"]


def the_manager() -> User:
    return User.objects.get(username="munkh")
