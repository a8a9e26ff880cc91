from __future__ import annotations

from importlib import resources

import pytest
from django.test import Client

from ortoo.access.models import User
from ortoo.plan.models import Programme
from ortoo.plan.operations import set_up_programme
from tests.cast import AT, academy_manager, client_of, exam_officer
from tests.people.files import take
from tests.plan.rules.test_plan_file import SMALL
from tests.visiting import sent

pytestmark = pytest.mark.django_db

DATA = resources.files("ortoo.site") / "programmes/mongolia"


@pytest.fixture
def manager() -> User:
    user = academy_manager()
    for kind in ("regions", "organizations"):
        take(kind, (DATA / f"{kind}.csv").read_bytes(), user)
    take("plan", (DATA / "vision2050.yaml").read_bytes(), user, filename="vision2050.yaml")
    set_up_programme(
        title={"en": "The hundred"}, purpose={"en": "Collaboration"}, legal_basis="", objective="5.4", by=user, at=AT
    )
    return user


def page(path: str, language: str = "en") -> str:
    response = Client().get(f"/{language}/plan/{path}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_tree_is_public_and_says_what_nobody_has_named(manager: User) -> None:
    tree = page("")
    assert "The programme “The hundred” serves objective 5.4, Competent and ethical civil service." in tree
    assert "33 objectives are not named in any source we have read." in tree
    assert tree.count("None of its objectives is named in any source we have read.") == 6
    assert "at least 150" in tree
    assert "Not read in a source" in tree


def test_figures_keep_their_digits_in_each_language(manager: User) -> None:
    assert "0.5824" in page("")
    assert "0,5824" in page("", "mn")


def test_an_indicator_shows_base_targets_and_what_is_ours(manager: User) -> None:
    inequality = page("indicators/2.gii/")
    assert "lower is better\u202f†" in inequality
    assert "Base, year not printed" in inequality
    assert "Unit as the plan prints it" in page("indicators/5.egdi/")
    assert Client().get("/en/plan/indicators/9.none/").status_code == 404


def test_without_a_plan_the_page_says_who_brings_it() -> None:
    assert "No plan is on record yet." in page("")


def test_the_tree_of_twelve_indicators_costs_as_much_as_that_of_one(
    manager: User, django_assert_num_queries: object
) -> None:
    page("")
    with django_assert_num_queries(6):  # type: ignore[operator]
        page("")


def test_a_small_tree_costs_the_same(django_assert_num_queries: object) -> None:
    take("plan", SMALL, academy_manager(), filename="plan.yaml")
    page("")
    with django_assert_num_queries(6):  # type: ignore[operator]
        page("")


GIVEN = {
    **{f"name_{language}": f"The hundred {language}" for language in ("mn", "en", "ko")},
    **{f"purpose_{language}": "Collaboration" for language in ("mn", "en", "ko")},
    "legal_basis": "Order 7", "objective": "5.4", "confirm": "1",
}  # fmt: skip


def test_the_programme_is_set_up_by_a_form_and_waits_until_then(manager: User) -> None:
    client = client_of(manager)
    Programme.objects.all().delete()
    assert "/en/plan/programme/" in client.get("/en/").content.decode()
    assert sent(client, "/en/plan/programme/", **GIVEN) == (302, "/en/plan/")
    assert "/en/plan/programme/" not in client.get("/en/").content.decode()
    assert "<h1>The hundred en</h1>" in client.get("/en/").content.decode()
    assert "The programme “The hundred en” serves objective 5.4" in page("")
    assert 'value="The hundred mn"' in client.get("/en/plan/programme/").content.decode()


def test_a_programme_serves_an_objective_of_the_plan(manager: User) -> None:
    status, shown = sent(client_of(manager), "/en/plan/programme/", **{**GIVEN, "objective": "9.9", "name_mn": ""})
    assert status == 422
    assert "Fill in “Name in Mongolian”." in shown
    assert "Choose one of the answers that “Objective of the plan that it serves” offers." in shown


def test_the_form_is_for_those_who_keep_the_plan(db: None) -> None:
    assert client_of(exam_officer()).get("/en/plan/programme/").status_code == 403
    assert Client().get("/en/plan/programme/")["Location"] == "/en/access/sign-in/?next=/en/plan/programme/"
