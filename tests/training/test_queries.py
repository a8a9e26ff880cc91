"""What others read of training, and what its lists cost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.access.personal import UnscopedRead
from ortoo.training.gaps import gap_of, gaps
from ortoo.training.models import Attempt, Attendance, Completion, Enrolment, Judgement, PostCompetency, Seat
from ortoo.training.queries import flags_to_judge
from ortoo.training.report import ReportRow, report, total
from ortoo.training.rules.completion import Counts, Rule
from tests.cast import TODAY, academy_manager, client_of, grants
from tests.factories import training
from tests.factories.people import appointed, official, officials, organization, region

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return academy_manager()


@pytest.mark.parametrize("table", [Attempt, Attendance, Completion, Enrolment, Judgement, Seat])
def test_personal_tables_refuse_a_read_that_names_nobody(table: Any) -> None:
    with pytest.raises(UnscopedRead):
        table.objects.count()


class TestReport:
    @pytest.fixture(autouse=True)
    def two_courses(self, manager: User) -> None:
        ministry = organization("MOF")
        tax = organization("TAX", "agency", ministry)
        capital, district = region("MN-1"), region("MN-1-BZD")
        district.parent = capital
        district.save()
        appointed(official("A1"), tax, district)
        appointed(official("A2"), ministry, capital)
        appointed(official("A3"), organization("MN-065", "aimag"), region("MN-065"))
        official("A4")  # holds no post
        for code in ("one", "two"):
            course = training.course(f"of-{code}", manager, rule=Rule(0, 60_000, 1, Counts.BEST))
            self.cohort = training.cohort(code, manager, course)
            training.enrolled(self.cohort, manager, "A1", "A3", "A4")
            training.attempted(
                self.cohort, manager, training.attempt("A1", 60_000), training.attempt("A3", 0),
                training.attempt("A4", 90_000),
            )  # fmt: skip

    def test_each_official_counts_once_in_the_ministry_or_aimag_of_the_day(self) -> None:
        assert report("ministry", TODAY) == [
            ReportRow("MOF", "MOF", officials=2, enrolled=1, completed=1),
            ReportRow("MN-065", "MN-065", officials=1, enrolled=1, completed=0),
        ]
        by_aimag = report("aimag", TODAY)
        assert by_aimag == [
            ReportRow("MN-1", "MN-1", officials=2, enrolled=1, completed=1),
            ReportRow("MN-065", "MN-065", officials=1, enrolled=1, completed=0),
        ]
        assert (total(by_aimag).completed, total(by_aimag).share) == (1, 333)
        assert report("ministry", date(2020, 1, 1)) == []

    def test_of_one_course_or_cohort(self, manager: User) -> None:
        other = training.cohort("three", manager, self.cohort.course)
        counted = {
            "course": total(report("ministry", TODAY, course=other.course)).enrolled,
            "cohort": total(report("ministry", TODAY, cohort=other)).enrolled,
        }
        assert counted == {"course": 2, "cohort": 0}

    def test_a_few_grouped_queries(self, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(4):
            report("ministry", TODAY)


def test_the_gap_of_one_and_of_all(manager: User, django_assert_num_queries: Any) -> None:
    [first, second] = officials("A1", "A2")
    for code, fits in (
        ("plan", {"level": "executive"}),
        ("law", {"post": "Director"}),
        ("data", {"rank_class": "des"}),
    ):
        PostCompetency.objects.create(competency=training.competency(code), **fits)
    rule = Rule(0, 0, 0, Counts.BEST)
    for code in ("one", "two"):
        course = training.course(f"of-{code}", manager, rule=rule, competencies=["plan", "law"])
        training.enrolled(training.cohort(code, manager, course), manager, "A1")
    found = gap_of(first.pk, TODAY)
    assert [[one.code for one in part] for part in (found.needs, found.given, found.missing)] == [
        ["data", "plan"], ["law", "plan"], ["data"],
    ]  # fmt: skip
    assert [one.code for one in gap_of(second.pk, TODAY).missing] == ["data", "plan"]
    with django_assert_num_queries(5):
        counted = {one.competency.code: (one.needing, one.having, one.lacking) for one in gaps(TODAY)}
    assert counted == {"data": (2, 0, 2), "law": (0, 0, 0), "plan": (2, 1, 1)}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("", 9),
        ("courses/of-one/", 9),
        ("cohorts/one/", 8),
        ("flags/", 5),
        ("report/", 9),
        ("competencies/", 7),
        ("officials/A0/", 10),
    ],
)
def test_a_page_asks_as_often_for_one_row_as_for_three(
    manager: User, count: int, path: str, queries: int, django_assert_num_queries: Any
) -> None:
    numbers = [f"A{place}" for place in range(count)]
    officials(*numbers)
    course = training.course("of-one", manager, rule=Rule(0, 0, 1, Counts.BEST), least_minutes=10)
    cohort = training.cohort("one", manager, course)
    training.enrolled(cohort, manager, *numbers)
    training.sitting(cohort, manager)
    training.attempted(cohort, manager, *(training.attempt(number, 1, minutes=1) for number in numbers))
    assert flags_to_judge(grants(manager)).count() == count
    client = client_of(manager)
    client.get("/en/training/")
    with django_assert_num_queries(queries):
        assert client.get(f"/en/training/{path}").status_code == 200
