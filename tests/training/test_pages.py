"""Pages of courses, cohorts and the report, through the client."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.training.models import ClassSitting, Cohort, CompletionRule, Course, Intake, PostCompetency
from ortoo.training.rules.completion import Counts, Rule
from tests.cast import auditor, client_of, outsider, person
from tests.factories import training
from tests.factories.people import appointed, official, organization, region
from tests.visiting import content, main_part, page, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day_of_the_class")]


def address(name: str, *arguments: object) -> str:
    return reverse(f"training:{name}", args=arguments)


COURSE: dict[str, Any] = {
    "code": "V2050", "name_mn": "Алсын хараа", "name_en": "The plan", "name_ko": "계획", "hours": "40",
    "least_minutes": "10", "objectives": ["5.4"],
}  # fmt: skip
RULE: dict[str, Any] = {
    "least_attendance": "80", "attempts": "2", "counts": "best", "least_score": "60", "valid_from": "2026-03-05",
    "legal_basis": "Order 1",
}  # fmt: skip


class TestCourses:
    def test_an_empty_list_says_what_to_do_next(self, office: Client) -> None:
        shown = page(office, address("home"))
        assert "No course has been adopted yet." in shown
        assert address("adopt") in shown

    def test_from_a_course_to_its_cohort_in_the_browser(self, office: Client) -> None:
        training.objective()
        assert sent(office, address("adopt"), **COURSE) == (302, address("course", "V2050"))
        shown = page(office, address("course", "V2050"))
        assert "No rule is stated yet. No cohort can be opened before one is in force." in shown
        assert address("open", "V2050") not in shown
        status, check = sent(office, address("rule", "V2050"), **RULE)
        assert (status, "80 %" in check, CompletionRule.objects.count()) == (200, True, 0)
        assert sent(office, address("rule", "V2050"), confirm="1", **RULE) == (302, address("course", "V2050"))
        assert "at least 60.000 points in the test; 2 attempts are allowed, the best counts." in page(
            office, address("course", "V2050")
        )
        cohort: dict[str, Any] = {name: COURSE[name] for name in ("name_mn", "name_en", "name_ko")} | {
            "code": "V1", "opens_on": "2026-03-05", "closes_on": "2026-03-31",
        }  # fmt: skip
        assert sent(office, address("open", "V2050"), **cohort) == (302, address("cohort", "V1"))
        a_class: dict[str, Any] = {"part": "1", "starts_at": "2026-03-06T10:00", "place": "Room 1", "capacity": "30"}
        assert sent(office, address("plan", "V1"), **a_class) == (302, address("cohort", "V1"))
        shown = page(office, address("cohort", "V1"))
        assert "Nobody whom you may see is enrolled yet." in shown
        assert "6 Mar 2026 10:00" in shown

    def test_what_is_wrong_is_said_at_its_field(self, office: Client) -> None:
        training.objective()
        status, said = sent(office, address("adopt"), **{**COURSE, "objectives": ["9.9"], "hours": "0"})
        assert status == 422
        assert "“Hours” takes at least 1." in said
        sent(office, address("adopt"), **COURSE)
        status, said = sent(office, address("adopt"), **COURSE)
        assert (status, "is taken already. Choose another one." in said) == (422, True)
        assert Course.objects.count() == 1


class TestEnrolling:
    def test_a_rule_is_previewed_with_its_count(self, office: Client, cohort: Cohort) -> None:
        appointed(official("A3"), organization("MOF"))
        asked: dict[str, Any] = {"as_of": "2026-03-05", "organization": ["MOF"], "post": ""}
        status, check = sent(office, address("enrol", "V1"), **asked)
        assert status == 200
        shown = main_part(check)
        for label, count in (
            ("Officials whose post fits", 2),
            ("In the cohort already", 1),
            ("Would be enrolled now", 1),
        ):
            assert f"<dt>{label}</dt><dd>{count}</dd>" in shown
        assert Intake.objects.count() == 1
        assert sent(office, address("enrol", "V1"), confirm="1", **asked) == (302, address("cohort", "V1"))
        assert "organization = [&quot;MOF&quot;]" in page(office, address("cohort", "V1"))

    def test_each_sees_the_enrolments_of_their_reach(self, cohort: Cohort, own: User) -> None:
        ministry = person("ministry", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code="MOH")
        seen = {
            name: [
                number for number in ("A1", "A2") if number in main_part(page(client_of(user), address("cohort", "V1")))
            ]
            for name, user in (("own", own), ("ministry", ministry), ("auditor", auditor()))
        }
        assert seen == {"own": ["A1"], "ministry": ["A2"], "auditor": []}
        assert client_of(outsider()).get(address("cohort", "V1")).status_code == 403


def _numbers(shown: str) -> list[str]:
    return [number for number in ("A1", "A2") if number in main_part(shown)]


class TestOwnTraining:
    def test_courses_classes_and_the_gap(self, own: User, manager: User, cohort: Cohort, office: Client) -> None:
        PostCompetency.objects.create(competency=training.competency("plan"), level="executive")
        PostCompetency.objects.create(competency=training.competency("law"), rank_class="des")
        training.sitting(cohort, manager, day=6)
        shown = main_part(page(client_of(own), address("mine")))
        assert "Under way" in shown
        assert "6 Mar 2026 10:00" in shown
        assert "<dt>The gap</dt><dd>Competency law, Competency plan</dd>" in shown
        training.attempted(cohort, manager, training.attempt("A1", 60_000))
        shown = main_part(page(office, address("official", "A1")))
        assert "<dt>Given by completed courses</dt><dd>Competency plan</dd>" in shown
        assert "<dt>The gap</dt><dd>Competency law</dd>" in shown
        page(client_of(own), address("official", "A2"), 404)

    def test_an_account_without_an_official_is_told_so(self, office: Client) -> None:
        assert "Your account belongs to no official on the register" in page(office, address("mine"))


class TestReport:
    def test_by_ministry_and_by_aimag(self, office: Client, manager: User, cohort: Cohort) -> None:
        training.attempted(cohort, manager, training.attempt("A1", 60_000))
        appointed(official("A3"), organization("MOF"), region("MN-065"))
        by_ministry = main_part(page(office, address("report")))
        assert by_ministry.index("MOF") < by_ministry.index("MOH")
        assert "Counted by" in by_ministry
        rows = content(office.get(address("report"), {"format": "csv"})).decode("utf-8-sig").splitlines()
        assert rows[1:] == ["MOF,MOF,2,1,1,50.000", "MOH,MOH,1,1,0,0.000"]
        asked = {"format": "csv", "by": "aimag", "course": "V2050"}
        rows = content(office.get(address("report"), asked)).decode("utf-8-sig").splitlines()
        assert rows[1:] == ["MN-065,MN-065,2,1,1,50.000", "MN-067,MN-067,1,1,0,0.000"]
        assert office.get(address("report"), {"format": "xlsx"})["Content-Type"].endswith("sheet")

    def test_who_counts_and_who_does_not(self, own: User) -> None:
        assert [client_of(user).get(address("report")).status_code for user in (auditor(), own, None)] == [
            200,
            403,
            302,
        ]

    def test_competencies_with_their_gap(self, office: Client, manager: User, cohort: Cohort) -> None:
        PostCompetency.objects.create(competency=training.competency("plan"), level="executive")
        training.attempted(cohort, manager, training.attempt("A1", 60_000))
        shown = main_part(page(office, address("competencies")))
        assert "Competency plan" in shown
        cells = re.findall(r'<td class="r"[^>]*>(\d+)</td>', shown)
        assert cells == ["2", "1", "1"]


class TestImports:
    @pytest.mark.parametrize("kind", ["competencies", "post-competencies", "enrolments", "attendance", "attempts"])
    def test_each_kind_of_file_has_its_page(self, office: Client, sitting: ClassSitting, kind: str) -> None:
        assert "CSV or XLSX, with headings in the first row." in page(office, reverse("jobs:import", args=[kind]))
        answer: Any = office.get(reverse("jobs:import-template", args=[kind, "csv"]))
        assert answer.status_code == 200

    def test_no_attempts_are_asked_for_where_there_is_no_test(
        self, office: Client, manager: User, cohort: Cohort
    ) -> None:
        training.cohort("W1", manager, training.course("W", manager, rule=Rule(500, 0, 0, Counts.BEST)))
        offered = ["Import attempts" in page(office, address("cohort", code)) for code in ("V1", "W1")]
        assert offered == [True, False]

    def test_a_link_chooses_the_cohort(self, office: Client, cohort: Cohort) -> None:
        shown = page(office, f"{reverse('jobs:import', args=['enrolments'])}?cohort=V1")
        assert '<option value="V1" selected>' in shown


def test_waiting_and_count_on_the_start_page(office: Client, own: User, cohort: Cohort, manager: User) -> None:
    training.sitting(cohort, manager, day=4)
    training.sitting(cohort, manager, day=6, part=2)
    with override("en"):
        assert "Take attendance" in page(office, reverse("site:start"))
        assert "Sign up for a class" in page(client_of(own), reverse("site:start"))
