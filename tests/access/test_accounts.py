"""Accounts of the staff and passwords: what operations refuse, and the pages."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from ortoo.access import operations as access
from ortoo.access.models import User
from ortoo.access.operations import NewAccount
from ortoo.ledger import operations as ledger
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from tests.cast import AT, academy_manager, exam_officer, outsider
from tests.factories.people import official

pytestmark = pytest.mark.django_db

PASSWORD = "seven horses cross the river"


@pytest.fixture
def manager(client: Client) -> User:
    user = academy_manager()
    client.force_login(user)
    return user


def send(client: Client, path: str, **given: Any) -> Any:
    page = client.get(path).content.decode()
    nonce = re.search(r'name="once" value="([\w-]{22})"', page)
    assert nonce
    return client.post(path, {"once": nonce[1], **given})


def last_entry() -> tuple[str, dict[str, Any]]:
    entry = Entry.objects.latest("seq")
    return entry.kind, json.loads(bytes(entry.body))


def test_an_account_is_opened_on_its_page_and_can_sign_in(client: Client, manager: User) -> None:
    given = {"username": "oyun", "shown_name": "Б.Оюун", "language": "ko", "password": PASSWORD}
    answer = send(client, "/en/access/accounts/open/", **given)
    assert answer["Location"] == "/en/access/accounts/"
    kind, body = last_entry()
    assert (kind, body["count"]) == ("programme.accounts-opened", 1)
    assert "Оюун" in client.get("/en/access/accounts/").content.decode()
    assert send(Client(), "/en/access/sign-in/", username="oyun", password=PASSWORD)["Location"] == "/en/"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"username": "a b"}, "The user name takes letters, digits, dots and hyphens, no spaces."),
        ({"username": "munkh"}, "These user names are taken or stand twice: munkh."),
        ({"password": "short"}, "This password is too short."),
        ({"shown_name": ""}, "Fill in “Name as shown”."),
    ],
)
def test_an_account_that_cannot_be_opened(client: Client, manager: User, given: dict[str, str], sentence: str) -> None:
    whole = {"username": "oyun", "shown_name": "Б.Оюун", "language": "en", "password": PASSWORD, **given}
    answer = send(client, "/en/access/accounts/open/", **whole)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not User.objects.filter(username="oyun").exists()


def test_accounts_are_for_those_who_propose_roles(client: Client) -> None:
    client.force_login(exam_officer())
    assert client.get("/en/access/accounts/").status_code == 403
    assert client.get("/en/access/accounts/open/").status_code == 403


def test_an_official_gets_a_first_password_once(client: Client, manager: User) -> None:
    who = official("A1")
    who.account = access.open_accounts(accounts=[NewAccount("A1", "Б.Болд")], by=manager, at=AT)[0]
    who.save()
    page = "/en/people/official/A1/"
    assert "Set a first password" in client.get(page).content.decode()
    assert send(client, f"{page}password/", password=PASSWORD)["Location"] == page
    kind, body = last_entry()
    assert kind == "programme.password-given"
    assert body["holder"] == ledger.subject(kind="user", key=who.account.pk)
    assert "Set a first password" not in client.get(page).content.decode()
    assert "has a password already" in send(client, f"{page}password/", password=PASSWORD).content.decode()
    assert Client().login(username="A1", password=PASSWORD)


def test_only_a_manager_gives_a_first_password() -> None:
    officer, owner = exam_officer(), outsider()
    with pytest.raises(Refusal) as caught:
        access.give_first_password(user=owner, password=PASSWORD, by=officer, at=AT)
    assert caught.value.code == "access.role_needed"


def test_everybody_changes_their_own_password_and_stays_signed_in(client: Client, manager: User) -> None:
    manager.set_password(PASSWORD)
    manager.save()
    client.force_login(manager)
    wrong = send(client, "/en/access/password/", present="wrong", password="eight camels rest at noon")
    assert "This is not your present password." in wrong.content.decode()
    assert (
        send(client, "/en/access/password/", present=PASSWORD, password="eight camels rest at noon").status_code == 302
    )
    assert client.get("/en/access/password/").status_code == 200
    assert Client().login(username=manager.username, password="eight camels rest at noon")


def test_who_is_not_signed_in_is_asked_to(client: Client) -> None:
    assert client.get("/en/access/password/")["Location"] == "/en/access/sign-in/?next=/en/access/password/"
