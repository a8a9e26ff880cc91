"""Signing in and out, and grants through the pages: propose, check, decide."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from ortoo.access.models import Grant, User
from ortoo.access.operations import NewAccount, open_accounts
from ortoo.access.queries import grants_of
from ortoo.access.rules.roles import Role
from tests.cast import AT, academy_manager, auditor, client_of, exam_officer, outsider, person
from tests.visiting import once, sent, text

pytestmark = pytest.mark.django_db

SIGN_IN = "/en/access/sign-in/"
PASSWORD = "seven grey horses"


class TestSigningIn:
    @pytest.fixture(autouse=True)
    def account(self) -> User:
        opened = open_accounts(
            accounts=[NewAccount("tuya", "Tuya", "en", PASSWORD), NewAccount("closed", "No password")],
            by=academy_manager(), at=AT,
        )  # fmt: skip
        return opened[0]

    def test_name_and_password_lead_to_the_start_page(self) -> None:
        client = client_of()
        assert sent(client, SIGN_IN, username="tuya", password=PASSWORD) == (302, "/en/")
        page = text(client.get("/en/"))
        assert "Tuya" in page
        assert "Sign out" in page

    @pytest.mark.parametrize(
        ("username", "password"),
        [("tuya", PASSWORD.upper()), ("nobody", PASSWORD), ("closed", "!"), ("Tuya", PASSWORD)],
    )
    def test_what_does_not_fit_gets_one_sentence_that_does_not_say_which(self, username: str, password: str) -> None:
        client = client_of()
        status, page = sent(client, SIGN_IN, username=username, password=password)
        assert status == 422
        assert "User name and password do not fit together. Check both" in page
        assert f'value="{password}"' not in page
        assert "_auth_user_id" not in client.session

    def test_who_has_left_signs_in_no_more(self, account: User) -> None:
        client = client_of(account)
        account.is_active = False
        account.save()
        assert sent(client_of(), SIGN_IN, username="tuya", password=PASSWORD)[0] == 422
        assert "Sign out" not in text(client.get("/en/"))

    def test_an_empty_form_names_its_fields(self) -> None:
        status, page = sent(client_of(), SIGN_IN)
        assert status == 422
        assert "Fill in “User name”." in page
        assert "Fill in “Password”." in page

    @pytest.mark.parametrize(
        ("asked", "leads"),
        [
            ("/en/ledger/", "/en/ledger/"),
            ("http://testserver/ko/", "http://testserver/ko/"),
            ("https://elsewhere.example/", "/en/"),
            ("//elsewhere.example/", "/en/"),
            ("/\\elsewhere.example/", "/en/"),
            ("javascript:alert(1)", "/en/"),
            ("", "/en/"),
        ],
    )
    def test_one_comes_back_to_where_one_was_and_never_to_another_site(self, asked: str, leads: str) -> None:
        client = client_of()
        token = once(client, SIGN_IN)
        response = client.post(
            SIGN_IN, {"once": token, "username": "tuya", "password": PASSWORD}, query_params={"next": asked}
        )
        assert (response.status_code, response["Location"]) == (302, leads)

    def test_signing_out_is_sent_and_not_linked(self, account: User) -> None:
        client = client_of(account)
        assert client.get("/en/access/sign-out/").status_code == 405
        assert client.post("/en/access/sign-out/")["Location"] == "/en/"
        assert "_auth_user_id" not in client.session

    def test_one_click_sign_ins_are_not_offered_outside_the_demonstration(self) -> None:
        client = client_of()
        assert "Or look around as somebody" not in text(client.get(SIGN_IN))
        assert client.post("/en/access/enter/tuya/").status_code == 404
        assert client.get("/en/access/enter/tuya/").status_code == 405
        assert "_auth_user_id" not in client.session


class TestGrants:
    @pytest.fixture
    def manager(self) -> User:
        return academy_manager()

    @pytest.fixture
    def head(self) -> User:
        return person("head", Role.HEAD_OF_ACADEMY)

    def answers(self, **changed: str) -> dict[str, str]:
        asked = {"user": "otgon", "role": "marker", "scope": "everything", "code": "", "valid_from": "2026-03-01"}
        return {**asked, "valid_to": "", **changed}

    def proposed(self, manager: User) -> Grant:
        outsider()
        assert sent(client_of(manager), "/en/access/propose/", **self.answers(), confirm="1")[0] == 302
        return Grant.objects.latest("pk")

    def test_nothing_is_proposed_before_the_answers_were_checked(self, manager: User) -> None:
        outsider()
        before = Grant.objects.count()
        status, page = sent(client_of(manager), "/en/access/propose/", **self.answers())
        assert status == 200
        assert "Check your answers" in page
        assert "Marker" in page
        assert Grant.objects.count() == before

    def test_it_takes_effect_once_another_person_approves(self, manager: User, head: User) -> None:
        grant = self.proposed(manager)
        page = text(client_of(head).get(f"/en/access/grants/{grant.pk}/"))
        assert "Otgon: Marker" in page
        assert "Waits for a second person" in page
        status, address = sent(client_of(head), f"/en/access/grants/{grant.pk}/", decision="approve")
        assert (status, address) == (302, "/en/access/")
        assert grants_of(grant.user, timezone.localdate()).roles == {Role.MARKER}

    def test_the_proposer_is_told_to_leave_it_to_a_colleague(self, manager: User) -> None:
        grant = self.proposed(manager)
        status, page = sent(client_of(manager), f"/en/access/grants/{grant.pk}/", decision="approve")
        assert status == 422
        assert "A grant is approved by somebody other than its proposer and its holder." in page
        grant.refresh_from_db()
        assert grant.approved_by is None

    def test_no_decision_is_preselected_and_one_must_be_made(self, manager: User, head: User) -> None:
        grant = self.proposed(manager)
        address = f"/en/access/grants/{grant.pk}/"
        assert " checked" not in text(client_of(head).get(address))
        assert "Fill in “Your decision”." in sent(client_of(head), address)[1]

    def test_duties_apart_are_refused_by_a_sentence(self, manager: User) -> None:
        exam_officer()
        answers = self.answers(role="selection-officer", user="enkh")
        status, page = sent(client_of(manager), "/en/access/propose/", **answers, confirm="1")
        assert status == 422
        assert "Enkh holds the role Exam officer, which must not be in one hand with Selection officer." in page

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"scope": "organization"}, "Fill in the code of the organization or region the role reaches."),
            ({"code": "MOF"}, "Leave the code empty, or choose one organization or one region."),
            ({"user": "nobody"}, "Choose one of the answers"),
            ({"role": "official"}, "Choose one of the answers"),
            ({"valid_from": "soon"}, "takes a day of the calendar"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(self, manager: User, changed: dict[str, str], sentence: str) -> None:
        outsider()
        status, page = sent(client_of(manager), "/en/access/propose/", **self.answers(**changed), confirm="1")
        assert status == 422
        assert sentence in page

    def test_a_grant_that_ends_before_it_begins_is_refused(self, manager: User) -> None:
        outsider()
        answers = self.answers(valid_to="2026-03-01")
        status, page = sent(client_of(manager), "/en/access/propose/", **answers, confirm="1")
        assert status == 422
        assert "“Until” must be later than “From”." in page

    def test_an_operator_who_proposes_comes_back_to_the_list(self) -> None:
        outsider()
        client = client_of(person("oyun", Role.OPERATOR))
        status, address = sent(client, "/en/access/propose/", **self.answers(), confirm="1")
        assert (status, address) == (302, "/en/access/")
        assert "Proposed. It takes effect once a second person approves it." in text(client.get(address))

    def test_the_list_says_how_each_grant_stands_today(self, manager: User, head: User) -> None:
        today = timezone.localdate()
        holder = outsider()
        for begins, ends in ((-9, None), (-9, 0), (5, None)):
            Grant.objects.create(
                user=holder, role=Role.MARKER, scope="everything", valid_from=today + timedelta(begins),
                valid_to=None if ends is None else today + timedelta(ends), proposed_by=manager, proposed_at=AT,
                approved_by=head, approved_at=AT,
            )  # fmt: skip
        page = text(client_of(auditor()).get("/en/access/?role=marker"))
        found = re.findall(r"(In force|Ended|Not yet in force)", page)
        assert found == ["Not yet in force", "Ended", "In force"]

    def test_who_may_not_see_accounts_is_told_so(self) -> None:
        response = client_of(exam_officer()).get("/en/access/")
        assert response.status_code == 403
        assert "This needs one of these roles" in text(response)
        assert client_of().get("/en/access/")["Location"] == "/en/access/sign-in/?next=/en/access/"

    def test_the_list_costs_the_same_with_many_rows(
        self, manager: User, django_assert_num_queries: pytest.FixtureRequest
    ) -> None:
        client = client_of(manager)
        client.get("/en/access/")
        for count in (1, 25):
            for number in range(count):
                person(f"m{count}-{number}", Role.MARKER)
            with django_assert_num_queries(5):  # type: ignore[operator]
                client.get("/en/access/")
