"""Files of training as somebody would bring them, through the machinery of all files."""

from __future__ import annotations

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.jobs.imports import export_of, kind_named, take_in
from ortoo.spreadsheets.kinds import ImportReport
from ortoo.training.models import Competency, PostCompetency
from ortoo.training.queries import present_at
from ortoo.training.rules.completion import Counts, Rule
from tests.cast import academy_manager, exam_officer, grants, person
from tests.expecting import entry, refused
from tests.factories import training
from tests.factories.people import appointed, official, officials, organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> User:
    return academy_manager()


def take(kind: str, content: str, by: User, **options: str) -> ImportReport:
    return take_in(
        kind=kind_named(kind), content=content.encode(), filename=f"{kind}.csv", options=options, dry_run=False, by=by,
        at=training.LATER,
    )  # fmt: skip


def codes(report: ImportReport) -> list[tuple[int, str]]:
    return [(one.row, one.code) for one in report.problems]


COMPETENCIES = "code,name_mn,name_en,name_ko\nplan,Төлөвлөлт,Planning,기획\nlaw,,Law,\n"


class TestCompetencies:
    def test_they_come_in_are_renamed_and_go_out_again(self, manager: User) -> None:
        assert take("competencies", COMPETENCIES, manager) == ImportReport(new=2)
        assert take("competencies", COMPETENCIES, manager) == ImportReport(unchanged=2)
        assert take("competencies", "code,name_en\nlaw,Law and order\n", manager) == ImportReport(changed=1)
        assert dict(Competency.objects.values_list("code", "name_en")) == {"plan": "Planning", "law": "Law and order"}
        assert entry("programme.competencies-imported")["changed"] == 1
        out, count = export_of(kind_named("competencies"), ".csv", grants(manager), "en")
        assert count == 2
        assert take("competencies", out.decode("utf-8-sig"), manager) == ImportReport(unchanged=2)

    def test_a_row_without_a_name_and_a_code_twice_are_refused(self, manager: User) -> None:
        report = take("competencies", "code,name_en\nplan,\nlaw,Law\nlaw,Order\n", manager)
        assert sorted(codes(report)) == [(2, "training.competency_nameless"), (4, "spreadsheets.repeated_value")]
        assert Competency.objects.count() == 0

    def test_what_posts_need(self, manager: User) -> None:
        take("competencies", COMPETENCIES, manager)
        rows = "competency,level,rank_class,post\nplan,executive,,\nplan,,,Director\nlaw,удирдах,des,\n"
        assert take("post-competencies", rows, manager) == ImportReport(new=3)
        assert take("post-competencies", rows, manager) == ImportReport(unchanged=3)
        kept = PostCompetency.objects.order_by("pk").values_list("competency__code", "level", "rank_class", "post")
        assert list(kept) == [
            ("plan", "executive", "", ""),
            ("plan", "", "", "Director"),
            ("law", "managing", "des", ""),
        ]
        out, _ = export_of(kind_named("post-competencies"), ".csv", grants(manager), "mn")
        assert take("post-competencies", out.decode("utf-8-sig"), manager) == ImportReport(unchanged=3)

    def test_a_need_of_no_post_and_of_an_unknown_competency_are_refused(self, manager: User) -> None:
        take("competencies", COMPETENCIES, manager)
        report = take("post-competencies", "competency,level\nplan,\ndata,support\n", manager)
        assert codes(report) == [(2, "training.need_of_no_post"), (3, "training.unknown_competency_in_file")]


ATTEMPTS = """number,attempt,started,finished,score
A1,1,2026-03-10 14:00,2026-03-10 14:40,71.5
A2,1,2026-03-10T06:00:00Z,2026-03-10T06:40:00Z,60
"""


class TestOfACohort:
    @pytest.fixture(autouse=True)
    def a_cohort(self, manager: User) -> None:
        officials("A1", "A2")
        course = training.course("V", manager, rule=Rule(500, 60_000, 1, Counts.BEST))
        self.cohort = training.cohort("one", manager, course)
        self.sitting = training.sitting(self.cohort, manager)

    def test_enrolled_present_and_tested_by_three_files(self, manager: User) -> None:
        assert take("enrolments", "number\nA1\nA2\n", manager, cohort="one") == ImportReport(new=2)
        assert take("attendance", "number\nA1\n", manager, sitting=str(self.sitting.pk)) == ImportReport(new=1)
        assert take("attempts", ATTEMPTS, manager, cohort="one") == ImportReport(new=2)
        assert take("attempts", ATTEMPTS, manager, cohort="one") == ImportReport(unchanged=2)
        assert training.completions(self.cohort) == {"A1": (True, "", 1, 1), "A2": (False, "attendance", 0, 1)}
        assert len(present_at(self.sitting)) == 1

    @pytest.mark.parametrize(
        ("row", "code"),
        [
            ("A1,0,2026-03-10 14:00,2026-03-10 14:40,70", "spreadsheets.out_of_range"),
            ("A1,1,2026-03-10,2026-03-10 14:40,70", "training.not_a_moment"),
            ("A1,1,2026-03-10 14:00,2026-03-10 14:40,101", "spreadsheets.out_of_range"),
            ("A1,1,2026-03-10 14:00,2026-03-10 14:40,70.1234", "spreadsheets.too_many_decimals"),
            ("A1,1,2026-03-10 14:00,2026-03-10 14:40,", "spreadsheets.empty_cell"),
            ("A1,1,2026-03-02 23:59,2026-03-03 00:40,70", "training.attempt_before_rule"),
        ],
    )
    def test_a_bad_row_keeps_the_file_out(self, manager: User, row: str, code: str) -> None:
        training.enrolled(self.cohort, manager, "A1")
        report = take("attempts", f"number,attempt,started,finished,score\n{row}\n", manager, cohort="one")
        assert codes(report) == [(2, code)]
        assert training.completions(self.cohort)["A1"][1] == "attendance attempt"

    def test_only_an_academy_manager_brings_them_and_only_of_their_reach(self, manager: User) -> None:
        officer = exam_officer()
        for kind in ("competencies", "post-competencies", "enrolments", "attendance", "attempts"):
            refused("access.role_needed", take, kind=kind, content="number\nA1\n", by=officer)
        appointed(official("A9"), organization("MOH"))
        local = person("local", Role.ACADEMY_MANAGER, scope=Scope.ORGANIZATION, code="MOH")
        report = take("enrolments", "number\nA1\nA9\n", local, cohort="one")
        assert codes(report) == [(2, "training.unknown_official")]

    def test_an_option_that_is_unknown_is_refused(self, manager: User) -> None:
        refused("jobs.option_needed", take, kind="enrolments", content="number\nA1\n", by=manager, cohort="two")
        refused("jobs.option_needed", take, kind="attendance", content="number\nA1\n", by=manager, sitting="99")
