"""After the first order: a later version of it, and the delegation that is closed for the next station."""

from __future__ import annotations

from typing import Any

import pytest

from ortoo.ledger.operations import subject
from ortoo.messages.models import Message
from ortoo.permission.models import Delegate, Dossier, Proposal
from ortoo.permission.operations import close_delegation, decide
from ortoo.permission.queries.calls import state
from ortoo.permission.queries.deciding import delegation_of
from ortoo.permission.rules.states import State
from tests.expecting import entry, refused
from tests.permission.deciding import AT, CHOSEN, DATED, Cast, decided, lines, said
from tests.permission.twelve import account, dossier

pytestmark = pytest.mark.django_db


class TestALaterVersion:
    def test_it_keeps_the_order_of_merit_and_what_was_refused(self, at_office: Proposal, people: Cast) -> None:
        decided(at_office, people.minister, T02="replace")
        rows = Dossier.objects.everything(because="a test withdraws")
        rows.filter(pk=dossier("T06").pk).update(withdrawn_at=AT, withdrawal_reason="Illness")
        left = ("T01", "T03", "T04", "T05", "T06", "T07", "T08", "T09")
        second = decided(at_office, people.minister, left, T06="replace", number="15", because="T06 withdrew", at=AT)
        assert second.version == 2
        assert lines(second) == [
            ("T01", "permit", "", None), ("T02", "replace", "r", None), ("T03", "permit", "", None),
            ("T04", "permit", "", None), ("T06", "replace", "r", None), ("T07", "permit", "", None),
            ("T08", "permit", "", None), ("T09", "permit", "", None), ("T05", "permit", "", "T02"),
            ("T10", "permit", "", "T06"),
        ]  # fmt: skip
        assert entry("permission.decided")["because"] == "T06 withdrew"
        told = Message.objects.everything(because="a test looks").filter(once=f"order:{second.pk}")
        assert {one.to_id for one in told} == {account("T06").pk, account("T10").pk}

    def test_it_needs_a_reason_a_number_of_its_own_and_a_change(self, at_office: Proposal, people: Cast) -> None:
        decided(at_office, people.minister)
        asked: dict[str, Any] = {
            "proposal": at_office,
            "by": people.minister,
            "at": AT,
            "confirmed_at": AT,
            "dated": DATED,
        }
        assert refused(
            "permission.order_number_taken", decide, decisions=said(T01="refuse"), number="12", because="b", **asked
        ) == {"number": "12"}
        assert refused("permission.nothing_changes", decide, decisions=said(), number="13", because="b", **asked) == {
            "number": "12"
        }


class TestTheDelegation:
    def test_the_secretariat_closes_it_in_the_order_of_merit(self, at_office: Proposal, people: Cast) -> None:
        decided(at_office, people.minister, T01="refuse", T06="replace")
        made = close_delegation(call=at_office.call, by=people.secretary, at=AT)
        numbers = ["T02", "T03", "T04", "T07", "T08", "T09", "T05"]
        rows = Delegate.objects.everything(because="a test looks").filter(delegation=made).order_by("place")
        assert [(row.place, row.official.number) for row in rows] == list(enumerate(numbers, start=1))
        assert entry("delegation.closed") == {
            "round": "R1", "version": 1, "delegates": [dossier(number).place.pseudonym for number in numbers],
            "by": subject(kind="user", key=people.secretary.pk),
        }  # fmt: skip
        assert state(at_office.call) is State.CLOSED
        found = delegation_of(at_office.call.round)
        assert found is not None
        assert [one.official for one in found.delegates] == [dossier(number).official_id for number in numbers]
        assert (found.number, found.dated, found.version, found.round) == ("12", DATED, 1, "R1")

    def test_not_before_an_order_and_not_twice(self, at_office: Proposal, people: Cast) -> None:
        asked: dict[str, Any] = {"call": at_office.call, "by": people.secretary, "at": AT}
        refused("permission.not_now.close", close_delegation, **asked)
        assert delegation_of(at_office.call.round) is None
        decided(at_office, people.minister)
        refused("access.role_needed", close_delegation, **{**asked, "by": people.minister})
        close_delegation(**asked)
        refused("permission.not_now.close", close_delegation, **asked)

    def test_not_with_somebody_who_withdrew_nor_with_nobody(self, at_office: Proposal, people: Cast) -> None:
        asked: dict[str, Any] = {"call": at_office.call, "by": people.secretary, "at": AT}
        decided(at_office, people.minister)
        rows = Dossier.objects.everything(because="a test withdraws")
        rows.filter(pk=dossier("T06").pk).update(withdrawn_at=AT, withdrawal_reason="Illness")
        assert refused("permission.gone_since_decided", close_delegation, **asked) == {"count": 1}
        nobody: dict[str, Any] = dict.fromkeys(CHOSEN, "refuse")
        decided(at_office, people.minister, number="14", because="All stay", **nobody)
        refused("permission.nobody_permitted", close_delegation, **asked)

    def test_after_a_new_decision_it_is_closed_anew(self, at_office: Proposal, people: Cast) -> None:
        decided(at_office, people.minister)
        close_delegation(call=at_office.call, by=people.secretary, at=AT)
        decided(at_office, people.minister, number="14", because="One less", T09="refuse")
        assert state(at_office.call) is State.DECIDED
        close_delegation(call=at_office.call, by=people.secretary, at=AT)
        found = delegation_of(at_office.call.round)
        assert found is not None
        assert (found.version, len(found.delegates)) == (2, 7)
