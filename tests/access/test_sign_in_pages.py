"""Signing in with a code, the gate for roles that need one, sign-ins that end, floods: through the client."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pyotp
import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from ortoo.access.models import SecondFactor, SignedIn, User
from ortoo.access.rules.codes import step_at
from ortoo.access.rules.rates import Rate
from ortoo.access.rules.roles import Role
from tests.cast import academy_manager, auditor, client_of, exam_officer, hands, outsider, person
from tests.visiting import page, sent, text

pytestmark = pytest.mark.django_db

PASSWORD = "seven grey horses"
SIGN_IN, CODE, SET_UP = "/en/access/sign-in/", "/en/access/code/", "/en/access/factor/set-up/"


def with_password(user: User) -> User:
    """Once: setting a password ends the sign-ins of its person."""
    if not user.has_usable_password():
        user.set_password(PASSWORD)
        user.save()
    return user


def signed_in(user: User, client: Client | None = None) -> tuple[Client, str]:
    """By the page, as a person does it; where it leads."""
    client = client or client_of()
    with_password(user)
    status, address = sent(client, SIGN_IN, username=user.username, password=PASSWORD)
    assert status == 302, address
    return client, address


def set_up(client: Client) -> str:
    """Through the page; the secret."""
    shown = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page(client, SET_UP))
    assert shown
    secret = shown[1].replace(" ", "")
    assert sent(client, SET_UP, password=PASSWORD, code=code(secret)) == (302, "/en/access/factor/codes/")
    return secret


def code(secret: str, steps: int = 0) -> str:
    return pyotp.HOTP(secret).at(step_at(timezone.now()) + steps)


class TestTheGate:
    @pytest.mark.parametrize(
        "role",
        [Role.EXAM_OFFICER, Role.SELECTION_OFFICER, Role.HEAD_OF_ACADEMY, Role.PRIME_MINISTERS_OFFICE, Role.OPERATOR],
    )
    def test_a_grave_role_opens_nothing_before_its_factor(self, role: Role) -> None:
        client, _ = signed_in(person("tuya", role))
        assert client.get("/en/")["Location"] == SET_UP
        for address in ("/en/exams/", "/en/people/officials/", "/en/access/", "/en/journey/", "/en/ledger/check/"):
            said = page(client, address, 403)
            assert "Your role needs a second factor" in said
            assert f'href="{SET_UP}"' in said
        for address in ("/en/access/account/", "/en/access/password/", "/en/access/sign-ins/", "/mn/access/account/"):
            assert client.get(address).status_code == 200
        assert client.post("/en/access/sign-out/")["Location"] == "/en/"
        set_up(signed_in(User.objects.get(username="tuya"), client)[0])
        assert client.get("/en/").status_code == 200

    def test_others_go_on_without_and_may_have_one(self) -> None:
        client, address = signed_in(auditor())
        assert address == "/en/"
        assert client.get("/en/").status_code == 200
        set_up(client)
        assert client.get("/en/").status_code == 200

    def test_it_holds_from_the_moment_the_role_is_given(self) -> None:
        user = person("tuya")
        client, _ = signed_in(user)
        assert client.get("/en/").status_code == 200
        manager, head = hands()
        from ortoo.access import operations as access
        from ortoo.access.rules.grants import Held

        at = timezone.now()
        grant = access.propose_grant(
            user=user, held=Held(Role.OPERATOR), valid_from=timezone.localdate(), by=manager, at=at
        )
        access.approve_grant(grant=grant, by=head, at=at)
        assert client.get("/en/")["Location"] == SET_UP


class TestTheSecondPage:
    def test_the_password_alone_signs_nobody_in(self) -> None:
        client, _ = signed_in(exam_officer())
        secret = set_up(client)
        other, address = signed_in(User.objects.get(username="enkh"))
        assert address == f"{CODE}?next=%2Fen%2F"
        assert "_auth_user_id" not in other.session
        assert "Sign out" not in page(other, "/en/")
        status, said = sent(other, address, code="000000")
        assert (status, "This code does not fit, or it was used already." in said) == (422, True)
        status, said = sent(other, address, code=code(secret))
        assert (status, "it was used already" in said) == (422, True), "the code of the set-up is spent"
        assert sent(other, address, code=code(secret, 1)) == (302, "/en/")
        assert other.get("/en/exams/").status_code == 200

    def test_it_is_open_for_five_minutes_after_the_password(self, clock: Clock) -> None:
        secret = set_up(signed_in(auditor())[0])
        client, address = signed_in(User.objects.get(username="anar"))
        clock.wait(timedelta(minutes=5))
        assert client.post(address, {"code": code(secret)})["Location"] == f"{SIGN_IN}?next=%2Fen%2F"
        assert client_of().get(CODE)["Location"] == f"{SIGN_IN}?next=%2Fen%2F"

    def test_a_code_on_paper_does_as_well_and_is_shown_once(self) -> None:
        client, _ = signed_in(auditor())
        set_up(client)
        codes = re.findall(r"<code>([A-Z0-9-]{11})</code>", page(client, "/en/access/factor/codes/"))
        assert len(codes) == 10
        assert "The codes were shown once" in page(client, "/en/access/factor/codes/")
        other, address = signed_in(User.objects.get(username="anar"))
        assert sent(other, address, code=codes[3].lower()) == (302, "/en/")
        assert "9 recovery codes are left" in page(other, "/en/access/account/")

    def test_too_many_wrong_passwords_are_told_when_to_come_again(self) -> None:
        user = with_password(auditor())
        client = client_of()
        for _ in range(5):
            status, said = sent(client, SIGN_IN, username=user.username, password="?")
            assert (status, "do not fit together" in said) == (422, True)
        status, said = sent(client, SIGN_IN, username=user.username, password=PASSWORD)
        assert (status, "There were too many wrong tries. Wait until " in said) == (422, True)
        assert sent(client, SIGN_IN, username="nobody", password="?")[0] == 422


class TestOnesOwnFactor:
    def test_it_is_turned_off_and_new_codes_are_got_with_password_and_code(self) -> None:
        client, _ = signed_in(auditor())
        secret = set_up(client)
        new = "/en/access/factor/codes/new/"
        status, said = sent(client, new, password="?", code=code(secret, 1))
        assert (status, "This is not your password." in said) == (422, True)
        assert sent(client, new, password=PASSWORD, code=code(secret, 1))[0] == 302
        spare = re.findall(r"<code>([A-Z0-9-]{11})</code>", page(client, "/en/access/factor/codes/"))[0]
        assert sent(client, "/en/access/factor/off/", password=PASSWORD, code=spare) == (302, "/en/access/account/")
        assert not SecondFactor.objects.exists()

    def test_who_needs_it_cannot_turn_it_off(self) -> None:
        client, _ = signed_in(exam_officer())
        set_up(client)
        said = page(client, "/en/access/factor/off/", 403)
        assert "Your roles need the second factor: Exam officer." in said
        assert "Turn it off" not in page(client, "/en/access/factor/")

    def test_confirming_asks_for_the_code_too(self) -> None:
        client, _ = signed_in(exam_officer())
        secret = set_up(client)
        confirm = "/en/access/confirm/?next=/en/plan/"
        assert sent(client, confirm, password=PASSWORD, code="")[0] == 422
        assert sent(client, confirm, password=PASSWORD, code=code(secret, 1)) == (302, "/en/plan/")

    @pytest.mark.parametrize(
        ("address", "given"),
        [("confirm/", {"password": "?"}), ("factor/set-up/", {"password": "?", "code": "000000"}),
         ("password/", {"present": "?", "password": "eight camels rest at noon"})],
    )  # fmt: skip
    def test_five_wrong_guesses_end_the_sign_in(self, address: str, given: dict[str, str]) -> None:
        client, _ = signed_in(auditor())
        for _ in range(5):
            assert sent(client, f"/en/access/{address}", **given)[0] == 422
        assert client.get("/en/access/account/")["Location"] == f"{SIGN_IN}?next=/en/access/account/"


class TestResets:
    def test_two_people_at_their_pages(self) -> None:
        set_up(signed_in(outsider())[0])
        manager, head = hands()
        status, address = sent(
            client_of(manager), "/en/access/resets/propose/?account=otgon", username="otgon", what="password"
        )
        assert (status, address) == (302, "/en/access/resets/")
        assert "Decide on a lost phone or password" in page(client_of(head), "/en/")
        assert "Decide on a lost phone or password" not in page(client_of(manager), "/en/")
        decide = re.search(r'href="(/en/access/resets/\d+/)"', page(client_of(head), "/en/access/resets/"))
        assert decide
        status, said = sent(client_of(head), decide[1], decision="approve", password="")
        assert (status, "Fill in “New first password”." in said) == (422, True)
        given = {"decision": "approve", "password": "eight camels rest at noon"}
        assert sent(client_of(manager), decide[1], **given)[0] == 422
        assert sent(client_of(head), decide[1], **given) == (302, "/en/access/resets/")
        status, _ = sent(client_of(), SIGN_IN, username="otgon", password="eight camels rest at noon")
        assert status == 302
        status, said = sent(client_of(head), "/en/access/resets/propose/", username="who", what="factor")
        assert (status, "No account has the user name who." in said) == (422, True)


class TestSignIns:
    def test_they_are_listed_and_ended(self) -> None:
        here, _ = signed_in(auditor(), Client(HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"))
        there, _ = signed_in(User.objects.get(username="anar"), Client(HTTP_USER_AGENT="Mozilla/5.0 (iPhone) Safari"))
        signed_in(User.objects.get(username="anar"))
        assert SignedIn.objects.count() == 3
        said = page(here, "/en/access/sign-ins/")
        assert "Firefox, Linux" in said
        assert "Safari, iPhone" in said
        phone = SignedIn.objects.get(system="iPhone")
        assert here.post(f"/en/access/sign-ins/{phone.pk}/end/")["Location"] == "/en/access/sign-ins/"
        assert "Sign out" not in page(there, "/en/")
        assert "Sign out" in page(here, "/en/")
        here.post("/en/access/sign-ins/end/")
        assert [row.browser for row in SignedIn.objects.all()] == ["Firefox"]
        assert "Sign out" in page(here, "/en/")

    def test_nobody_ends_anothers(self) -> None:
        signed_in(auditor())
        other, _ = signed_in(outsider())
        row = SignedIn.objects.get(user__username="anar")
        assert other.post(f"/en/access/sign-ins/{row.pk}/end/").status_code == 403
        assert SignedIn.objects.filter(pk=row.pk).exists()

    def test_a_new_password_and_a_new_factor_end_the_others(self) -> None:
        here, _ = signed_in(auditor())
        there, _ = signed_in(User.objects.get(username="anar"))
        set_up(here)
        assert "Sign out" not in page(there, "/en/")
        assert "Sign out" in page(here, "/en/")

    def test_the_key_changes_at_sign_in(self) -> None:
        client = client_of()
        page(client, SIGN_IN)
        client.session["kept"] = True
        before = client.session.session_key
        signed_in(auditor(), client)
        assert client.session.session_key not in (None, before)

    def test_it_ends_when_idle_sooner_for_grave_roles_and_after_eight_hours(self, clock: Clock) -> None:
        plain, _ = signed_in(auditor())
        grave, _ = signed_in(exam_officer())
        set_up(grave)
        clock.wait(timedelta(minutes=31))
        assert "Sign out" in page(plain, "/en/")
        assert grave.get("/en/exams/open/")["Location"].startswith(SIGN_IN)
        for _ in range(5):
            clock.wait(timedelta(minutes=89))
            assert "Sign out" in page(plain, "/en/")
        clock.wait(timedelta(minutes=10))
        assert "Sign out" not in page(plain, "/en/")
        assert not SignedIn.objects.filter(user__username="anar").exists()


class TestFloods:
    def test_too_many_requests_get_a_page_that_says_when(self, settings: Settings) -> None:
        settings.REQUEST_RATES = (Rate("check", 2, views=frozenset({"ledger:check"})),)
        client = client_of()
        answers = [client.get("/ko/ledger/check/") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert 1 <= int(answers[2]["Retry-After"]) <= 60
        assert "요청이 너무 많았습니다" in text(answers[2])
        assert client_of(academy_manager()).get("/en/ledger/check/").status_code == 200
        elsewhere = client.get("/en/ledger/check/", REMOTE_ADDR="203.0.113.9")
        assert elsewhere.status_code == 200

    def test_a_header_that_anybody_may_invent_does_not_help(self, settings: Settings) -> None:
        settings.REQUEST_RATES = (Rate("check", 1, views=frozenset({"ledger:check"})),)
        client = client_of()
        found = [
            client.get("/en/ledger/check/", HTTP_X_FORWARDED_FOR=f"198.51.100.{last}").status_code for last in range(2)
        ]
        assert found == [200, 429]


class Clock:
    """The clock of the house, put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)
        self._now = timezone.now

    def now(self) -> datetime:
        return self._now() + self.ahead

    def wait(self, span: timedelta) -> None:
        self.ahead += span


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", clock.now)
    return clock
