"""Attempts, what is flagged of them, and what is handed on, with real rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.spreadsheets.kinds import ImportReport
from ortoo.spreadsheets.rows import RowProblem
from ortoo.training.models import Attempt, Cohort, Completion, Enrolment, Judgement
from ortoo.training.operations import (
    import_attempts,
    judge,
)
from ortoo.training.queries import completions_of, how_many_completed
from ortoo.training.rules.completion import Counts, Rule
from tests.cast import AT, TODAY, exam_officer, person
from tests.expecting import entry, refused
from tests.factories import training
from tests.factories.people import appointed, official, officials

pytestmark = pytest.mark.django_db


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

    def test_none_counts_that_was_begun_before_the_rule_was_stated(self, manager: User) -> None:
        course = training.course("W", manager)  # stated on 2 March at noon, to hold from that day
        training.enrolled(training.cohort("two", manager, course, opens_on=TODAY), manager, "A1")
        early = training.attempt("A1", 1) | {"started": datetime(2026, 3, 2, 11, 59)}
        (problem,) = import_attempts(**{**self.arguments(manager, early), "cohort": "two"}).problems
        assert (problem.code, problem.values) == ("training.attempt_before_rule", {"opens": "2026-03-02 12:00"})
        training.attempted(Cohort.objects.get(code="two"), manager, early | {"started": datetime(2026, 3, 2, 12, 0)})

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
