"""Pages of classes, attendance, the code on the wall, and flags, through the client."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core.signing import TimestampSigner, b62_encode
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.training.codes import SIGNER, code_for
from ortoo.training.models import ClassSitting, Cohort, Judgement
from ortoo.training.queries import places_of, present_at
from tests.cast import client_of, person
from tests.factories import training
from tests.factories.people import appointed, official, organization
from tests.visiting import main_part, page, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_the_day_of_the_class")]


def address(name: str, *arguments: object) -> str:
    return reverse(f"training:{name}", args=arguments)


class TestClasses:
    def test_signing_up_and_leaving(self, own: User, cohort: Cohort, manager: User) -> None:
        later, mine = training.sitting(cohort, manager, day=6), client_of(own)
        assert "You have not signed up." in page(mine, address("class", later.pk))
        assert sent(mine, address("sign-up", later.pk)) == (302, address("class", later.pk))
        assert "You have a place." in page(mine, address("class", later.pk))
        assert places_of([training.enrolment(cohort, "A1")]) == {later.pk: 0}
        assert "A1" in page(client_of(manager), address("class", later.pk))
        assert sent(mine, address("leave", later.pk)) == (302, address("class", later.pk))
        assert places_of([training.enrolment(cohort, "A1")]) == {}

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

    def test_it_is_shown_on_the_day_of_the_class_alone(self, office: Client, manager: User) -> None:
        later = training.sitting(self.sitting.cohort, manager, day=6)
        assert "is held on 2026-03-06, which is not today" in page(office, address("code", later.pk), 409)

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

    def test_a_flag_waits_for_those_alone_who_may_judge_it(self, office: Client, manager: User, cohort: Cohort) -> None:
        both = person("both", Role.ACADEMY_MANAGER)
        appointed(official("A9", account=both), organization("MOF"))
        training.enrolled(cohort, manager, "A9")
        training.attempted(cohort, manager, training.attempt("A9", 90_000, minutes=9))
        local = person("local", Role.ACADEMY_MANAGER, scope=Scope.ORGANIZATION, code="MOH")
        with override("en"):
            waits = ["Judge what was flagged" in page(client_of(one), reverse("site:start")) for one in (both, local)]
            assert waits == [False, False]
            assert "Judge what was flagged" in page(office, reverse("site:start"))
        where = address("enrolment", training.enrolment(cohort, "A9").pk)
        assert ["/judge/" in page(one, where) for one in (office, client_of(both))] == [True, False]

    def test_an_official_sees_their_own_and_nobody_else_s(self, own: User, cohort: Cohort) -> None:
        mine = client_of(own)
        assert "By a declared" not in page(mine, address("enrolment", training.enrolment(cohort, "A1").pk))
        page(mine, address("enrolment", training.enrolment(cohort, "A2").pk), 404)
        page(mine, address("flags"), 403)
