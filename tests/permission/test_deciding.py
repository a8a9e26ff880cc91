"""The way to the Prime Minister's office and the decision: each step by its hand, one act, nothing half-done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.ledger.operations import subject
from ortoo.messages.models import Message
from ortoo.permission.models import Dossier, DossierPaper, Order, PermissionDecision, Proposal, SignOff
from ortoo.permission.operations import decide, send_back, sign
from ortoo.permission.queries.calls import state
from ortoo.permission.rules.states import Outcome, SignStep, State
from ortoo.selection.models import FinalList, Place, Run
from tests.cast import outsider, person
from tests.expecting import entry, refused
from tests.permission import deciding
from tests.permission.deciding import AT, CHOSEN, DATED, SIGNED, Cast, decided, lines, said, signed
from tests.permission.twelve import account, dossier

pytestmark = pytest.mark.django_db

ACADEMY, MINISTRIES, SECRETARIAT, OFFICE = SignStep.ACADEMY, SignStep.MINISTRIES, SignStep.SECRETARIAT, SignStep.OFFICE


class TestTheWay:
    def test_academy_then_every_sending_ministry_then_the_secretariat(self, proposal: Proposal, people: Cast) -> None:
        call = proposal.call
        assert state(call) is State.PROPOSED
        signed(proposal, ACADEMY, people.head)
        assert entry("proposal.signed") == {
            "round": "R1", "proposal": 1, "step": "academy", "organization": "",
            "by": subject(kind="user", key=people.head.pk),
        }  # fmt: skip
        for body in ("MOF", "MOH"):
            signed(proposal, MINISTRIES, people.ministries, body)
        assert state(call) is State.AT_MINISTRIES
        signed(proposal, MINISTRIES, people.ministries, "MED")
        assert state(call) is State.AT_SECRETARIAT
        signed(proposal, SECRETARIAT, people.secretary)
        assert state(call) is State.AT_OFFICE

    def test_a_ministry_signs_for_its_own(self, proposal: Proposal, people: Cast) -> None:
        deciding.by_the_academy(proposal, people)
        asked: dict[str, Any] = {
            "proposal": proposal,
            "step": MINISTRIES,
            "by": people.finance,
            "at": SIGNED,
            "confirmed_at": SIGNED,
        }
        assert refused("permission.not_your_body", sign, organization="MOH", **asked) == {"body": "MOH"}
        assert refused("permission.body_not_asked", sign, organization="CSC", **asked) == {"body": "CSC"}
        assert sign(organization="MOF", **asked).organization == "MOF"
        assert refused("permission.already_signed", sign, organization="MOF", **asked) == {}

    def test_nobody_signs_out_of_turn_or_without_the_role(self, proposal: Proposal, people: Cast) -> None:
        asked: dict[str, Any] = {"proposal": proposal, "at": SIGNED, "confirmed_at": SIGNED}
        assert refused("permission.wrong_step", sign, step=SECRETARIAT, by=people.secretary, **asked) == {
            "step": "academy"
        }
        refused("access.role_needed", sign, step=ACADEMY, by=outsider(), **asked)
        deciding.by_the_academy(proposal, people)
        assert refused("permission.already_signed", sign, step=ACADEMY, by=people.head, **asked) == {}

    @pytest.mark.parametrize("late", [timedelta(minutes=5, seconds=1), -timedelta(seconds=1), None])
    def test_a_signature_needs_a_fresh_confirmation(
        self, proposal: Proposal, people: Cast, late: timedelta | None
    ) -> None:
        confirmed = None if late is None else SIGNED - late
        assert refused(
            "access.confirm_again", sign, proposal=proposal, step=ACADEMY, by=people.head, at=SIGNED,
            confirmed_at=confirmed,
        ) == {"minutes": 5}  # fmt: skip
        assert not SignOff.objects.exists()

    @pytest.mark.parametrize("step", [ACADEMY, MINISTRIES, SECRETARIAT, OFFICE])
    def test_each_step_sends_back_with_a_reason_and_a_new_version_begins_anew(
        self, proposal: Proposal, people: Cast, officer: User, step: SignStep
    ) -> None:
        by = {ACADEMY: people.head, MINISTRIES: people.ministries, SECRETARIAT: people.secretary,
              OFFICE: people.minister}[step]  # fmt: skip
        if step is not ACADEMY:
            deciding.by_the_academy(proposal, people)
        if step in (SECRETARIAT, OFFICE):
            for body in deciding.BODIES:
                signed(proposal, MINISTRIES, people.ministries, body)
        if step is OFFICE:
            signed(proposal, SECRETARIAT, people.secretary)
        asked: dict[str, Any] = {
            "proposal": proposal, "step": step, "organization": "MOF" if step is MINISTRIES else "", "by": by,
            "at": SIGNED,
        }  # fmt: skip
        assert refused("permission.send_back_reason", send_back, reason=" ", **asked) == {}
        send_back(reason="Weigh the flags", **asked)
        assert entry("proposal.sent-back")["because"] == "Weigh the flags"
        assert state(proposal.call) is State.SENT_BACK
        told = Message.objects.everything(because="a test looks").filter(kind="permission.sent_back")
        assert [one.to_id for one in told] == [officer.pk]
        deciding.proposal(proposal.call, officer, version=2)
        assert state(proposal.call) is State.PROPOSED
        assert refused("permission.not_latest_proposal", send_back, reason="x", **asked) == {"version": 2}

    def test_who_comes_next_is_told(self, proposal: Proposal, people: Cast) -> None:
        deciding.by_the_academy(proposal, people)
        told = Message.objects.everything(because="a test looks").filter(kind="permission.waits_for_you")
        assert {one.to_id for one in told} == {people.ministries.pk, people.finance.pk}
        assert told[0].address == "permission/R1/way/"


class TestTheDecision:
    def test_all_as_proposed(self, at_office: Proposal, people: Cast) -> None:
        order = decided(at_office, people.minister)
        assert lines(order) == [(number, "permit", "", None) for number in CHOSEN]
        assert (order.version, order.number, order.dated, order.because, order.deputy_of) == (1, "12", DATED, "", None)
        names = [dossier(number).place.pseudonym for number in CHOSEN]
        assert entry("permission.decided") == {
            "round": "R1", "proposal": 1, "version": 1, "number": "12", "dated": "2026-04-22", "permitted": names,
            "refused": [], "replaced": [], "by": subject(kind="user", key=people.minister.pk),
        }  # fmt: skip
        assert state(at_office.call) is State.DECIDED
        told = Message.objects.everything(because="a test looks").filter(kind="permission.permitted")
        assert {one.to_id for one in told} == {account(number).pk for number in CHOSEN}

    def test_one_refused_one_replaced_by_the_reserve_as_the_quotas_allow(
        self, at_office: Proposal, people: Cast
    ) -> None:
        """T05 would be a fifth of the MOF in the seat of T06, so T10 follows there; T05 follows T02."""
        order = decided(at_office, people.minister, T01="refuse", T02="replace", T06="replace")
        found = {row[0]: row[1:] for row in lines(order)}
        assert found["T01"] == ("refuse", "r", None)
        assert found["T02"] == ("replace", "r", None)
        assert found["T05"] == ("permit", "", "T02")
        assert found["T10"] == ("permit", "", "T06")
        assert len(found) == 10
        said_of = entry("permission.decided")
        assert (len(said_of["permitted"]), len(said_of["refused"]), len(said_of["replaced"])) == (7, 1, 2)
        told = Message.objects.everything(because="a test looks").filter(kind="permission.not_permitted")
        assert {one.to_id for one in told} == {account(number).pk for number in ("T01", "T02", "T06")}

    def test_what_is_not_whole_is_refused_and_nothing_is_stored(self, at_office: Proposal, people: Cast) -> None:
        by, all_of = people.minister, said()
        asked: dict[str, Any] = {
            "proposal": at_office,
            "number": "12",
            "dated": DATED,
            "by": by,
            "at": AT,
            "confirmed_at": AT,
        }
        few = {key: all_of[key] for key in list(all_of)[:6]}
        assert refused("permission.undecided", decide, decisions=few, **asked) == {"count": 2, "places": "7, 8"}
        silent = all_of | {dossier("T03").pk: (Outcome.REFUSE, "")}
        assert refused("permission.reason_needed", decide, decisions=silent, **asked)["place"] == 3
        eleventh = all_of | {dossier("T10").pk: (Outcome.PERMIT, "")}
        assert refused("permission.not_asked_about", decide, decisions=eleventh, **asked) == {"place": 10, "count": 8}
        stranger = all_of | {dossier("T12").pk: (Outcome.PERMIT, "")}
        assert refused("permission.not_proposed", decide, decisions=stranger, **asked) == {"place": 0, "count": 8}
        assert not Order.objects.exists()
        assert not PermissionDecision.objects.everything(because="a test looks").exists()

    def test_nobody_withdrawn_expired_or_off_the_list_is_permitted(
        self, at_office: Proposal, people: Cast, officer: User
    ) -> None:
        asked: dict[str, Any] = {"proposal": at_office, "number": "12", "dated": DATED, "at": AT, "confirmed_at": AT,
                 "by": people.minister}  # fmt: skip
        rows = Dossier.objects.everything(because="a test withdraws")
        rows.filter(pk=dossier("T01").pk).update(withdrawn_at=AT, withdrawal_reason="Illness")
        assert refused("permission.barred.withdrawn", decide, decisions=said(), **asked)["place"] == 1
        paper(dossier("T02"), officer, date(2026, 4, 1))
        assert refused("permission.barred.expired", decide, decisions=said(T01="replace"), **asked)["place"] == 2
        paper(dossier("T02"), officer, date(2027, 4, 1))
        order = decided(at_office, people.minister, T01="replace")
        assert ("T05", "permit", "", "T01") in lines(order)

    def test_only_somebody_on_the_final_list_is_permitted(
        self, at_office: Proposal, people: Cast, officer: User
    ) -> None:
        reopened_without("T01", at_office, people, officer)
        asked: dict[str, Any] = {"proposal": at_office, "number": "12", "dated": DATED, "at": AT, "confirmed_at": AT}
        assert (
            refused("permission.barred.not-listed", decide, decisions=said(), by=people.minister, **asked)["place"] == 1
        )

    def test_not_before_every_step_has_signed(self, proposal: Proposal, people: Cast) -> None:
        deciding.by_the_ministries(proposal, people)
        asked: dict[str, Any] = {"proposal": proposal, "number": "12", "dated": DATED, "at": AT, "confirmed_at": AT}
        refused("permission.not_now.decide", decide, decisions=said(), by=people.minister, **asked)

    def test_the_order_on_paper(self, at_office: Proposal, people: Cast) -> None:
        asked: dict[str, Any] = {
            "proposal": at_office,
            "decisions": said(),
            "by": people.minister,
            "at": AT,
            "confirmed_at": AT,
        }
        refused("permission.order_number", decide, number=" ", dated=DATED, **asked)
        for day in (date(2026, 4, 20), date(2026, 4, 23)):
            assert refused("permission.order_dated", decide, number="12", dated=day, **asked) == {
                "dated": day.isoformat(), "since": "2026-04-21", "until": "2026-04-22",
            }  # fmt: skip

    @pytest.mark.parametrize("late", [timedelta(minutes=5, seconds=1), -timedelta(seconds=1)])
    def test_a_decision_needs_a_fresh_confirmation(self, at_office: Proposal, people: Cast, late: timedelta) -> None:
        asked: dict[str, Any] = {"proposal": at_office, "decisions": said(), "number": "12", "dated": DATED, "at": AT}
        refused("access.confirm_again", decide, by=people.minister, confirmed_at=AT - late, **asked)

    def test_a_second_decider_is_told(self, at_office: Proposal, people: Cast) -> None:
        decided(at_office, people.minister)
        asked: dict[str, Any] = {
            "proposal": at_office,
            "decisions": said(),
            "at": AT,
            "confirmed_at": AT,
            "dated": DATED,
        }
        second = person("second", *[])
        refused("access.role_needed", decide, number="13", by=second, **asked)
        assert refused("permission.already_decided", decide, number="13", by=people.minister, **asked) == {
            "number": "12", "dated": "2026-04-22",
        }  # fmt: skip
        assert Order.objects.count() == 1


def paper(whose: Dossier, by: User, until: date) -> None:
    from ortoo.permission.models import DocumentKind

    kind, _ = DocumentKind.objects.get_or_create(
        code="D6",
        defaults={
            "phase": "before",
            "produced_by": "x",
            "personal_data": "ordinary",
            "expires": True,
            "in_dossier": True,
        },
    )
    DossierPaper.objects.everything(because="a test gives one").create(
        dossier=whose, kind=kind, filename="p.pdf", content=b"p", sha256="p", valid_until=until, given_by=by,
        given_at=AT + timedelta(days=until.year - 2026),
    )  # fmt: skip


def reopened_without(number: str, proposal: Proposal, people: Cast, officer: User) -> None:
    """A later final list, as after an order of a court, on which one is not chosen any more."""
    run = Run.objects.get()
    places = list(Place.objects.everything(because="a test copies").filter(run=run))
    run.pk, run.run_at = None, AT
    run.save()
    for place in places:
        place.pk, place.run = None, run
        place.status = "not-chosen" if place.official_id == dossier(number).official_id else place.status
        place.save()
    FinalList.objects.create(
        round=run.round, run=run, version=2, signed_by=people.head, signed_at=AT, published_by=officer,
        published_at=AT,
    )  # fmt: skip
