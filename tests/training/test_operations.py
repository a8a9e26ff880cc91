"""From a course to its completions, with real rows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.ledger.models import Entry
from ortoo.spreadsheets.kinds import ImportReport
from ortoo.spreadsheets.rows import RowProblem
from ortoo.training.models import Attempt, Cohort, Completion, Course, Enrolment, Intake, Judgement
from ortoo.training.operations import (
    enrol_by_rule,
    import_attempts,
    import_attendance,
    import_enrolments,
    judge,
    leave,
    mark_present,
    preview,
    sign_up,
    state_completion_rule,
    take_attendance,
)
from ortoo.training.queries import completions_of, how_many_completed, place_of, present_at
from ortoo.training.rules.completion import Counts, Rule
from ortoo.training.rules.enrolling import EnrolmentRule
from tests.cast import AT, TODAY, academy_manager, exam_officer, grants, person
from tests.expecting import entry, refused
from tests.factories import training
from tests.factories.people import appointed, official, officials, organization, region

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return academy_manager()


class TestCourses:
    def test_a_course_is_adopted_with_its_objectives_and_competencies(self, manager: User) -> None:
        training.competency("plan")
        made = training.course("V2050", manager, rule=None, competencies=["plan"], least_minutes=10)
        assert [one.number for one in made.objectives.all()] == ["5.4"]
        assert [one.code for one in made.competencies.all()] == ["plan"]
        said = entry("programme.course-adopted")
        assert said | {"by": ""} == {
            "by": "", "course": "V2050", "hours": 40, "least_minutes": 10, "objectives": ["5.4"],
            "competencies": ["plan"],
        }  # fmt: skip

    def test_what_cannot_be_a_course_is_refused(self, manager: User) -> None:
        training.course("V2050", manager)
        again: dict[str, Any] = {"by": manager}
        assert refused("training.code_taken", training.course, code="V2050", **again) == {"code": "V2050"}
        assert refused("training.code_shape", training.course, code="V 2050", **again) == {"code": "V 2050"}
        refused("training.no_hours", training.course, code="W", hours=0, **again)
        assert refused("training.unknown_objective", training.course, code="W", objectives=["9.9"], **again) == {
            "number": "9.9"
        }
        refused("training.unknown_objective", training.course, code="W", objectives=[], **again)
        assert refused("training.unknown_competency", training.course, code="W", competencies=["x"], **again) == {
            "code": "x"
        }
        assert Course.objects.count() == 1

    @pytest.mark.parametrize("who", [exam_officer, lambda: person("head", Role.HEAD_OF_ACADEMY)])
    def test_only_an_academy_manager_adopts_one(self, who: Any) -> None:
        assert refused("access.role_needed", training.course, code="V2050", by=who()) == {"roles": "academy-manager"}


class TestRules:
    def state(self, course: Course, manager: User, day: date, rule: Rule = training.RULE) -> Any:
        return state_completion_rule(
            course=course, rule=rule, legal_basis="Order 2", valid_from=day, by=manager, at=AT
        )  # fmt: skip

    def test_a_cohort_keeps_the_version_of_its_first_day(self, manager: User) -> None:
        course = training.course("V2050", manager)
        early = training.cohort("one", manager, course)
        self.state(course, manager, date(2026, 4, 1), Rule(0, 0, 0, Counts.LAST))
        late = training.cohort("two", manager, course, opens_on=date(2026, 4, 1), closes_on=date(2026, 5, 1))
        assert [Cohort.objects.get(pk=one.pk).rule.version for one in (early, late)] == [1, 2]

    def test_no_cohort_opens_before_a_rule_is_in_force(self, manager: User) -> None:
        course = training.course("V2050", manager, rule=None)
        arguments: dict[str, Any] = {"code": "one", "by": manager, "of": course}
        said = refused("training.no_rule", training.cohort, **arguments)
        assert said == {"course": "V2050", "day": "2026-03-03"}
        self.state(course, manager, date(2026, 3, 4))
        refused("training.no_rule", training.cohort, **arguments)

    def test_what_cannot_be_a_rule_is_refused(self, manager: User) -> None:
        course = training.course("V2050", manager)
        day = date(2026, 4, 1)
        for code, rule in (
            ("training.attendance_off_scale", Rule(1_001, 0, 1, Counts.BEST)),
            ("training.score_off_scale", Rule(0, 100_001, 1, Counts.BEST)),
            ("training.score_without_test", Rule(0, 1, 0, Counts.BEST)),
        ):
            refused(code, self.state, course=course, manager=manager, day=day, rule=rule)
        asked: dict[str, Any] = {"course": course, "manager": manager}
        assert refused("training.rule_in_the_past", self.state, day=date(2026, 3, 1), **asked) == {
            "today": "2026-03-02"
        }
        assert refused("training.rule_too_early", self.state, day=TODAY, **asked) == {"latest": "2026-03-02"}

    def test_a_cohort_closes_after_it_opens_and_classes_lie_within(self, manager: User) -> None:
        refused("training.closes_before_it_opens", training.cohort, code="x", by=manager, closes_on=TODAY)
        cohort = training.cohort("one", manager)
        assert refused("training.class_outside", training.sitting, of=cohort, by=manager, day=2) == {
            "opens": "2026-03-03", "closes": "2026-03-31",
        }  # fmt: skip
        refused("training.no_capacity", training.sitting, of=cohort, by=manager, capacity=0)
        refused("training.no_part", training.sitting, of=cohort, by=manager, part=0)


class TestEnrolling:
    def test_a_rule_enrols_those_whose_post_fits_and_is_kept(self, manager: User) -> None:
        cohort = training.cohort("one", manager)
        appointed(official("A1"), organization("MOF"), region("MN-065"))
        appointed(official("A2"), organization("MOH"), region("MN-065"))
        appointed(official("A3"), organization("MOF"), region("MN-067"))
        rule = EnrolmentRule(TODAY, organization=("MOF",), region=("MN-065", "MN-063"))
        seen = preview(cohort, rule, grants(manager))
        assert (len(seen.fits), seen.already, seen.new) == (1, 0, 1)
        intake = enrol_by_rule(cohort=cohort, rule=rule, by=manager, at=AT)
        assert intake.rule == 'as_of = 2026-03-02\nregion = ["MN-063", "MN-065"]\norganization = ["MOF"]\n'
        assert training.completions(cohort) == {"A1": (False, "attendance attempt", 0, 0)}
        said = entry("programme.enrolled")
        assert (said["cohort"], said["count"], said["fits"], said["rule"]) == ("one", 1, 1, intake.rule)
        assert refused(
            "training.nobody_new", enrol_by_rule, cohort=cohort, rule=rule, by=manager, at=AT
        ) == {"fits": 1}  # fmt: skip

    def test_a_body_is_meant_with_those_under_it_and_an_open_rule_fits_all(self, manager: User) -> None:
        cohort = training.cohort("one", manager)
        ministry = organization("MOF")
        appointed(official("A1"), organization("TAX", "agency", ministry))
        appointed(official("A2"), organization("MOH"))
        official("A3")  # without a post
        of_ministry = preview(cohort, EnrolmentRule(TODAY, organization=("MOF",)), grants(manager))
        everybody = preview(cohort, EnrolmentRule(TODAY), grants(manager))
        assert (of_ministry.new, everybody.new) == (1, 2)

    def test_posts_are_those_of_the_day_of_the_rule(self, manager: User) -> None:
        cohort = training.cohort("one", manager)
        who = official("A1")
        appointed(who, organization("MOF"), until=date(2026, 1, 1))
        appointed(who, organization("MOH"), since=date(2026, 1, 1))
        of_mof = EnrolmentRule(date(2025, 12, 31), organization=("MOF",))
        assert preview(cohort, of_mof, grants(manager)).new == 1
        assert preview(cohort, EnrolmentRule(TODAY, organization=("MOF",)), grants(manager)).new == 0

    def test_a_file_enrols_whole_or_not_at_all_and_once(self, manager: User) -> None:
        officials("A1", "A2")
        cohort = training.cohort("one", manager)
        arguments: dict[str, Any] = {"cohort": "one", "source": training.FILE, "by": manager, "at": AT}
        report = import_enrolments(rows=training.numbers("A1", "B9", "A1"), **arguments)
        assert [(one.row, one.code) for one in report.problems] == [
            (3, "training.unknown_official"), (4, "spreadsheets.repeated_value"),
        ]  # fmt: skip
        assert not Intake.objects.exists()
        rows = training.numbers("A1", "A2")
        assert import_enrolments(rows=rows, dry_run=True, **arguments) == ImportReport(new=2)
        assert import_enrolments(rows=rows, **arguments) == ImportReport(new=2)
        assert import_enrolments(rows=rows, **arguments) == ImportReport(unchanged=2)
        assert Intake.objects.get().count == 2
        assert sorted(training.completions(cohort)) == ["A1", "A2"]

    def test_a_manager_of_one_organization_enrols_nobody_of_another(self, manager: User) -> None:
        training.cohort("one", manager)
        appointed(official("A1"), organization("MOF"))
        local = person("local", Role.ACADEMY_MANAGER, scope=Scope.ORGANIZATION, code="MOH")
        report = import_enrolments(
            cohort="one", rows=training.numbers("A1"), source=training.FILE, by=local, at=AT
        )  # fmt: skip
        assert [one.code for one in report.problems] == ["training.unknown_official"]

    def test_nobody_is_enrolled_after_the_last_day(self, manager: User) -> None:
        officials("A1")
        cohort = training.cohort("one", manager)
        late = datetime(2026, 4, 1, 1, tzinfo=AT.tzinfo)
        asked: dict[str, Any] = {"cohort": cohort, "rule": EnrolmentRule(TODAY), "by": manager, "at": late}
        assert refused("training.cohort_closed", enrol_by_rule, **asked) == {"cohort": "one", "closes": "2026-03-31"}


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
        return [place_of(training.enrolment(self.cohort, f"A{place}"), self.sitting) for place in range(3)]

    def test_the_third_waits_and_moves_up_when_somebody_leaves(self) -> None:
        for user in self.users[:3]:
            sign_up(sitting=self.sitting, by=user, at=AT)
        assert self.places() == [0, 0, 1]
        assert leave(sitting=self.sitting, by=self.users[0], at=AT) == 1
        assert self.places() == [None, 0, 0]
        said = entry("programme.class-left")
        assert [len(one) for one in said["moved_up"]] == [64]
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
        assert training.completions(self.cohort)["A1"] == (False, "attendance", 1, 2)
        training.attended(self.sitting, manager, "A1")
        training.attended(second, manager, "A1")
        assert training.completions(self.cohort)["A1"] == (True, "", 2, 2)


class TestAttempts:
    @pytest.fixture(autouse=True)
    def a_cohort(self, manager: User) -> None:
        officials("A1", "A2", "A3")
        course = training.course("V", manager, rule=Rule(0, 60_000, 2, Counts.LAST), least_minutes=10)
        self.cohort = training.cohort("one", manager, course)
        training.enrolled(self.cohort, manager, "A1", "A2")

    def arguments(self, manager: User, *lines: dict[str, Any]) -> dict[str, Any]:
        at = training.LATER
        return {"cohort": "one", "rows": training.rows(lines), "source": training.FILE, "by": manager, "at": at}

    def test_the_last_of_two_counts_and_a_third_is_kept_and_does_not(self, manager: User) -> None:
        lines = [
            training.attempt("A1", 70_000),
            training.attempt("A1", 55_500, attempt=2, day=11),
            training.attempt("A1", 99_000, attempt=3, day=12),
            training.attempt("A2", 60_000),
        ]
        training.attempted(self.cohort, manager, *lines)
        assert import_attempts(**self.arguments(manager, *lines)) == ImportReport(unchanged=4)
        assert training.completions(self.cohort) == {"A1": (False, "score", 0, 0), "A2": (True, "", 0, 0)}
        counting = Completion.objects.everything(because="a test looks").get(enrolment__official__number="A1")
        assert counting.attempt
        assert counting.attempt.number == 2
        said = entry("programme.attempts-imported")
        assert (said["cohort"], said["course"], said["new"], said["too_fast"]) == ("one", "V", 4, 0)

    def test_times_are_the_programme_s_own(self, manager: User) -> None:
        training.attempted(self.cohort, manager, training.attempt("A1", 70_000))
        kept = Attempt.objects.everything(because="a test looks").get()
        assert kept.started_at == datetime(2026, 3, 10, 14, tzinfo=training.ZONE)

    def test_a_row_that_cannot_be_keeps_the_whole_file_out(self, manager: User) -> None:
        training.attempted(self.cohort, manager, training.attempt("A1", 70_000))
        early, late = training.attempt("A2", 1, day=2), training.attempt("A2", 1, attempt=2, day=31)
        late["started"] = late["finished"] = datetime(2026, 3, 31, 10)
        backwards = training.attempt("A2", 1, attempt=3, minutes=-1)
        report = import_attempts(
            **self.arguments(
                manager, training.attempt("A1", 71_000), early, late, backwards, training.attempt("A3", 1),
                training.attempt("B9", 1), training.attempt("A2", 80_000, attempt=4),
            )
        )  # fmt: skip
        assert report.new == 1
        assert [(one.row, one.code, one.values) for one in report.problems] == [
            (2, "training.attempt_is_there", {"there": "70.000"}),
            (3, "training.attempt_before_rule", {"opens": "2026-03-03"}),
            (4, "training.attempt_not_yet", {}),
            (5, "training.finished_before_started", {}),
            (6, "training.not_enrolled_in_file", {}),
            (7, "training.unknown_official", {}),
        ]
        assert Attempt.objects.everything(because="a test looks").count() == 1

    def test_after_the_last_day_none_is_taken(self, manager: User) -> None:
        arguments = self.arguments(manager, training.attempt("A2", 1, day=31))
        arguments["rows"][0] |= {"started": datetime(2026, 4, 1, 0, 1), "finished": datetime(2026, 4, 1, 1)}
        report = import_attempts(**{**arguments, "at": datetime(2026, 5, 1, tzinfo=AT.tzinfo)})
        assert report.problems == (
            RowProblem("training.csv", 2, "Started", "2026-04-01 00:01:00+08:00", "training.attempt_after_close",
                       {"closes": "2026-03-31"}),
        )  # fmt: skip

    def test_nobody_brings_their_own_attempt_and_a_course_may_have_no_test(self, manager: User) -> None:
        both = person("both", Role.ACADEMY_MANAGER)
        appointed(official("A9", account=both))
        training.enrolled(self.cohort, manager, "A9")
        report = import_attempts(**self.arguments(both, training.attempt("A9", 99_000)))
        assert [one.code for one in report.problems] == ["training.own_attempt_in_file"]
        course = training.course("W", manager, rule=Rule(0, 0, 0, Counts.BEST))
        training.cohort("two", manager, course)
        asked = self.arguments(manager) | {"cohort": "two"}
        assert refused("training.course_without_test", import_attempts, **asked) == {"course": "W"}
        unknown = self.arguments(manager) | {"cohort": "three"}
        assert refused("training.unknown_cohort", import_attempts, **unknown) == {"code": "three", "known": "one, two"}


class TestJudging:
    @pytest.fixture(autouse=True)
    def flagged(self, manager: User) -> None:
        officials("A1", "A2")
        course = training.course("V", manager, rule=Rule(0, 60_000, 2, Counts.BEST), least_minutes=10)
        self.cohort = training.cohort("one", manager, course)
        training.enrolled(self.cohort, manager, "A1", "A2")
        self.sitting = training.sitting(self.cohort, manager)
        training.attended(self.sitting, manager, "A1")
        training.attempted(
            self.cohort, manager, training.attempt("A1", 90_000, minutes=9), training.attempt("A2", 70_000, minutes=10)
        )

    def judge(self, by: User, number: str, *, counts: bool = False, reason: str = "Answered by a script") -> Judgement:
        enrolment = training.enrolment(self.cohort, number)
        fast = Attempt.objects.everything(because="a test looks").filter(enrolment=enrolment, too_fast=True).first()
        return judge(enrolment=enrolment, attempt=fast, counts=counts, reason=reason, by=by, at=training.LATER)

    def test_what_is_flagged_counts_until_a_person_judges_that_it_does_not(self, manager: User) -> None:
        assert training.completions(self.cohort) == {"A1": (True, "", 1, 1), "A2": (True, "", 0, 1)}
        self.judge(manager, "A1")
        self.judge(manager, "A2", reason="Never seen in any class")
        assert training.completions(self.cohort) == {
            "A1": (False, "attempt", 1, 1), "A2": (False, "judged", 0, 1),
        }  # fmt: skip
        said = entry("programme.completion-judged")
        assert (said["cohort"], said["attempt"], said["counts"], len(said["official"])) == ("one", None, False, 64)
        assert "Never seen" not in str(said)

    def test_a_judgement_that_it_counts_changes_nothing_and_stays(self, manager: User) -> None:
        self.judge(manager, "A1", counts=True)
        assert training.completions(self.cohort)["A1"] == (True, "", 1, 1)
        refused("training.judged_already", self.judge, by=manager, number="A1")
        assert Judgement.objects.everything(because="a test looks").count() == 1

    def test_what_cannot_be_judged_is_refused(self, manager: User) -> None:
        assert refused("training.reason_missing", self.judge, by=manager, number="A1", reason="no") == {"least": 10}
        training.attended(self.sitting, manager, "A2")
        refused("training.not_flagged", self.judge, by=manager, number="A2")
        refused("access.role_needed", self.judge, by=exam_officer(), number="A1")

    def test_nobody_judges_their_own(self, manager: User) -> None:
        both = person("both", Role.ACADEMY_MANAGER)
        appointed(official("A9", account=both))
        training.enrolled(self.cohort, manager, "A9")
        training.attempted(self.cohort, manager, training.attempt("A9", 90_000, minutes=1))
        refused("training.own_completion", self.judge, by=both, number="A9", counts=True)


def test_completions_are_handed_on(manager: User) -> None:
    [who, _] = officials("A1", "A2")
    for code in ("one", "two"):
        course = training.course(f"of-{code}", manager, rule=Rule(0, 60_000, 1, Counts.BEST))
        cohort = training.cohort(code, manager, course)
        training.enrolled(cohort, manager, "A1", "A2")
        training.attempted(cohort, manager, training.attempt("A1", 60_000), training.attempt("A2", 59_999))
    assert how_many_completed() == 1
    assert [one.cohort.code for one in completions_of(who)] == ["one", "two"]
    assert Enrolment.objects.everything(because="a test looks").count() == 4
