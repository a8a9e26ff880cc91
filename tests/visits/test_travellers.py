"""Who travels: named from the delegation, escorts beside it, who leaves and who comes back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ortoo.access.queries import grants_of
from ortoo.ledger.operations import subject
from ortoo.messages.models import Message
from ortoo.permission.models import Dossier, Proposal
from ortoo.permission.operations import close_delegation
from ortoo.selection.models import Round
from ortoo.visits.models import Traveller, Visit
from ortoo.visits.operations import add_escort, leave, name_delegate, name_delegation, open_visit
from ortoo.visits.queries.travellers import traveller_of, travellers_of, travellers_seen
from tests.cast import auditor, outsider, person
from tests.expecting import entry, refused
from tests.permission import deciding
from tests.visits.travelling import (
    AT,
    CLOSED,
    DELEGATES,
    TODAY,
    account,
    finance,
    host_account,
    keeper,
    minister,
    numbers,
    official,
    secretary,
    traveller,
)

pytestmark = pytest.mark.django_db
EIGHT = [(place, number, "delegate") for place, number in enumerate(DELEGATES, start=1)]


def subjects(*people: str) -> list[str]:
    return [subject(kind="official", key=official(number).pk) for number in people]


def second_order(visit: Visit) -> None:
    """T06 withdraws, and T10 follows; the delegation is closed again."""
    rows = Dossier.objects.everything(because="a test withdraws").filter(official__number="T06")
    rows.update(withdrawn_at=CLOSED, withdrawal_reason="Illness")
    proposal = Proposal.objects.get(call__round=visit.round)
    deciding.decided(proposal, minister(), T06="replace", number="15", because="T06 withdrew", at=CLOSED,
                     confirmed_at=CLOSED)  # fmt: skip
    close_delegation(call=proposal.call, by=secretary(), at=CLOSED)


class TestNaming:
    def test_those_permitted_travel_in_the_order_of_the_delegation(self, opened: Visit) -> None:
        made = name_delegation(visit=opened, by=keeper(), at=AT)
        assert numbers(opened) == EIGHT
        assert [(one.basis, one.topic, one.left_at) for one in made] == [
            ("S", ("V2", "V3", "V4")[at % 3], None) for at in (0, 1, 2, 3, 5, 6, 7, 8)
        ]
        assert entry("visit.travellers-named") == {
            "visit": "kr-2026", "order": "12", "version": 1, "named": subjects(*DELEGATES), "left": [],
            "by": subject(kind="user", key=keeper().pk),
        }  # fmt: skip
        told = Message.objects.everything(because="a test looks").filter(kind="visits.named")
        assert {one.to_id for one in told} == {account(number).pk for number in DELEGATES}

    def test_a_second_time_changes_nothing(self, named: Visit) -> None:
        before = numbers(named)
        name_delegation(visit=named, by=keeper(), at=AT)
        assert numbers(named) == before
        assert entry("visit.travellers-named")["named"] == []

    def test_a_later_order_adds_and_lets_leave_and_deletes_nobody(self, named: Visit) -> None:
        second_order(named)
        name_delegation(visit=named, by=keeper(), at=AT)
        left = [one for one in EIGHT if one[1] != "T06"]
        assert numbers(named) == [*left, (9, "T12", "escort"), (10, "T10", "delegate")]
        assert traveller("T06").left_at == AT
        assert (entry("visit.travellers-named")["named"], entry("visit.travellers-named")["left"]) == (
            subjects("T10"), subjects("T06"),
        )  # fmt: skip

    def test_an_escort_whom_a_later_order_permits_becomes_a_delegate(self, opened: Visit) -> None:
        name_delegation(visit=opened, by=keeper(), at=AT)
        add_escort(visit=opened, official=official("T10"), by=keeper(), at=AT)
        second_order(opened)
        name_delegation(visit=opened, by=keeper(), at=AT)
        one = traveller("T10")
        assert (one.place, one.part, one.basis, one.dossier_id is None) == (9, "delegate", "S", False)

    def test_not_before_the_delegation_is_closed(self, closed: Round) -> None:
        visit = open_visit(round=closed, code="kr-2026", time_zone="Asia/Seoul", by=keeper(), at=AT)
        proposal = Proposal.objects.get(call__round=closed)
        deciding.decided(proposal, minister(), T01="refuse", number="14", because="b", at=CLOSED,
                         confirmed_at=CLOSED)  # fmt: skip
        asked: dict[str, Any] = {"visit": visit, "by": keeper(), "at": AT}
        assert refused("visits.delegation_not_closed", name_delegation, **asked) == {"round": "R1"}
        refused("visits.delegation_not_closed", name_delegate, official=official("T02"), **asked)

    def test_only_who_keeps_visits(self, opened: Visit) -> None:
        for somebody in (outsider(), auditor(), host_account(), account("T01")):
            refused("access.role_needed", name_delegation, visit=opened, by=somebody, at=AT)
            refused("access.role_needed", add_escort, visit=opened, official=official("T12"), by=somebody, at=AT)
        assert travellers_of(opened) == []


class TestOne:
    def test_nobody_without_permission(self, named: Visit) -> None:
        asked: dict[str, Any] = {"visit": named, "by": keeper(), "at": AT}
        values = refused("visits.not_permitted", name_delegate, official=official("T05"), **asked)
        assert values == {"number": "T05", "order": "12"}
        refused("visits.travels_already", name_delegate, official=official("T01"), **asked)

    def test_who_left_stays_away_until_named_again(self, named: Visit) -> None:
        leave(traveller=traveller("T03"), by=keeper(), at=AT)
        assert [number for _, number, _ in numbers(named)] == [*DELEGATES[:2], *DELEGATES[3:], "T12"]
        assert entry("visit.traveller-left")["subject"] == subjects("T03")[0]
        assert refused("visits.has_left", leave, traveller=traveller("T03"), by=keeper(), at=AT) == {
            "number": "T03", "on": "2026-04-23",
        }  # fmt: skip
        name_delegation(visit=named, by=keeper(), at=AT)
        assert traveller("T03").left_at == AT
        back = name_delegate(visit=named, official=official("T03"), by=keeper(), at=AT)
        assert (back.place, back.left_at) == (3, None)

    def test_nobody_leaves_a_visit_that_is_over(self, named: Visit) -> None:
        over = datetime(2026, 6, 13, 4, 0, tzinfo=UTC)
        values = refused("visits.has_travelled", leave, traveller=traveller("T03"), by=keeper(), at=over)
        assert values == {"number": "T03", "visit": "kr-2026", "ends": "2026-06-12"}
        assert traveller("T03").left_at is None

    def test_an_escort_is_marked_as_our_inference(self, named: Visit) -> None:
        one = traveller("T12")
        assert (one.part, one.basis, one.dossier_id, one.topic, one.place) == ("escort", "I", None, "", 9)
        asked: dict[str, Any] = {"visit": named, "by": keeper(), "at": AT}
        refused("visits.travels_already", add_escort, official=official("T12"), **asked)
        assert refused("visits.escort_is_delegate", add_escort, official=official("T01"), **asked) == {
            "number": "T01", "order": "12",
        }  # fmt: skip


class TestPromises:
    def test_no_traveller_is_deleted_moved_or_exchanged(self, named: Visit) -> None:
        rows = Traveller.objects.everything(because="a test tries").filter(official__number="T01")
        for act in (
            lambda: rows.delete(),
            lambda: rows.update(place=77),
            lambda: rows.update(official=official("T05")),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                act()


class TestReading:
    def test_each_sees_themselves_readers_as_far_as_they_reach_and_hosts_nobody(self, named: Visit) -> None:
        expected = [(keeper(), 9), (finance(), 4), (account("T09"), 1), (account("T12"), 1)]
        for somebody, count in [*expected, (auditor(), 0), (host_account(), 0), (outsider(), 0)]:
            assert travellers_seen(grants_of(somebody, TODAY), named).count() == count, somebody.username

    def test_ones_own_row_while_one_travels(self, named: Visit) -> None:
        mine = grants_of(account("T03"), TODAY)
        assert traveller_of(mine, named) == traveller("T03")
        leave(traveller=traveller("T03"), by=keeper(), at=AT)
        assert traveller_of(mine, named) is None
        assert traveller_of(grants_of(person("nobody"), TODAY), named) is None
