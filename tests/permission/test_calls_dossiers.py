"""The call, through its operation."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.ledger.models import Entry
from ortoo.messages.models import Message
from ortoo.multilingual.refusals import Refusal
from ortoo.permission.models import Call, Dossier
from ortoo.permission.operations import call_further
from ortoo.permission.queries.calls import call_of, standing_of, state, visit_of
from ortoo.permission.rules.states import Standing, State
from ortoo.selection.models import Round
from ortoo.selection.operations import leave_list
from tests.cast import outsider
from tests.permission import twelve

pytestmark = pytest.mark.django_db


def test_each_of_the_list_gets_an_open_dossier_numbered_by_the_lot(listed: Round, officer: User) -> None:
    call = twelve.called(listed, officer)
    rows = list(Dossier.objects.everything(because="a test looks").select_related("official", "place"))
    assert sorted(row.official.number for row in rows) == list(twelve.MEMBERS)
    seed = listed.lot.seed
    by_lot = sorted(rows, key=lambda row: hashlib.sha256(f"{seed}|{row.place.pseudonym}".encode()).hexdigest())
    assert [row.number for row in by_lot] == list(range(1, 13))
    assert {(row.handed_in_at, row.withdrawn_at, row.earlier_trips) for row in rows} == {(None, None, None)}
    assert (call_of(listed), state(call), standing_of(call)) == (call, State.CALLED, Standing())
    assert visit_of(call) == twelve.VISIT


def test_the_ledger_says_for_how_many_and_names_the_visit(call: Call) -> None:
    body = json.loads(bytes(Entry.objects.get(kind="programme.call-opened").body))
    assert (body["round"], body["count"], body["dossiers_until"]) == ("R1", 12, "2026-04-15T17:00:00+08:00")
    assert len(body["visit_blob"]) == 64


def test_the_twelve_are_told_and_nobody_else(call: Call) -> None:
    told = Message.objects.everything(because="a test looks").filter(kind="permission.call_opened")
    assert sorted(told.values_list("to__username", flat=True)) == list(twelve.MEMBERS)


def test_a_second_call_is_refused(call: Call, officer: User) -> None:
    refused(lambda: twelve.called(call.round, officer), "permission.call_opened_already")


def test_without_a_published_list_nobody_is_called(keeper: User, officer: User) -> None:
    provisional = twelve.provisional_list(keeper, officer)
    refused(lambda: twelve.called(provisional, officer), "permission.no_final_list")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"dossiers_until": datetime(2026, 3, 1, tzinfo=UTC)}, "permission.until_over"),
        ({"dossiers_until": datetime(2026, 6, 8, tzinfo=UTC)}, "permission.until_too_late"),
        ({"visit": replace(twelve.VISIT, ends=date(2026, 6, 1))}, "permission.visit_ends_early"),
        ({"visit": replace(twelve.VISIT, title={"en": "Only English"})}, "permission.visit_key_missing"),
    ],
)
def test_a_call_with_a_half_value_is_refused_and_leaves_nothing(
    listed: Round, officer: User, changed: dict[str, Any], code: str
) -> None:
    refused(lambda: twelve.called(listed, officer, **changed), code)
    assert not Call.objects.exists()


def test_only_the_selection_officer_calls(listed: Round) -> None:
    refused(lambda: twelve.called(listed, outsider()), "access.role_needed")


def test_who_moves_up_after_the_call_is_called_too_and_keeps_everybody_s_number(call: Call, officer: User) -> None:
    before = {row.official.number: row.number for row in dossiers()}
    place = next(row.place for row in dossiers() if row.official.number == "T12")
    leave_list(place=place, reason="Left the service", by=officer, at=twelve.BEFORE)
    assert call_further(call=call, by=officer, at=twelve.BEFORE) == 1
    assert {row.official.number: row.number for row in dossiers()} == {**before, "T13": 13}
    told = Message.objects.everything(because="a test looks").filter(kind="permission.call_opened", at=twelve.BEFORE)
    assert list(told.values_list("to__username", flat=True)) == ["T13"]
    refused(lambda: call_further(call=call, by=officer, at=twelve.BEFORE), "permission.nobody_to_call")


def dossiers() -> list[Dossier]:
    return list(Dossier.objects.everything(because="a test looks").select_related("official", "place"))


def refused(act: Any, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        act()
    assert caught.value.code == code
