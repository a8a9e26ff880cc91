"""An order of the panel or of a court reopens a published list, by the same road."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.selection.models import Appeal, Round, Run
from ortoo.selection.operations import leave_list, record_order
from ortoo.selection.queries import final_members, state
from ortoo.selection.queries.differences import changes_of
from ortoo.selection.rules.difference import Kind
from ortoo.selection.rules.states import State
from tests.cast import AT, person
from tests.expecting import entry, refused
from tests.selection import appealing, forty
from tests.selection.appealing import CLOSED

pytestmark = pytest.mark.django_db

LATER = CLOSED + timedelta(days=20)
WHY = "Asked to be taken off on 20 March."


def members(round: Round) -> list[str]:
    return [place.official.number for place in final_members(round)]


def last_of_lot(run: Run) -> str:
    """Who of N08 and N09 had the last seat."""
    return next(one for one in ("N08", "N09") if one in appealing.chosen(run))


class TestAnOrder:
    """After publication a court orders that N10 be marked anew."""

    def ordered(self, run: Run, by: User | None = None, **changed: Any) -> Appeal:
        asked: dict[str, Any] = {
            "ground": "mark", "sitting": appealing.sitting(), "text": appealing.TEXT,
            "reference": "Court of appeal, 12, 2026-03-30", "place": appealing.place(run, "N10"),
        }  # fmt: skip
        recorder = by or User.objects.filter(username="third").first() or person("third", Role.APPEALS_PANEL)
        return record_order(by=recorder, at=LATER, **{**asked, **changed})

    def reopened(self, run: Run, keeper: User, officer: User, text: str = "") -> Run:
        appealing.final(run, officer)
        appealing.upheld(self.ordered(run), LATER)
        return appealing.run_again(run, keeper, officer, LATER)

    def test_it_goes_the_same_way_and_adds_a_seat(self, run: Run, keeper: User, officer: User) -> None:
        again = self.reopened(run, keeper, officer)
        stays = last_of_lot(run)
        assert members(run.round) == appealing.chosen(run)
        listed = appealing.final(again, officer, LATER)
        assert (listed.version, listed.kept) == (2, [appealing.place(run, stays).pseudonym])
        assert members(run.round) == [*appealing.chosen(again), stays]
        assert entry("list.final")["kept"] == listed.kept
        change = {one.pseudonym: one for one in changes_of(again)}[listed.kept[0]]
        assert (change.kind, change.why[-1].code) == (Kind.KEPT, "kept_by_rule")

    def test_a_seat_that_was_added_is_not_filled_again(self, run: Run, keeper: User, officer: User) -> None:
        again = self.reopened(run, keeper, officer)
        appealing.final(again, officer, LATER)
        left = leave_list(place=appealing.place(again, "N01"), reason=WHY, by=officer, at=LATER)
        assert (left.successor, len(final_members(run.round))) == (None, 8)

    def test_where_the_rule_replaces_it_says_who_leaves(self, keeper: User, officer: User) -> None:
        from ortoo.selection.operations import run_selection
        from ortoo.selection.rules.states import AfterAppeal

        opened = forty.opened(forty.marked(keeper, officer), officer)
        ruled = forty.ruled(opened, officer, after_appeal=AfterAppeal.REPLACE)
        run = run_selection(round=forty.drawn(forty.sealed(ruled, keeper), officer), by=officer, at=AT)
        again = self.reopened(run, keeper, officer)
        listed = appealing.final(again, officer, LATER)
        assert (listed.kept, members(run.round)) == ([], appealing.chosen(again))
        told = {one.pseudonym: one.kind for one in changes_of(again)}
        assert told[appealing.place(run, last_of_lot(run)).pseudonym] is Kind.LEAVES

    def test_who_left_the_first_list_is_not_called_back(self, run: Run, keeper: User, officer: User) -> None:
        appealing.final(run, officer)
        leave_list(place=appealing.place(run, "N01"), reason=WHY, by=officer, at=LATER)
        moved_up = ({"N08", "N09"} - {last_of_lot(run)}).pop()
        appealing.upheld(self.ordered(run), LATER)
        again = appealing.run_again(run, keeper, officer, LATER)
        appealing.final(again, officer, LATER)
        # Both N08 and N09 were named and stay; the seat of N01 is one beyond those of the rule.
        assert set(members(run.round)) == {*appealing.chosen(again)[1:], "N08", "N09"}
        assert moved_up in members(run.round)

    def test_that_comes_to_nothing_leaves_the_list_final(self, run: Run, officer: User) -> None:
        appealing.final(run, officer)
        appealing.rejected(self.ordered(run), LATER)
        assert state(run.round, LATER) is State.FINAL

    def test_where_the_record_stays_nothing_is_carried_out(self, run: Run, officer: User) -> None:
        appealing.final(run, officer)
        appealing.upheld(self.ordered(run), LATER, remedy="none", sitting=None, thousandths=None)
        assert state(run.round, LATER) is State.FINAL

    def test_only_after_publication_by_the_panel_and_by_name(self, run: Run, officer: User) -> None:
        refused("selection.not_now.order", self.ordered, run=run)
        appealing.final(run, officer)
        refused("access.role_needed", self.ordered, run=run, by=officer)
        refused("selection.order_without_reference", self.ordered, run=run, reference=" ")

    def test_who_recorded_it_does_not_rule_on_it(self, run: Run, officer: User) -> None:
        appealing.final(run, officer)
        appeal = self.ordered(run, appealing.panel()[0])
        refused("selection.involved.filed", appealing.drafted, appeal=appeal, at=LATER)

    def test_of_a_place_on_the_list_in_force(self, run: Run, keeper: User, officer: User) -> None:
        again = self.reopened(run, keeper, officer)
        appealing.final(again, officer, LATER)
        refused("selection.order_for_another_list", self.ordered, run=run)
