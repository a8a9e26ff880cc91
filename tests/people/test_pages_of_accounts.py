"""Accounts for all officials, opened by a registrar in the browser."""

from __future__ import annotations

import pytest

from ortoo.people.models import Official
from tests.cast import academy_manager, client_of
from tests.people.files import register
from tests.visiting import page, sent

pytestmark = pytest.mark.django_db

ACCOUNTS = "/en/people/officials/accounts/"


def test_everybody_without_an_account_gets_one_and_a_second_time_there_is_nobody() -> None:
    manager = academy_manager()
    register(manager)
    client = client_of(manager)
    assert sent(client, ACCOUNTS) == (302, "/en/people/")
    assert "The accounts are open." in page(client, "/en/people/")
    linked = Official.objects.everything(because="a test looks").values_list("number", "account__username")
    assert sorted(linked) == [("A1", "A1"), ("A2", "A2"), ("A3", "A3")]
    status, said = sent(client, ACCOUNTS)
    assert (status, "Every official on the register has an account already" in said) == (422, True)
