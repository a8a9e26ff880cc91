"""A form is spent once, also when two workers get it at the same moment."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import connection

from ortoo.access.models import User
from ortoo.multilingual.refusals import Refusal
from ortoo.pages.models import SpentForm
from ortoo.pages.operations import Sent, spend_form

AT = datetime(2022, 12, 12, 9, tzinfo=UTC)


@pytest.fixture
def bold(db: None) -> User:
    return User.objects.create(username="bold", shown_name="Bold")


def test_the_second_time_only_the_address_comes_back(bold: User) -> None:
    done: list[str] = []

    def act() -> str:
        done.append("done")
        return "/en/result/1/"

    sent = [spend_form(nonce="n", act=act, by=bold, at=AT) for _ in range(2)]
    assert sent == [Sent("/en/result/1/", again=False), Sent("/en/result/1/", again=True)]
    assert done == ["done"]


def test_what_was_refused_may_be_tried_again(bold: User) -> None:
    def refuse() -> str:
        User.objects.create(username="half", shown_name="Half done")
        raise Refusal("pages.form_incomplete")

    with pytest.raises(Refusal):
        spend_form(nonce="n", act=refuse, by=bold, at=AT)
    assert not User.objects.filter(username="half").exists()
    assert spend_form(nonce="n", act=lambda: "/", by=bold, at=AT) == Sent("/", again=False)


@pytest.mark.parametrize("first", [True, False])
def test_a_token_belongs_to_who_spent_it(bold: User, first: bool) -> None:
    spend_form(nonce="n", act=lambda: "/", by=bold if first else None, at=AT)
    with pytest.raises(Refusal, match="another account"):
        spend_form(nonce="n", act=lambda: "/", by=None if first else bold, at=AT)


@pytest.mark.django_db(transaction=True)
def test_of_four_senders_at_once_one_acts() -> None:
    start = Barrier(4)
    sent: list[Sent] = []

    def act() -> str:
        user = User.objects.create(username=f"made-{User.objects.count()}", shown_name="Made")
        return f"/en/made/{user.pk}/"

    def send() -> None:
        try:
            start.wait(timeout=10)
            sent.append(spend_form(nonce="n", act=act, by=None, at=AT))
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    made = User.objects.get()
    assert {one.address for one in sent} == {f"/en/made/{made.pk}/"}
    assert sorted(one.again for one in sent) == [False, True, True, True]
    assert SpentForm.objects.count() == 1
