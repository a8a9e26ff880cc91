"""Every dead end has a sentence and a way out."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from ortoo.access.models import User
from ortoo.pages.errors import page_of


def test_a_wrong_address(client: Client, db: None) -> None:
    response = client.get("/en/nowhere/")
    assert response.status_code == 404
    html = response.content.decode()
    assert "<h1>There is no page at this address</h1>" in html
    assert '<a href="/mn/nowhere/" lang="mn"' in html


def test_a_stale_form_says_what_to_do(db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/en/selection/new/", {"name": "Bold"})
    assert response.status_code == 403
    html = response.content.decode()
    assert "<h1>Nothing was sent</h1>" in html
    assert '<a class="govuk-button" href="/en/selection/new/">Open the page again</a>' in html


def test_a_refusal_nobody_answered(client: Client, db: None) -> None:
    response = client.get("/en/refused/")
    assert response.status_code == 409
    assert "The page did not arrive whole, so nothing was done." in response.content.decode()


def test_want_of_a_role_leads_to_the_sign_in_and_back(client: Client, db: None) -> None:
    response = client.get("/en/refused/?role=1")
    assert (response.status_code, response["Location"]) == (302, "/en/access/sign-in/?next=/en/refused/%3Frole%3D1")


def test_want_of_a_role_is_told_to_who_is_signed_in(client: Client, signed_in: User) -> None:
    response = client.get("/en/refused/?role=1")
    assert response.status_code == 403
    assert "This needs one of these roles: marker." in response.content.decode()


@pytest.mark.parametrize(("language", "word"), [("en", "Ortoo"), ("mn", '<html lang="mn"'), ("ko", '<html lang="ko"')])
def test_our_own_fault_asks_nothing_of_the_database(language: str, word: str) -> None:
    client = Client(raise_request_exception=False)
    response = client.get(f"/{language}/broken/")
    assert response.status_code == 500
    assert word in response.content.decode()


def test_the_page_of_a_form_is_found_again_from_where_it_was_sent(rf: RequestFactory) -> None:
    assert page_of(rf.post("/en/exams/import/?sitting=2025&sent=1")) == "/en/exams/import/?sitting=2025"
    assert page_of(rf.post("/en/exams/open/?sent=1")) == "/en/exams/open/"
