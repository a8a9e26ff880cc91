"""From a settled list to a final one, and what happens to it afterwards."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.ledger import operations as ledger
from ortoo.ledger.models import Entry
from ortoo.messages.models import Message
from ortoo.selection.models import Departure, FinalList, Place, Round, Run
from ortoo.selection.operations import leave_list, publish_final, sign_list
from ortoo.selection.queries import final_list, final_members, is_final_member, latest_final, state
from ortoo.selection.queries.differences import changes_of, how_many_moved, own_change, run_before
from ortoo.selection.rules.difference import Kind
from ortoo.selection.rules.states import State
from tests.cast import AT, auditor
from tests.expecting import entry, refused
from tests.selection import appealing, forty
from tests.selection.appealing import CLOSED, WITHIN
from tests.worlds import world

pytestmark = pytest.mark.django_db

LATER = CLOSED + timedelta(days=20)
STATUSES = ("chosen", "reserve", "not-chosen", "ineligible")
WHY = "Asked to be taken off on 20 March."


@world(after="run")
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

    def test_whom_it_concerns_is_told_and_nobody_a_second_time_of_the_same(self, again: Run, officer: User) -> None:
        """N01 stays on it, the one of the lot leaves it, N10 and N05 appealed; N30 stands as before, far below."""
        before = run_before(again)
        assert before is not None
        gone = last_of_lot(before)
        for number in ("N01", gone, "N30"):
            appealing.account(number)
        appealing.final(again, officer)
        told = Message.objects.everything(because="a test looks").filter(kind="selection.list_final")
        assert Counter(one.to.username for one in told) == Counter(
            f"account-{number}" for number in ("N01", "N05", "N10", gone)
        )

    def test_of_a_first_list_without_appeals_those_on_it_and_in_reserve_are_told(self, run: Run, officer: User) -> None:
        listed = {one.official.number: one.status for one in forty.places(run)}
        first = {status: next(number for number, has in listed.items() if has == status) for status in STATUSES}
        for number in first.values():
            appealing.account(number)
        appealing.final(run, officer)
        told = Message.objects.everything(because="a test looks").filter(kind="selection.list_final")
        assert {one.to.username for one in told} == {f"account-{first[one]}" for one in ("chosen", "reserve")}

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
