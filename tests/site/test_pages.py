"""Every page in every language, and what a page says when its session or its token is gone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.selection.models import Round
from tests.cast import academy_manager, auditor, client_of, exam_officer, person, selection_officer
from tests.selection import forty
from tests.visiting import once, page, sent, text

pytestmark = pytest.mark.django_db

LANGUAGES = ("mn", "en", "ko")


def plain_addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every address of the house below its language that takes no argument."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + ("" if resolver is None else str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from plain_addresses(pattern, route)
        elif isinstance(pattern, URLPattern) and "<" not in route:
            yield route


@pytest.fixture
def house() -> list[tuple[str, Client]]:
    """A house at work, and eight who walk through it: each page is seen twice or more in each language."""
    keeper, officer = exam_officer(), selection_officer()
    forty.run(keeper, officer)
    head = person("head", Role.HEAD_OF_ACADEMY)
    of_finance: dict[str, User | None] = {
        role: person(f"a-{role}", role, scope=Scope.ORGANIZATION, code="MOF")
        for role in (Role.MINISTRY_PLANNER, Role.SUPERIOR)
    }
    people = {
        "the public": None, "exams": keeper, "selection": officer, "manager": academy_manager(), "head": head,
        **of_finance,
    }  # fmt: skip
    return [(name, client_of(user)) for name, user in {**people, "auditor": auditor()}.items()]


def test_every_page_answers_everybody_and_in_every_language(house: list[tuple[str, Client]]) -> None:
    addresses = sorted(set(plain_addresses()))
    assert {"", "people/", "exams/", "record/", "selection/", "ledger/check/", "access/sign-in/"} <= set(addresses)
    answered: dict[str, set[int]] = {}
    for number, address in enumerate(addresses):
        for place, (_, client) in enumerate(house):
            language = LANGUAGES[(number + place) % 3]
            response = client.get(f"/{language}/{address}")
            answered.setdefault(address, set()).add(response.status_code)
            if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                assert f'<html lang="{language}"' in text(response)
    assert {address: found for address, found in answered.items() if not found <= {200, 302, 403, 405}} == {}
    # What is refused to one is open to another, and only what is sent by a form is open to nobody.
    refused = [address for address, found in answered.items() if 403 in found and 200 not in found]
    assert refused == ["exams/import/"]  # which leads who may on to the page of imports
    sent = [address for address, found in answered.items() if 405 in found]
    assert sent == ["access/sign-ins/end/", "access/sign-out/"]


@pytest.mark.parametrize(
    ("accepted", "leads"), [("", "/mn/"), ("en-GB,en;q=0.9", "/en/"), ("ko", "/ko/"), ("de", "/mn/")]
)
def test_without_a_language_one_is_led_to_ones_own(accepted: str, leads: str) -> None:
    response = client_of().get("/", headers={"accept-language": accepted})
    assert (response.status_code, response["Location"]) == (302, leads)


def test_an_address_that_does_not_exist_says_so() -> None:
    for language, sentence in (("en", "There is no page at this address"), ("mn", ""), ("ko", "")):
        assert sentence in page(client_of(), f"/{language}/nowhere/", 404)


class TestWhatWasOpenTooLong:
    @pytest.fixture
    def officer(self) -> User:
        return selection_officer()

    @pytest.fixture
    def opened(self, officer: User) -> Round:
        return forty.opened(forty.marked(exam_officer(), officer), officer)

    def test_a_form_of_an_expired_session_leads_to_signing_in_and_does_nothing(
        self, opened: Round, officer: User
    ) -> None:
        client = client_of(officer)
        token = once(client, "/en/selection/R1/lot/")
        client.session.flush()
        answer = sent(client, "/en/selection/R1/lot/", token, value="17", confirm="1")
        assert answer == (302, "/en/access/sign-in/?next=/en/selection/R1/lot/")

    def test_a_page_of_an_expired_session_leads_back_to_itself(self, opened: Round, officer: User) -> None:
        client = client_of(officer)
        page(client, "/en/selection/R1/?a=1")
        client.session.flush()
        response = client.get("/en/selection/R1/?a=1")
        assert response["Location"] == "/en/access/sign-in/?next=/en/selection/R1/%3Fa%3D1"

    @pytest.mark.parametrize(
        ("language", "sentence"),
        [("en", "Nothing was done. Open the page again and send it once more."), ("mn", ""), ("ko", "")],
    )
    def test_a_form_without_its_token_gets_a_sentence(self, officer: User, language: str, sentence: str) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(officer)
        address = f"/{language}/selection/open/"
        response = client.post(address, {"once": "x"})
        assert response.status_code == 403
        assert sentence in text(response)
        assert f'href="{address}"' in text(response)
        assert f'<html lang="{language}"' in text(response)

    def test_a_form_whose_hidden_parts_are_lost_gets_a_sentence(self, opened: Round, officer: User) -> None:
        response = client_of(officer).post("/en/selection/open/", {"code": "R2"})
        assert response.status_code == 422
        assert "<h1>Open a round</h1>" in text(response)
        assert Round.objects.count() == 1
