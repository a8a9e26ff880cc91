"""The panel: declarations, sheets, scores; and whatever is refused on the way."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from ortoo.access import operations as access
from ortoo.access.models import User
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from ortoo.permission import operations
from ortoo.permission.models import Call, Score, Sheet
from ortoo.permission.queries.calls import state
from ortoo.permission.queries.panel import marked, unscored
from ortoo.permission.rules.states import State
from tests.cast import AT, FOUNDED, LONG_AGO, hands, outsider, person
from tests.permission import seconds
from tests.permission.twelve import AFTER, BEFORE, OPENED, account, dossier

pytestmark = pytest.mark.django_db


def refused(act: Any) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refusal) as found:
        act()
    assert found.value.sentence("mn") != found.value.sentence("en") != found.value.sentence("ko")
    return found.value.code, found.value.values


def kinds() -> list[str]:
    return list(Entry.objects.order_by("seq").values_list("kind", flat=True))


# ---- declarations


def test_each_member_declares_for_each_dossier_before_sheets_are_given(call: Call, officer: User) -> None:
    members = seconds.panel()
    seconds.ruled(call, officer)
    seconds.handed_in()
    seconds.declared(call, members[:-2])
    found = refused(lambda: operations.give_sheets(call=call, by=officer, at=AFTER))
    assert found == ("permission.declaration_missing", {"members": "Panel-4, Panel-5"})
    assert not seconds.sheets(call)
    seconds.declared(call, members[-2:])
    assert operations.give_sheets(call=call, by=officer, at=AFTER) == 22
    assert Entry.objects.filter(kind="interests.declared").count() == 5
    said = Entry.objects.get(kind="sheets.given").said
    assert {key: said[key] for key in ("round", "dossiers", "sheets")} == {
        "round": "R1", "dossiers": sorted(one.number for one in map(dossier, seconds.HANDED_IN)), "sheets": 22,
    }  # fmt: skip


def test_a_conflict_needs_a_reason_and_a_dossier_that_is_there(call: Call, officer: User) -> None:
    first, *_ = seconds.panel()
    seconds.ruled(call, officer)
    seconds.handed_in()
    number = dossier("T01").number
    act = operations.declare
    assert refused(lambda: act(call=call, conflicts={number: " "}, by=first, at=AFTER)) == (
        "permission.conflict_without_reason", {"number": number, "field": f"reason_{number}"},
    )  # fmt: skip
    absent = dossier("T12").number
    assert refused(lambda: act(call=call, conflicts={absent: "A cousin"}, by=first, at=AFTER)) == (
        "permission.not_before_the_panel", {"number": absent},
    )  # fmt: skip
    assert refused(lambda: act(call=call, conflicts={}, by=outsider(), at=AFTER))[0] == "access.role_needed"


def test_a_declared_conflict_blocks_and_so_do_ones_own_body_and_dossier(call: Call, officer: User) -> None:
    """The account of T01 sits on the panel: not their own dossier, and none of the five of MOF."""
    numbers = {number: dossier(number).number for number in seconds.HANDED_IN}
    held(account("T01"), Role.PANEL_MEMBER)
    members = [account("T01"), *seconds.panel()]
    seconds.ruled(call, officer)
    seconds.handed_in()
    seconds.declared(call, members, {"panel-2": {numbers["T06"]: "We wrote a paper together"}})
    operations.give_sheets(call=call, by=officer, at=AFTER)
    given = {(sheet.number, sheet.member) for sheet in marked(call)}
    assert len(given) == 22
    assert not [1 for number in ("T01", "T02", "T03", "T04", "T05") if (numbers[number], members[0].pk) in given]
    assert (numbers["T06"], members[2].pk) not in given
    load = Counter(member for _, member in given)
    assert max(load.values()) - min(load[one.pk] for one in members) <= 1


def held(user: User, role: Role) -> None:
    """One more role for somebody who has an account."""
    manager, head = hands()
    grant = access.propose_grant(user=user, held=Held(role), valid_from=LONG_AGO, by=manager, at=FOUNDED)
    access.approve_grant(grant=grant, by=head, at=FOUNDED)


def test_a_conflict_reported_later_moves_an_open_sheet(call: Call, members: list[User]) -> None:
    sheet = seconds.sheets(call)[0]
    operations.save_sheet(sheet=sheet, scores={"plan": 50_000}, remark="", by=sheet.member, at=AFTER)
    operations.report_conflict(
        dossier=sheet.dossier, member=sheet.member, reason="My brother-in-law", by=sheet.member, at=AFTER
    )
    turns = {one.turn: one.member for one in seconds.sheets(call) if one.dossier_id == sheet.dossier_id}
    assert set(turns) == {1, 2}
    assert sheet.member not in turns.values()
    assert len(seconds.sheets(call)) == 22
    assert not Score.objects.everything(because="a test looks").exists()
    found = refused(lambda: operations.save_sheet(sheet=sheet, scores={}, remark="", by=sheet.member, at=AFTER))
    assert found == ("permission.sheet_in_conflict", {"number": sheet.dossier.number})
    assert {one.pk for one in members} >= {sheet.member_id for sheet in seconds.sheets(call)}


def test_a_conflict_that_the_officer_learns_of_voids_what_was_handed_in(
    call: Call, officer: User, scored: list[User]
) -> None:
    assert state(call) is State.SCORED
    sheet = next(one for one in seconds.sheets(call) if one.turn == 1 and not third_of(call, one))
    operations.report_conflict(dossier=sheet.dossier, member=sheet.member, reason="Told by mail", by=officer, at=AFTER)
    assert state(call) is State.SCORING
    (void,) = [one for one in marked(call) if one.void]
    assert (void.pk, void.total is None) == (sheet.pk, False)
    assert unscored(call, call.rubric) == {sheet.dossier.number}
    assert refused(lambda: operations.propose(call=call, by=officer, at=AFTER)) == (
        "permission.sheets_open", {"count": 1},
    )  # fmt: skip
    seconds.score_all(call)
    assert state(call) is State.SCORED


def third_of(call: Call, sheet: Sheet) -> bool:
    return any(one.turn == 3 and one.dossier_id == sheet.dossier_id for one in seconds.sheets(call))


# ---- sheets


def test_two_markers_each_evenly_and_connected(call: Call, officer: User, members: list[User]) -> None:
    rows = seconds.sheets(call)
    assert Counter(row.dossier.official.number for row in rows) == dict.fromkeys(seconds.HANDED_IN, 2)
    load = Counter(row.member_id for row in rows)
    assert sorted(load[one.pk] for one in members) == [4, 4, 4, 5, 5]
    assert state(call) is State.SCORING
    assert refused(lambda: operations.give_sheets(call=call, by=officer, at=AFTER)) == (
        "permission.nothing_to_give",
        {},
    )


def test_nobody_who_may_still_hand_in_is_shut_out(call: Call, officer: User) -> None:
    seconds.ruled(call, officer)
    act = operations.give_sheets
    assert refused(lambda: act(call=call, by=officer, at=AFTER))[0] == "permission.no_dossiers"
    seconds.handed_in()
    assert refused(lambda: act(call=call, by=officer, at=BEFORE))[0] == "permission.handing_in_runs"


def test_a_panel_of_two_is_too_few(call: Call, officer: User) -> None:
    seconds.ruled(call, officer)
    seconds.handed_in()
    seconds.declared(call, [person(f"panel-{number}", Role.PANEL_MEMBER) for number in (1, 2)])
    found = refused(lambda: operations.give_sheets(call=call, by=officer, at=AFTER))
    assert found == ("permission.too_few_members", {"members": 2})


def test_sheets_come_after_the_rubric(call: Call, officer: User) -> None:
    found = refused(lambda: operations.give_sheets(call=call, by=officer, at=AFTER))
    assert found == ("permission.not_now.give-sheets", {})


# ---- scores


def test_a_sheet_is_saved_unfinished_then_handed_in_and_final(call: Call, members: list[User]) -> None:
    sheet = seconds.sheets(call)[0]
    by: dict[str, Any] = {"by": sheet.member, "at": AFTER}
    before = kinds()
    operations.save_sheet(sheet=sheet, scores={"problem": 70_000}, remark="Look again", **by)
    operations.save_sheet(sheet=sheet, scores={"problem": 71_500}, remark="Look again", **by)
    assert given_scores(sheet) == {"problem": 71_500}
    assert kinds() == before, "a draft decides nothing"
    found = refused(lambda: operations.hand_in_sheet(sheet=sheet, scores={"problem": 1}, remark="", **by))
    assert found == ("permission.sheet_unfinished", {"number": sheet.dossier.number, "missing": 1})
    operations.hand_in_sheet(sheet=sheet, scores={"problem": 71_500, "plan": 60_000}, remark="", **by)
    assert given_scores(sheet) == {"problem": 71_500, "plan": 60_000}
    said = Entry.objects.get(kind="sheet.handed-in").said
    assert {key: said[key] for key in ("round", "number", "turn")} == {
        "round": "R1", "number": sheet.dossier.number, "turn": 1,
    }  # fmt: skip
    for act in (operations.save_sheet, operations.hand_in_sheet):
        found = refused(lambda act=act: act(sheet=sheet, scores={"problem": 1, "plan": 1}, remark="", **by))
        assert found == ("permission.sheet_is_final", {"number": sheet.dossier.number}), "a double click"


def given_scores(sheet: Sheet) -> dict[str, int]:
    rows = Score.objects.everything(because="a test looks").filter(sheet=sheet)
    return dict(rows.values_list("criterion__code", "thousandths"))


@pytest.mark.parametrize(("given", "code"), [(-1, "score_off_scale"), (100_001, "score_off_scale")])
def test_a_score_off_the_scale(call: Call, members: list[User], given: int, code: str) -> None:
    sheet = seconds.sheets(call)[0]
    scores = {"problem": 50_000, "plan": given}
    for act in (operations.save_sheet, operations.hand_in_sheet):
        found = refused(lambda act=act: act(sheet=sheet, scores=scores, remark="", by=sheet.member, at=AFTER))
        assert found == (f"permission.{code}", {"number": sheet.dossier.number, "field": "score_plan"})
    assert given_scores(sheet) == {}
    found = refused(
        lambda: operations.save_sheet(sheet=sheet, scores={"looks": 1}, remark="", by=sheet.member, at=AFTER)
    )
    assert found == ("permission.not_a_criterion", {"value": "looks"})


def test_a_sheet_of_somebody_else_and_of_a_dossier_withdrawn(call: Call, members: list[User]) -> None:
    sheet = seconds.sheets(call)[0]
    number = {"number": sheet.dossier.number}
    other = next(one for one in members if one != sheet.member)
    found = refused(lambda: operations.save_sheet(sheet=sheet, scores={}, remark="", by=other, at=AFTER))
    assert found == ("permission.not_your_sheet", number)
    withdraw(sheet.dossier.official.number)
    found = refused(lambda: seconds.score(sheet))
    assert found == ("permission.dossier_withdrawn", number)


def withdraw(number: str) -> None:
    one = dossier(number)
    one.withdrawn_at, one.withdrawal_reason = AFTER, "Illness"
    one.save()


def test_a_third_is_given_where_the_two_lie_apart_and_never_to_one_of_them(call: Call, members: list[User]) -> None:
    """Scores that lie 10.001 apart; at 10.000 sharp nothing is asked."""

    def score(sheet: Sheet, more: int = 0) -> None:
        """What the dossier is worth, and `more`, whoever marks it."""
        seconds.score(sheet, more - seconds.SEVERITY.get(sheet.member.username, 0))

    rows = [sheet for sheet in seconds.sheets(call) if sheet.dossier.official.number != "T01"]  # worth 90: no room
    first, second, third, fourth, *_ = rows
    score(first)
    score(second, 10_000)
    assert len(seconds.sheets(call)) == 22
    score(third)
    score(fourth, 10_001)
    (further,) = [sheet for sheet in seconds.sheets(call) if sheet.turn == 3]
    assert further.dossier == third.dossier
    assert further.member not in (third.member, fourth.member)
    assert further.given_by == fourth.member
    score(further)
    assert not [sheet for sheet in seconds.sheets(call) if sheet.turn > 3]


def test_where_nobody_is_left_for_the_third_the_sheet_is_kept_all_the_same(call: Call, officer: User) -> None:
    number = dossier("T01").number
    why = {number: "A cousin"}
    seconds.given(call, officer, dict.fromkeys(("panel-3", "panel-4", "panel-5"), why))
    seconds.score_all(call)
    assert unscored(call, call.rubric) == {number}
    found = refused(lambda: operations.give_sheets(call=call, by=officer, at=AFTER))
    assert found == ("permission.nobody_left", {"number": number})


def test_scoring_before_sheets(call: Call, officer: User) -> None:
    seconds.ruled(call, officer)
    assert refused(lambda: operations.propose(call=call, by=officer, at=AFTER)) == ("permission.not_now.propose", {})
    assert AT < OPENED
