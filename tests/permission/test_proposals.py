"""The proposal of the twelve, worked out by hand in tests/permission/seconds.py, and what keeps one from being made."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256
from threading import Barrier, Thread

import pytest
from django.db import connection

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.ledger.models import Blob, Entry
from ortoo.messages.models import Message
from ortoo.multilingual.refusals import Refusal
from ortoo.permission import operations
from ortoo.permission.models import Call, Proposal, ProposalPlace, SendingConsent, Sheet, SignOff
from ortoo.permission.queries.calls import state
from ortoo.permission.queries.proposals import table_of_proposal
from ortoo.permission.rules.states import State
from ortoo.selection.candidates_file import read_candidates
from ortoo.selection.rules.decide import decide
from ortoo.selection.rules.pool import pool_from_text
from ortoo.selection.rules.rule import rule_from_toml
from ortoo.selection.rules.thousandths import shown
from tests.cast import hands
from tests.permission import seconds
from tests.permission.test_panel import held, refused, withdraw
from tests.permission.twelve import AFTER, account, dossier

LATER = AFTER + timedelta(days=1)


@pytest.fixture
def proposal(proposed: Proposal) -> Proposal:
    """By the engine; everywhere else it is the one that tests.permission.deciding works out."""
    return proposed


def places(proposal: Proposal) -> list[tuple[str, str]]:
    rows = ProposalPlace.objects.everything(because="a test looks").filter(proposal=proposal).order_by("place")
    return [(row.dossier.official.number, row.status) for row in rows.select_related("dossier__official")]


def place(proposal: Proposal, number: str) -> ProposalPlace:
    rows = ProposalPlace.objects.everything(because="a test looks")
    return rows.get(proposal=proposal, dossier__official__number=number)


@pytest.mark.django_db
def test_the_four_worked_by_hand(call: Call, proposal: Proposal) -> None:
    assert places(proposal) == [
        ("T01", "chosen"), ("T02", "chosen"), ("T06", "chosen"), ("T10", "chosen"),
        ("T03", "reserve"), ("T04", "reserve"), ("T05", "reserve"),
        ("T07", "not-chosen"), ("T08", "not-chosen"), ("T09", "not-chosen"), ("T11", "not-chosen"),
        ("T12", "ineligible"),
    ]  # fmt: skip
    assert (proposal.version, proposal.decision["total"]) == (1, "330.000")
    assert state(call) is State.PROPOSED
    # All mark exactly, but two: the least squares find -6 and 6, and what each dossier is worth.
    severity = {one["marker"]: one["severity"] for one in proposal.correction["markers"]}
    names = {user.pk: user.username for user in User.objects.filter(pk__in=severity)}
    assert {names[key]: value for key, value in severity.items()} == {
        "panel-1": -6_000, "panel-2": 6_000, "panel-3": 0, "panel-4": 0, "panel-5": 0,
    }  # fmt: skip
    assert proposal.correction["error"] == 0
    assert [place(proposal, number).corrected for number in seconds.HANDED_IN] == [
        90_000 - 2_000 * at for at in range(11)
    ]
    assert (place(proposal, "T12").corrected, place(proposal, "T12").reasons) == (
        None, [{"code": "not_handed_in", "values": {}}],
    )  # fmt: skip


@pytest.mark.django_db
def test_what_the_quotas_cost_and_how_sure_the_places_are(proposal: Proposal) -> None:
    """Without goal 2 T07 (78) comes for T10 (72). The five mark without chance, so every place is sure."""
    assert proposal.decision["quota_prices"] == [
        {"attribute": "goal:2", "value": "yes", "bound": "at_least", "total_lost": "6.000", "replaced": 1},
    ]
    numbers = {dossier(one).number: place for place, one in enumerate(seconds.HANDED_IN, start=1)}
    assert proposal.correction["doubts"] == [
        {"dossier": number, "standard_error": 0, "rank_low": numbers[number], "rank_high": numbers[number]}
        for number in sorted(numbers)
    ]


@pytest.mark.django_db
def test_where_the_rubric_says_so_the_means_decide(call: Call, officer: User) -> None:
    """Ariun and Bold are harsh and lenient by 6: a mean of two sheets moves by 3, and the list is that of the means."""
    members = seconds.panel()
    seconds.ruled(call, officer, seconds.RULE.replace('merit = "score"', 'merit = "mean"'))
    seconds.handed_in()
    seconds.declared(call, members)
    operations.give_sheets(call=call, by=officer, at=AFTER)
    seconds.score_all(call)
    made = operations.propose(call=call, by=officer, at=LATER)
    rows = ProposalPlace.objects.everything(because="a test looks").filter(proposal=made)
    chosen = rows.filter(status="chosen")
    assert made.decision["total"] == shown(sum(row.mean or 0 for row in chosen))
    assert any(row.mean != row.corrected for row in rows)
    table = table_of_proposal(made)
    assert table.startswith(b"id,mean,merit,")
    assert made.decision["inputs"] == {"dossiers.csv": sha256(table).hexdigest()}


@pytest.mark.django_db
def test_what_enters_the_ledger_names_nobody(proposal: Proposal) -> None:
    said = Entry.objects.get(kind="panel.proposed").said
    assert {key: said[key] for key in ("round", "version", "decision_blob", "decision_sha256", "seats")} == {
        "round": "R1", "version": 1, "decision_blob": proposal.sha256, "decision_sha256": proposal.sha256, "seats": 4,
    }  # fmt: skip
    by_number = {number: dossier(number).place.pseudonym for number in seconds.HANDED_IN}
    assert said["chosen"] == [by_number[number] for number in ("T01", "T02", "T06", "T10")]
    assert said["reserve"] == [by_number[number] for number in ("T03", "T04", "T05")]
    blob = Blob.objects.get(sha256=proposal.sha256)
    assert json.loads(bytes(blob.content)) == proposal.decision
    written = b"".join(bytes(body) for body in Entry.objects.values_list("body", flat=True)) + bytes(blob.content)
    assert not [number for number in seconds.HANDED_IN if f'"{number}"'.encode() in written]


@pytest.mark.django_db
def test_the_table_gives_the_proposal_again(call: Call, proposal: Proposal) -> None:
    """As an auditor would: the table, the rule and the seed; also after somebody withdrew."""
    withdraw("T01")
    table = table_of_proposal(proposal)
    assert proposal.decision["inputs"] == {"dossiers.csv": sha256(table).hexdigest()}
    rule = rule_from_toml(seconds.RULE).with_lot_seed(call.round.lot.seed)
    found = read_candidates(table, "dossiers.csv", rule.columns)
    decision = decide(rule, pool_from_text(rule, found.columns), prices=True)
    assert decision.as_json(proposal.decision["inputs"]) == proposal.decision


@pytest.mark.django_db
def test_nobody_whom_the_call_is_for_proposes(call: Call, scored: list[User]) -> None:
    one = account("T05")
    held(one, Role.SELECTION_OFFICER)
    for act in (operations.propose, operations.give_sheets):
        assert refused(lambda act=act: act(call=call, by=one, at=LATER))[0] == "permission.own_call"


@pytest.mark.django_db
def test_the_head_is_told(proposed: Proposal) -> None:
    _, head = hands()
    told = Message.objects.everything(because="a test looks").filter(kind="permission.waits_for_you")
    assert list(told.values_list("to", "address")) == [(head.pk, "permission/R1/way/")]


@pytest.mark.django_db
def test_lists_beside_it(proposal: Proposal) -> None:
    """Without T10 goal 2 is served by T11, 2 points less: 0.6 %. Without T06 by T07, T01 or T02 by T03: also 2 or 4."""
    number = {dossier(one).place.pseudonym: one for one in seconds.HANDED_IN}
    found = [
        ([number[one] for one in other["leaves"]], [number[one] for one in other["enters"]], other["costs"])
        for other in proposal.alternatives
    ]
    assert found == [(["T10"], ["T11"], 2_000), (["T06"], ["T07"], 2_000), (["T02"], ["T03"], 2_000)], (
        "T01 for T03 costs 4 points, more than 1 % of 330"
    )


@pytest.mark.django_db
def test_a_withdrawal_after_it_was_sent_back_moves_nobody_else(call: Call, officer: User, proposal: Proposal) -> None:
    _, head = hands()
    SignOff.objects.create(proposal=proposal, step="academy", signed=False, reason="T02 is ill", by=head, at=LATER)
    assert state(call) is State.SENT_BACK
    withdraw("T02")
    second = operations.propose(call=call, by=officer, at=LATER)
    model, before = ({name: value for name, value in one.correction.items() if name != "doubts"}
                     for one in (second, proposal))  # fmt: skip
    assert (second.version, model) == (2, before)
    assert [len(one.correction["doubts"]) for one in (proposal, second)] == [11, 10], (
        "places are among those who remain"
    )
    assert places(second) == [
        ("T01", "chosen"), ("T03", "chosen"), ("T06", "chosen"), ("T10", "chosen"),
        ("T04", "reserve"), ("T05", "reserve"), ("T07", "reserve"),
        ("T08", "not-chosen"), ("T09", "not-chosen"), ("T11", "not-chosen"),
        *sorted([("T02", "ineligible"), ("T12", "ineligible")], key=lambda one: dossier(one[0]).place.pseudonym),
    ]  # fmt: skip
    assert place(second, "T02").reasons == [{"code": "withdrawn", "values": {}}]
    assert [place(second, number).corrected for number in seconds.HANDED_IN] == [
        place(proposal, number).corrected for number in seconds.HANDED_IN
    ]


@pytest.mark.django_db
def test_who_has_no_consent_is_not_proposed(call: Call, officer: User, scored: list[User]) -> None:
    take_back_consent("T01")
    proposal = operations.propose(call=call, by=officer, at=LATER)
    assert [number for number, status in places(proposal) if status == "chosen"] == ["T02", "T03", "T06", "T10"]
    assert place(proposal, "T01").reasons == [{"code": "no_consent", "values": {}}]


def take_back_consent(number: str) -> None:
    _, head = hands()
    SendingConsent.objects.everything(because="a test makes it").create(
        dossier=dossier(number), given=False, reason="Needed here", organization="MOF", by=head, at=LATER
    )


@pytest.mark.django_db
def test_a_rule_that_allows_no_list_names_its_conflict(call: Call, officer: User, scored: list[User]) -> None:
    for number in ("T10", "T11"):
        take_back_consent(number)
    assert refused(lambda: operations.propose(call=call, by=officer, at=LATER)) == (
        "permission.rule_allows_no_list", {"clauses": "goal:2=yes ≥ 1"},
    )  # fmt: skip
    assert not Proposal.objects.exists()
    assert not Entry.objects.filter(kind="panel.proposed").exists()


@pytest.mark.django_db
def test_with_open_sheets_nothing_is_proposed_and_after_it_nothing_twice(
    call: Call, officer: User, members: list[User]
) -> None:
    for sheet in seconds.sheets(call)[:-3]:
        seconds.score(sheet)
    found = refused(lambda: operations.propose(call=call, by=officer, at=LATER))
    assert found[0] == "permission.sheets_open"
    seconds.score_all(call)
    operations.propose(call=call, by=officer, at=LATER)
    assert refused(lambda: operations.propose(call=call, by=officer, at=LATER)) == ("permission.not_now.propose", {})


@pytest.mark.django_db
def test_parts_that_share_no_marker_are_named_and_linked(call: Call, officer: User) -> None:
    """panel-3 and panel-4 score six dossiers, panel-1 and panel-5 the other five: one more sheet links them."""
    members = seconds.panel()
    seconds.ruled(call, officer)
    seconds.handed_in()
    seconds.declared(call, members)
    numbers = sorted(dossier(number).number for number in seconds.HANDED_IN)
    for number in seconds.HANDED_IN:
        one = dossier(number)
        pair = (2, 3) if one.number in numbers[:6] else (0, 4)
        Sheet.objects.everything(because="a test makes them").bulk_create(
            Sheet(dossier=one, member=members[at], turn=turn, given_by=officer, given_at=AFTER)
            for turn, at in enumerate(pair, start=1)
        )
    seconds.score_all(call)
    assert state(call) is State.SCORED
    assert refused(lambda: operations.propose(call=call, by=officer, at=LATER)) == (
        "permission.not_connected", {"parts": 2, "dossiers": ", ".join(map(str, numbers[6:]))},
    )  # fmt: skip
    assert operations.give_sheets(call=call, by=officer, at=LATER) == 1
    assert state(call) is State.SCORING
    seconds.score_all(call)
    assert operations.propose(call=call, by=officer, at=LATER).version == 1


@pytest.mark.django_db(transaction=True)
def test_two_who_propose_at_once_make_one(call: Call, officer: User, scored: list[User]) -> None:
    said: list[str] = []
    start = Barrier(2)

    def act() -> None:
        try:
            start.wait(timeout=10)
            said.append(str(operations.propose(call=call, by=officer, at=LATER).version))
        except Refusal as refusal:
            said.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=act) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)
    assert sorted(said) == ["1", "permission.not_now.propose"]
