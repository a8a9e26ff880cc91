"""Classes, places in them, and attendance, with real rows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from ortoo.access.models import User
from ortoo.access.queries import grants_of
from ortoo.access.rules.roles import Role, Scope
from ortoo.ledger.models import Entry
from ortoo.messages.models import Message
from ortoo.spreadsheets.kinds import ImportReport
from ortoo.training.models import ClassSitting
from ortoo.training.operations import (
    import_attendance,
    leave,
    mark_present,
    sign_up,
    take_attendance,
)
from ortoo.training.queries import classes_to_choose, places_of, present_at, without_attendance
from ortoo.training.rules.completion import Counts, Rule
from tests.cast import AT, person
from tests.expecting import entry, refused
from tests.factories import training
from tests.factories.people import appointed, official, officials

pytestmark = pytest.mark.django_db


class TestSeats:
    @pytest.fixture(autouse=True)
    def a_class_of_two(self, manager: User) -> None:
        self.cohort = training.cohort("one", manager)
        self.users = [person(f"o{place}", Role.OFFICIAL, scope=Scope.OWN) for place in range(4)]
        for place, user in enumerate(self.users):
            appointed(official(f"A{place}", account=user))
        training.enrolled(self.cohort, manager, "A0", "A1", "A2")
        self.sitting = training.sitting(self.cohort, manager, capacity=2)

    def places(self) -> list[int | None]:
        return [places_of([training.enrolment(self.cohort, f"A{place}")]).get(self.sitting.pk) for place in range(3)]

    def test_the_third_waits_and_moves_up_when_somebody_leaves(self) -> None:
        for user in self.users[:3]:
            sign_up(sitting=self.sitting, by=user, at=AT)
        assert self.places() == [0, 0, 1]
        assert leave(sitting=self.sitting, by=self.users[0], at=AT) == 1
        assert self.places() == [None, 0, 0]
        said = entry("programme.class-left")
        assert [len(one) for one in said["moved_up"]] == [64]
        (told,) = Message.objects.everything(because="a test looks").filter(to=self.users[2])
        assert (told.kind, told.address) == ("training.place_free", f"training/classes/{self.sitting.pk}/")
        assert told.text.startswith("Somebody left, and you were the first on the waiting list.")
        assert "The class on part 1 begins on 5 March 2026, 10:00." in told.text
        sign_up(sitting=self.sitting, by=self.users[0], at=AT)
        assert self.places() == [1, 0, 0]
        assert leave(sitting=self.sitting, by=self.users[0], at=AT) == 0

    def test_what_cannot_be_is_refused(self, manager: User) -> None:
        first = self.users[0]
        sign_up(sitting=self.sitting, by=first, at=AT)
        refused("training.signed_up_already", sign_up, sitting=self.sitting, by=first, at=AT)
        assert refused("training.not_enrolled", sign_up, sitting=self.sitting, by=self.users[3], at=AT) == {
            "cohort": "one"
        }
        twin = training.sitting(self.cohort, manager, day=6)
        assert refused("training.other_class_of_part", sign_up, sitting=twin, by=first, at=AT) == {
            "part": 1, "day": "2026-03-05",
        }  # fmt: skip
        refused("training.not_signed_up", leave, sitting=self.sitting, by=self.users[1], at=AT)
        begun = self.sitting.starts_at
        assert refused("training.class_has_begun", leave, sitting=self.sitting, by=first, at=begun) == {
            "begun": "2026-03-05 10:00"
        }


class TestSecondClassOfAPart:
    """Who missed a class, or came to it, and the next class of the same part."""

    @pytest.fixture(autouse=True)
    def two_classes(self, manager: User) -> None:
        self.own = person("own", Role.OFFICIAL, scope=Scope.OWN)
        appointed(official("A1", account=self.own))
        self.cohort = training.cohort("one", manager)
        training.enrolled(self.cohort, manager, "A1")
        self.first = training.sitting(self.cohort, manager)
        self.second = training.sitting(self.cohort, manager, day=9)
        sign_up(sitting=self.first, by=self.own, at=AT)
        self.day_after = self.first.starts_at + timedelta(days=1)

    def choices(self) -> list[ClassSitting]:
        return classes_to_choose(grants_of(self.own, localdate(self.day_after)))

    def test_who_missed_one_signs_up_for_the_next(self) -> None:
        assert self.choices() == [self.second]
        sign_up(sitting=self.second, by=self.own, at=self.day_after)
        assert self.choices() == []

    def test_who_was_there_takes_nobody_s_place_in_the_next(self, manager: User) -> None:
        training.attended(self.first, manager, "A1")
        assert self.choices() == []
        assert refused("training.attended_part", sign_up, sitting=self.second, by=self.own, at=self.day_after) == {
            "part": 1, "day": "2026-03-05",
        }  # fmt: skip


class TestAttendance:
    @pytest.fixture(autouse=True)
    def a_class(self, manager: User) -> None:
        self.own = person("own", Role.OFFICIAL, scope=Scope.OWN)
        appointed(official("A1", account=self.own))
        officials("A2", "A3")
        self.cohort = training.cohort("one", manager, training.course("V", manager, rule=Rule(1000, 0, 0, Counts.BEST)))
        training.enrolled(self.cohort, manager, "A1", "A2")
        self.sitting = training.sitting(self.cohort, manager)
        self.during = self.sitting.starts_at + timedelta(minutes=5)

    def keys(self, *numbers: str) -> list[int]:
        return [training.enrolment(self.cohort, number).pk for number in numbers]

    def test_a_list_marks_and_takes_back(self, manager: User) -> None:
        asked = self.keys("A1", "A2")
        taken = {"sitting": self.sitting, "asked": asked, "by": manager, "at": self.during}
        assert take_attendance(present=asked, **taken) == 2  # type: ignore[arg-type]
        assert {number: one[0] for number, one in training.completions(self.cohort).items()} == {
            "A1": True, "A2": True,
        }  # fmt: skip
        assert take_attendance(present=self.keys("A2"), **taken) == 1  # type: ignore[arg-type]
        assert take_attendance(present=self.keys("A2"), **taken) == 0  # type: ignore[arg-type]
        assert {number: one[:2] for number, one in training.completions(self.cohort).items()} == {
            "A1": (False, "attendance"), "A2": (True, ""),
        }  # fmt: skip
        said = entry("programme.attendance-taken")
        assert (said["how"], said["present"], said["taken_back"]) == ("list", 0, 1)
        assert Entry.objects.filter(kind="programme.attendance-taken").count() == 2

    def test_that_nobody_came_is_taken_too(self, manager: User) -> None:
        day_after = grants_of(manager, localdate(self.during) + timedelta(days=1))
        assert without_attendance(day_after) == [self.sitting]
        taken: dict[str, Any] = {"sitting": self.sitting, "asked": self.keys("A1", "A2"), "present": []}
        assert take_attendance(by=manager, at=self.during, **taken) == 2
        assert without_attendance(day_after) == []
        said = entry("programme.attendance-taken")
        assert (said["how"], said["present"], said["taken_back"]) == ("list", 0, 0)
        assert take_attendance(by=manager, at=self.during, **taken) == 0

    def test_nobody_waits_for_the_list_of_a_class_without_names(self, manager: User) -> None:
        empty = training.cohort("empty", manager)
        training.sitting(empty, manager)
        day_after = localdate(self.during) + timedelta(days=1)
        assert without_attendance(grants_of(manager, day_after)) == [self.sitting]
        local = person("local", Role.ACADEMY_MANAGER, scope=Scope.ORGANIZATION, code="MOH")
        assert without_attendance(grants_of(local, day_after)) == []

    def test_no_list_before_the_day_nor_of_strangers_nor_of_oneself(self, manager: User) -> None:
        other = training.cohort("two", manager)
        training.enrolled(other, manager, "A3")
        stranger = training.enrolment(other, "A3").pk
        taken: dict[str, Any] = {"sitting": self.sitting, "by": manager}
        own = self.keys("A1")
        assert refused("training.class_not_yet", take_attendance, asked=own, present=own, at=AT, **taken) == {
            "day": "2026-03-05"
        }
        refused(
            "training.not_of_this_cohort",
            take_attendance,
            asked=[stranger],
            present=[stranger],
            at=self.during,
            **taken,
        )
        refused("training.not_of_this_cohort", take_attendance, asked=[], present=own, at=self.during, **taken)
        both = person("both", Role.ACADEMY_MANAGER)
        appointed(official("A9", account=both))
        training.enrolled(self.cohort, manager, "A9")
        mine = self.keys("A9")
        asked: dict[str, Any] = {"sitting": self.sitting, "asked": mine, "present": mine, "by": both}
        refused("training.own_attendance", take_attendance, at=self.during, **asked)
        assert present_at(self.sitting) == frozenset()

    def test_a_manager_of_another_organization_takes_no_attendance_here(self, manager: User) -> None:
        local = person("local", Role.ACADEMY_MANAGER, scope=Scope.ORGANIZATION, code="MOH")
        asked = self.keys("A2")
        taken: dict[str, Any] = {"sitting": self.sitting, "asked": asked, "present": asked, "at": self.during}
        refused("training.not_of_this_cohort", take_attendance, by=local, **taken)
        assert take_attendance(by=manager, **taken) == 1

    def test_the_code_marks_who_opens_it_once(self) -> None:
        opened: dict[str, Any] = {"sitting": self.sitting, "by": self.own}
        assert mark_present(at=self.during, **opened) is True
        assert mark_present(at=self.during, **opened) is False
        assert present_at(self.sitting) == frozenset(self.keys("A1"))
        said = entry("programme.attendance-taken")
        assert (said["how"], len(said["official"])) == ("code", 64)

    def test_the_code_refuses_strangers_and_other_days(self, manager: User) -> None:
        assert refused("training.not_enrolled", mark_present, sitting=self.sitting, by=manager, at=self.during) == {
            "cohort": "one"
        }
        tomorrow = self.during + timedelta(days=1)
        assert refused(
            "training.code_of_another_day", mark_present, sitting=self.sitting, by=self.own, at=tomorrow
        ) == {"day": "2026-03-05"}

    def test_a_file_marks_those_in_it_and_takes_nobody_out(self, manager: User) -> None:
        mark_present(sitting=self.sitting, by=self.own, at=self.during)
        arguments: dict[str, Any] = {
            "sitting": str(self.sitting.pk), "source": training.FILE, "by": manager, "at": self.during,
        }  # fmt: skip
        report = import_attendance(rows=training.numbers("A2", "A3"), **arguments)
        assert [(one.value, one.code) for one in report.problems] == [("A3", "training.not_enrolled_in_file")]
        assert import_attendance(rows=training.numbers("A2"), **arguments) == ImportReport(new=1)
        assert import_attendance(rows=training.numbers("A1", "A2"), **arguments) == ImportReport(unchanged=2)
        assert present_at(self.sitting) == frozenset(self.keys("A1", "A2"))

    def test_one_of_several_classes_of_a_part_is_enough(self, manager: User) -> None:
        twin = training.sitting(self.cohort, manager, day=6)
        second = training.sitting(self.cohort, manager, part=2, day=9)
        training.attended(twin, manager, "A1")
        assert refused("training.part_too_late", training.sitting, of=self.cohort, by=manager, part=3) == {"part": 3}
        assert training.completions(self.cohort)["A1"] == (False, "attendance", 1, 2)
        training.attended(self.sitting, manager, "A1")
        training.attended(second, manager, "A1")
        assert training.completions(self.cohort)["A1"] == (True, "", 2, 2)
