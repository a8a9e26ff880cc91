"""Pages of training, through the client."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.core.signing import TimestampSigner, b62_encode
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.training.codes import SIGNER, code_for
from ortoo.training.models import ClassSitting, Cohort, CompletionRule, Course, Intake, Judgement, PostCompetency
from ortoo.training.queries import place_of, present_at
from ortoo.training.rules.completion import Counts, Rule
from tests.cast import AT, academy_manager, auditor, client_of, outsider, person
from tests.factories import training
from tests.factories.people import appointed, official, organization, region
from tests.visiting import content, main_part, page, sent

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 2, 30, tzinfo=AT.tzinfo)
"""Half past ten on the day of the class, in the programme's zone: the clock stands still there."""


@pytest.fixture(autouse=True)
def on_the_day_of_the_class(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    with override("en"):
        yield


def address(name: str, *arguments: object) -> str:
    return reverse(f"training:{name}", args=arguments)


@pytest.fixture
def manager() -> User:
    return academy_manager()


@pytest.fixture
def office(manager: User) -> Client:
    return client_of(manager)


@pytest.fixture
def own() -> User:
    user = person("own", Role.OFFICIAL, scope=Scope.OWN)
    appointed(official("A1", account=user), organization("MOF"), region("MN-065"))
    return user


@pytest.fixture
def cohort(manager: User, own: User) -> Cohort:
    """With one class today; its test was begun after it."""
    appointed(official("A2"), organization("MOH"), region("MN-067"))
    training.competency("plan")
    rule = Rule(0, 60_000, 1, Counts.BEST)
    course = training.course("V2050", manager, rule=rule, competencies=["plan"], least_minutes=10)
    opened = training.cohort("V1", manager, course)
    training.enrolled(opened, manager, "A1", "A2")
    return opened


@pytest.fixture
def sitting(cohort: Cohort, manager: User) -> ClassSitting:
    return training.sitting(cohort, manager)


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


class TestClasses:
    def test_signing_up_and_leaving(self, own: User, cohort: Cohort, manager: User) -> None:
        later, mine = training.sitting(cohort, manager, day=6), client_of(own)
        assert "You have not signed up." in page(mine, address("class", later.pk))
        assert sent(mine, address("sign-up", later.pk)) == (302, address("class", later.pk))
        assert "You have a place." in page(mine, address("class", later.pk))
        assert place_of(training.enrolment(cohort, "A1"), later) == 0
        assert "A1" in page(client_of(manager), address("class", later.pk))
        assert sent(mine, address("leave", later.pk)) == (302, address("class", later.pk))
        assert place_of(training.enrolment(cohort, "A1"), later) is None

    def test_attendance_is_taken_by_a_list_of_names(
        self, office: Client, cohort: Cohort, sitting: ClassSitting
    ) -> None:
        here = training.enrolment(cohort, "A2").pk
        shown = page(office, address("attendance", sitting.pk))
        assert "A1" in shown
        assert "A2" in shown
        assert sent(office, address("attendance", sitting.pk), present=[here]) == (302, address("class", sitting.pk))
        assert present_at(sitting) == frozenset([here])
        assert "checked" in page(office, address("attendance", sitting.pk))
        status, _ = sent(office, address("attendance", sitting.pk), present=[10**9])
        assert (status, present_at(sitting)) == (422, frozenset([here]))

    def test_a_long_list_has_pages(
        self, office: Client, cohort: Cohort, sitting: ClassSitting, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("ortoo.training.views.attending.AT_ONCE", 1)
        where = address("attendance", sitting.pk)
        first, second = (training.enrolment(cohort, number).pk for number in ("A1", "A2"))
        assert sent(office, where, present=[first]) == (302, f"{where}?page=2")
        assert "page 2 of 2" in page(office, f"{where}?page=2")
        assert sent(office, f"{where}?page=2", present=[second]) == (302, address("class", sitting.pk))
        assert present_at(sitting) == frozenset([first, second])
        assert "page 2 of 2" in page(office, f"{where}?page=99")
        assert "page 1 of 2" in page(office, f"{where}?page=-1")


class TestTheCode:
    @pytest.fixture(autouse=True)
    def of_a_class_today(self, sitting: ClassSitting) -> None:
        self.sitting = sitting

    def test_the_trainer_shows_it_and_who_opens_it_is_present(self, office: Client, own: User, cohort: Cohort) -> None:
        shown = page(office, address("code", self.sitting.pk))
        assert "<svg" in shown
        assert "style=" not in main_part(shown)
        where = address("present", code_for(self.sitting.pk))
        mine = client_of(own)
        assert "You are marked present" in page(mine, where)
        assert "You were marked present already" in page(mine, where)
        assert present_at(self.sitting) == frozenset([training.enrolment(cohort, "A1").pk])

    def test_who_is_not_signed_in_signs_in_first(self, client: Client) -> None:
        where = address("present", code_for(self.sitting.pk))
        answer = client.get(where)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/en/access/sign-in/")
        assert "next=" in answer["Location"]

    def test_others_are_refused_with_the_reason(self, own: User, office: Client) -> None:
        fresh = code_for(self.sitting.pk)
        assert "You are not enrolled in the cohort" in page(office, address("present", fresh), 409)
        mine = client_of(own)
        assert "This code was not made here" in page(mine, address("present", fresh[:-1]), 409)
        assert "This code was not made here" in page(mine, address("present", "1:x:y"), 409)
        old = _signed_before(self.sitting.pk, seconds=301)
        assert "This code is older than 5 minutes." in page(mine, address("present", old), 409)
        assert present_at(self.sitting) == frozenset()

    def test_only_the_academy_shows_it(self, own: User) -> None:
        assert client_of(own).get(address("code", self.sitting.pk)).status_code == 403


def _signed_before(sitting: int, *, seconds: int) -> str:
    class Earlier(TimestampSigner):
        def timestamp(self) -> str:
            return b62_encode(int(time.time()) - seconds)

    return Earlier(salt=SIGNER).sign(str(sitting))


class TestFlags:
    def test_a_flag_is_judged_with_a_reason_that_is_shown(
        self, office: Client, manager: User, own: User, cohort: Cohort
    ) -> None:
        training.attempted(cohort, manager, training.attempt("A1", 90_000, minutes=9))
        enrolment = training.enrolment(cohort, "A1")
        shown = page(office, address("flags"))
        assert "test faster than a person can read" in shown
        where = address("judge-attempt", enrolment.attempts.everything(because="a test looks").get().pk)
        assert where in page(office, address("enrolment", enrolment.pk))
        given: dict[str, Any] = {"counts": "no", "reason": "Answered by a script"}
        assert "finished attempt 1 in 540 seconds; the least is 600." in page(office, where)
        assert sent(office, where, confirm="1", **given) == (302, address("enrolment", enrolment.pk))
        assert "Munkh judged on 5 March 2026 that it does not count: Answered by a script" in page(
            client_of(own), address("enrolment", enrolment.pk)
        )
        assert "Nothing is flagged that nobody has judged." in page(office, address("flags"))
        assert Judgement.objects.everything(because="a test looks").count() == 1

    def test_completed_without_presence(self, office: Client, manager: User, sitting: ClassSitting) -> None:
        training.attempted(sitting.cohort, manager, training.attempt("A2", 90_000))
        enrolment = training.enrolment(sitting.cohort, "A2")
        assert "completed though never present" in page(office, address("flags"))
        given: dict[str, Any] = {"counts": "yes", "reason": "The list of that day was lost"}
        assert sent(office, address("judge", enrolment.pk), confirm="1", **given)[0] == 302
        assert "Munkh judged on 5 March 2026 that it counts" in page(office, address("enrolment", enrolment.pk))
        assert "Nothing is flagged" in page(office, address("flags"))

    def test_an_official_sees_their_own_and_nobody_else_s(self, own: User, cohort: Cohort) -> None:
        mine = client_of(own)
        assert "By a declared" not in page(mine, address("enrolment", training.enrolment(cohort, "A1").pk))
        page(mine, address("enrolment", training.enrolment(cohort, "A2").pk), 404)
        page(mine, address("flags"), 403)


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
        assert "By" in by_ministry
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

    def test_a_link_chooses_the_cohort(self, office: Client, cohort: Cohort) -> None:
        shown = page(office, f"{reverse('jobs:import', args=['enrolments'])}?cohort=V1")
        assert '<option value="V1" selected>' in shown


def test_waiting_and_count_on_the_start_page(office: Client, own: User, cohort: Cohort, manager: User) -> None:
    training.sitting(cohort, manager, day=4)
    training.sitting(cohort, manager, day=6, part=2)
    with override("en"):
        assert "Take attendance" in page(office, reverse("site:start"))
        assert "Sign up for a class" in page(client_of(own), reverse("site:start"))
