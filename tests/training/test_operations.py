"""Courses, their rules, cohorts and enrolment, with real rows."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.spreadsheets.kinds import ImportReport
from ortoo.training.models import Cohort, Course, Intake
from ortoo.training.operations import (
    enrol_by_rule,
    import_enrolments,
    preview,
    state_completion_rule,
)
from ortoo.training.rules.completion import Counts, Rule
from ortoo.training.rules.enrolling import EnrolmentRule
from tests.cast import AT, TODAY, exam_officer, grants, person
from tests.expecting import entry, refused
from tests.factories import training
from tests.factories.people import appointed, official, officials, organization, region

pytestmark = pytest.mark.django_db


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

    def test_nobody_chooses_a_rule_once_the_attempts_are_known(self, manager: User) -> None:
        past: dict[str, Any] = {"code": "x", "by": manager, "opens_on": date(2026, 3, 1)}
        assert refused("training.opens_in_the_past", training.cohort, **past) == {"today": "2026-03-02"}

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
