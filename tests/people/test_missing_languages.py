"""Who keeps the register sees which names of a body lack a language; everybody else reads the one there is."""

from __future__ import annotations

import pytest
from django.test import Client

from ortoo.people.models import Organization
from tests.cast import academy_manager, auditor, client_of
from tests.visiting import main_part, page

pytestmark = pytest.mark.django_db

ADDRESS = "/en/people/organizations/"


@pytest.fixture(autouse=True)
def bodies() -> None:
    Organization(code="A", kind="ministry", name_mn="Яам", name_en="Whole Ministry", name_ko="부").save()
    Organization(code="B", kind="ministry", name_en="Half Ministry", name_mn="Яам").save()


def test_editors_see_what_is_missing_and_may_list_only_that() -> None:
    client = client_of(academy_manager())
    shown = main_part(page(client, ADDRESS))
    assert '<span class="tag tag--none">Missing: Korean</span>' in shown
    assert shown.count("Missing: ") == 1
    listed = main_part(page(client, f"{ADDRESS}?missing=ko"))
    assert ("Half Ministry" in listed, "Whole Ministry" in listed, "1 of 2" in listed) == (True, False, True)
    assert "Half Ministry" not in main_part(page(client, f"{ADDRESS}?missing=mn"))
    assert "Missing: Korean" in client.get(f"{ADDRESS}?format=csv").getvalue().decode("utf-8-sig")


def test_others_are_told_nothing_and_their_address_filters_nothing() -> None:
    for client in (Client(), client_of(auditor())):
        shown = main_part(page(client, f"{ADDRESS}?missing=ko"))
        assert ("Missing" in shown, "Whole Ministry" in shown) == (False, True)


def test_a_page_of_one_says_so_under_its_heading() -> None:
    editor, address = client_of(academy_manager()), "/en/people/organizations/B/"
    assert '<span class="tag tag--none">Missing: Korean</span>' in page(editor, address)
    assert "Missing" not in main_part(page(Client(), address))
    assert "Missing" not in main_part(page(editor, "/en/people/organizations/A/"))
