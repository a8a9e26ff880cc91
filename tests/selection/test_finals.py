"""From a settled list to a final one, and what happens to it afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.ledger import operations as ledger
from ortoo.ledger.models import Entry
from ortoo.messages.models import Message
from ortoo.selection.models import Appeal, Departure, FinalList, Place, Round, Run
from ortoo.selection.operations import leave_list, publish_final, record_order, sign_list
from ortoo.selection.queries import final_list, final_members, is_final_member, latest_final, state
from ortoo.selection.queries.differences import changes_of, how_many_moved, own_change
from ortoo.selection.rules.difference import Kind
from ortoo.selection.rules.states import State
from tests.cast import AT, auditor, person
from tests.expecting import entry, refused
from tests.selection import appealing, forty
from tests.selection.appealing import CLOSED, WITHIN

pytestmark = pytest.mark.django_db

LATER = CLOSED + timedelta(days=20)
WHY = "Asked to be taken off on 20 March."


@pytest.fixture
def again(run: Run, keeper: User, officer: User) -> Run:
    """The story's new list."""
    appealing.both(run)
    return appealing.run_again(run, keeper, officer)


def members(round: Round) -> list[str]:
    return [place.official.number for place in final_members(round)]


def last_of_lot(run: Run) -> str:
    """Who of N08 and N09 had the last seat."""
    return next(one for one in ("N08", "N09") if one in appealing.chosen(run))


class TestSigningAndPublishing:
    def test_the_head_signs_and_the_selection_officer_publishes(self, again: Run, officer: User) -> None:
        head = appealing.head()
        signed = sign_list(round=again.round, by=head, at=CLOSED)
        assert (signed.version, signed.kept, signed.published_at, state(again.round, CLOSED)) == (
            1, [], None, State.SIGNED,
        )  # fmt: skip
        assert final_members(again.round) == []
        assert entry("list.signed") == {
            "by": ledger.subject(kind="user", key=head.pk), "round": "R1", "version": 1,
            "decision_sha256": again.decision_sha256, "kept": [],
        }  # fmt: skip
        publish_final(round=again.round, by=officer, at=CLOSED)
        assert state(again.round, CLOSED) is State.FINAL
        assert members(again.round) == ["N01", "N10", "N02", "N03", "N04", "N06", "N07", "N20"]
        assert entry("list.final") == {
            "by": ledger.subject(kind="user", key=officer.pk), "round": "R1", "version": 1, "kept": [],
            "decision_sha256": again.decision_sha256, "chosen": again.decision["chosen"],
            "reserve": again.decision["reserve"],
        }  # fmt: skip
        assert latest_final() == final_list(again.round) == FinalList.objects.get()

    def test_everybody_with_a_place_and_an_account_is_told(self, again: Run, officer: User) -> None:
        appealing.account("N30")
        appealing.final(again, officer)
        told = Message.objects.everything(because="a test looks").filter(kind="selection.list_final")
        assert {one.to.username for one in told} == {"account-N10", "account-N05", "account-N30"}

    def test_nothing_is_published_before_it_is_signed(self, again: Run, officer: User) -> None:
        refused("selection.not_now.publish", publish_final, round=again.round, by=officer, at=CLOSED)
        sign_list(round=again.round, by=appealing.head(), at=CLOSED)
        refused("selection.not_now.sign", sign_list, round=again.round, by=appealing.head(), at=CLOSED)
        publish_final(round=again.round, by=officer, at=CLOSED)
        refused("selection.not_now.publish", publish_final, round=again.round, by=officer, at=CLOSED)
        assert (FinalList.objects.count(), Entry.objects.filter(kind="list.final").count()) == (1, 1)

    def test_not_before_the_window_closes_or_while_an_appeal_is_open(self, run: Run, officer: User) -> None:
        refused("selection.not_now.sign", appealing.final, run=run, officer=officer, at=WITHIN)
        appealing.filed(run)
        refused("selection.not_now.sign", appealing.final, run=run, officer=officer)

    def test_each_by_its_hand(self, run: Run, keeper: User, officer: User) -> None:
        for user in (keeper, officer, auditor(), appealing.panel()[0]):
            refused("access.role_needed", sign_list, round=run.round, by=user, at=CLOSED)
        sign_list(round=run.round, by=appealing.head(), at=CLOSED)
        for user in (keeper, appealing.head()):
            refused("access.role_needed", publish_final, round=run.round, by=user, at=CLOSED)

    @pytest.mark.parametrize("hand", ["enkh", "saran"])
    def test_who_sealed_or_ran_does_not_sign_even_as_head(self, run: Run, hand: str) -> None:
        user = User.objects.get(username=hand)
        _give_instead(user, Role.HEAD_OF_ACADEMY)
        refused("selection.signed_by_involved", sign_list, round=run.round, by=user, at=CLOSED)

    def test_nobody_signs_a_list_that_they_stand_on(self, run: Run) -> None:
        user = appealing.account("N36")
        _give_instead(user, Role.HEAD_OF_ACADEMY)
        refused("selection.signed_in_own_case", sign_list, round=run.round, by=user, at=CLOSED)


class TestWhatChanged:
    def test_who_enters_and_leaves_and_why(self, run: Run, again: Run) -> None:
        gone = last_of_lot(run)
        told = {one.pseudonym: one for one in changes_of(again)}
        said = {
            place.official.number: (told[place.pseudonym].kind, [why.code for why in told[place.pseudonym].why])
            for place in forty.places(again)
            if place.pseudonym in told and told[place.pseudonym].kind is not Kind.MOVES
        }
        assert said == {
            "N10": (Kind.ENTERS, ["own_mark", "own_merit"]),
            gone: (Kind.LEAVES, ["displaced"]),
        }

    def test_on_ones_own_page_it_says_what_was_corrected(self, again: Run) -> None:
        change = own_change(appealing.place(again, "N10"))
        assert change is not None
        assert (change.before.rank, change.after.rank) == (10, 2)
        assert [dict(why.values) for why in change.why] == [
            {"sitting": "S25", "before": "82.000", "after": "92.000"}, {"before": "82.000", "after": "88.000"},
        ]  # fmt: skip
        assert own_change(appealing.place(again, "N36")) is None

    def test_ranks_between_the_old_and_the_new_one_move_by_one(self, again: Run) -> None:
        """N02 to N09 are one rank lower; N10 and who left are named, and not counted."""
        assert how_many_moved(again) == 7

    def test_a_first_list_changes_nothing(self, run: Run) -> None:
        assert (changes_of(run), how_many_moved(run)) == ((), 0)


class TestLeaving:
    def test_the_first_of_the_reserve_moves_up_and_every_promise_holds(self, run: Run, officer: User) -> None:
        """N01 leaves. N05 would be a third from Gobi, so who lost by lot moves up."""
        appealing.final(run, officer)
        lost = ({"N08", "N09"} - {last_of_lot(run)}).pop()
        left = leave_list(place=appealing.place(run, "N01"), reason=WHY, by=officer, at=LATER)
        assert left.successor is not None
        assert left.successor.official.number == lost
        assert members(run.round) == [*appealing.chosen(run)[1:], lost]
        assert entry("list.left") == {
            "by": ledger.subject(kind="user", key=officer.pk), "round": "R1", "version": 1,
            "left": appealing.place(run, "N01").pseudonym, "moved_up": appealing.place(run, lost).pseudonym,
        }  # fmt: skip

    def test_where_one_from_gobi_leaves_the_next_from_there_may(self, run: Run, officer: User) -> None:
        appealing.final(run, officer)
        left = leave_list(place=appealing.place(run, "N03"), reason=WHY, by=officer, at=LATER)
        assert left.successor is not None
        assert left.successor.official.number == "N05"

    def test_a_floor_that_nobody_of_the_reserve_fills_leaves_the_seat_empty(self, run: Run, officer: User) -> None:
        appealing.final(run, officer)
        left = leave_list(place=appealing.place(run, "N20"), reason=WHY, by=officer, at=LATER)
        assert left.successor is None
        assert len(final_members(run.round)) == 7

    def test_by_oneself_too_and_by_nobody_else(self, run: Run, officer: User, keeper: User) -> None:
        own, other = appealing.account("N01"), appealing.account("N02")
        appealing.final(run, officer)
        place = appealing.place(run, "N01")
        for user in (other, keeper):
            refused("access.role_needed", leave_list, place=place, reason=WHY, by=user, at=LATER)
        leave_list(place=place, reason=WHY, by=own, at=LATER)
        refused("selection.not_on_final_list", leave_list, place=place, reason=WHY, by=officer, at=LATER)
        assert not is_final_member(place)

    def test_who_moved_up_may_leave_again_and_nobody_comes_back(self, run: Run, officer: User) -> None:
        appealing.final(run, officer)
        first = leave_list(place=appealing.place(run, "N01"), reason=WHY, by=officer, at=LATER)
        assert first.successor is not None
        second = leave_list(place=first.successor, reason=WHY, by=officer, at=LATER)
        assert second.successor is not None
        assert second.successor.official.number == "N10"

    def test_only_from_a_final_list_and_with_a_reason(self, run: Run, officer: User) -> None:
        place = appealing.place(run, "N01")
        refused("selection.not_now.leave", leave_list, place=place, reason=WHY, by=officer, at=CLOSED)
        appealing.final(run, officer)
        refused("selection.departure_without_reason", leave_list, place=place, reason=" gone ", by=officer, at=LATER)
        stranger = appealing.place(run, "N36")
        refused("selection.not_on_final_list", leave_list, place=stranger, reason=WHY, by=officer, at=LATER)
        assert not Departure.objects.everything(because="a test looks").exists()


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


def _give_instead(user: User, role: Role) -> None:
    """Whatever the person held has ended, and another role begins."""
    from ortoo.access.models import Grant

    hands = {name: User.objects.get(username=name) for name in ("hand-1", "hand-2")}
    Grant.objects.filter(user=user).update(revoked_by=hands["hand-1"], revoked_at=AT)
    Grant.objects.create(
        user=user, role=role, scope="everything", valid_from=AT.date(), proposed_by=hands["hand-1"],
        proposed_at=AT, approved_by=hands["hand-2"], approved_at=AT,
    )  # fmt: skip


def test_places_of_a_final_list_are_those_of_its_run(again: Run, officer: User) -> None:
    appealing.final(again, officer)
    whole = Place.objects.everything(because="a test looks")
    assert {place.run_id for place in final_members(again.round)} == {again.pk}
    assert whole.filter(run=again).count() == 39
