"""What an official reads on the own dossier while the call goes on, and is told once it is decided."""

from __future__ import annotations

import pytest

from ortoo.access.models import User
from ortoo.messages.models import Message
from ortoo.permission.models import Call, Proposal
from ortoo.selection.models import Round
from tests.cast import client_of
from tests.permission import deciding, dossiers_brought, seconds
from tests.permission.deciding import Cast
from tests.permission.twelve import account, dossier
from tests.visiting import main_part, page, text

pytestmark = pytest.mark.django_db


def own_page(number: str) -> str:
    return main_part(text(client_of(account(number)).get("/en/permission/mine/", follow=True)))


def test_it_is_taken_back_as_long_as_dossiers_are_taken(listed: Round, officer: User) -> None:
    seconds.ruled(dossiers_brought.open_now(listed, officer), officer)
    seconds.handed_in(("T01",))
    shown = own_page("T01")
    assert "you can take it back and change it" in shown
    assert "Take it back to change it" in shown


def says(sentence: str) -> None:
    shown = own_page("T01")
    assert sentence in shown
    assert "take it back" not in shown.lower()


def test_with_the_panel_it_waits_for_scores(members: list[User]) -> None:
    says("the panel scores it now")


def test_scored_it_waits_for_a_proposal(scored: list[User]) -> None:
    says("The panel has scored it.")


def test_proposed_it_waits_for_signatures_and_the_decision(proposal: Proposal) -> None:
    says("It waits for signatures")


def test_after_the_last_moment_the_panel_comes_next(call: Call, officer: User) -> None:
    seconds.ruled(call, officer)
    seconds.handed_in(("T01",))
    assert "It is handed in. Next the panel scores it." in own_page("T01")


def test_an_order_tells_the_reserve_and_those_not_proposed(at_office: Proposal, people: Cast) -> None:
    keys = {number: account(number).pk for number in ("T05", "T10", "T11", "T12")}
    deciding.decided(at_office, people.minister)
    kinds = ("permission.in_reserve", "permission.not_proposed")
    told = Message.objects.everything(because="a test looks").filter(to__in=keys.values(), kind__in=kinds)
    assert sorted((row.to_id, row.kind, row.values.get("place")) for row in told) == sorted([
        (keys["T05"], "permission.in_reserve", 1), (keys["T10"], "permission.in_reserve", 2),
        (keys["T11"], "permission.in_reserve", 3), (keys["T12"], "permission.not_proposed", None),
    ])  # fmt: skip
    shown = own_page("T10")
    assert "You are in reserve, in place 2:" in shown
    assert dossier("T01").official.short_name not in shown
    assert "You were not proposed for it." in own_page("T12")
    assert "What the order says of you stands below." in own_page("T01")
    deciding.decided(at_office, people.minister, T06="replace", number="14", because="T06 withdrew")
    assert told.filter(kind="permission.in_reserve").count() == 3
    assert "Permitted to travel" in own_page("T10")


def test_a_page_is_there_for_the_reserve(at_office: Proposal, people: Cast) -> None:
    client = client_of(account("T11"))
    deciding.decided(at_office, people.minister)
    assert "in place 3" in page(client, f"/en/permission/R1/dossiers/{dossier('T11').number}/")
