"""Appeals and rulings, from the filing to the final list; and each thing that is refused on the way."""

from __future__ import annotations

import hashlib

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role
from ortoo.exams.models import MarkCorrection
from ortoo.ledger import operations as ledger
from ortoo.messages.models import Message
from ortoo.people.models import Official
from ortoo.record.models import Record, Seal
from ortoo.selection.models import Appeal, Round, Ruling, Run
from ortoo.selection.operations import carry_out, confirm_ruling, rerun, return_ruling, withdraw_appeal
from ortoo.selection.queries import state
from ortoo.selection.rules.states import State
from tests.cast import AT, auditor, outsider, person
from tests.expecting import entry, refused
from tests.factories.people import appointed, organization
from tests.selection import appealing, forty
from tests.selection.appealing import CLOSED, LAST_SECOND, WITHIN

pytestmark = pytest.mark.django_db


class TestFiling:
    def test_it_is_kept_and_its_text_stays_outside_of_the_ledger(self, run: Run) -> None:
        appeal = appealing.filed(run)
        assert (appeal.code, appeal.official.number, appeal.ground, appeal.text, appeal.origin) == (
            "R1/1", "N10", "mark", appealing.TEXT, "official",
        )  # fmt: skip
        assert entry("appeal.filed") == {
            "by": ledger.subject(kind="user", key=appealing.account("N10").pk), "round": "R1", "appeal": "R1/1",
            "origin": "official", "ground": "mark", "subject": appeal.place.pseudonym,
            "text_sha256": hashlib.sha256(appealing.TEXT.encode()).hexdigest(),
        }  # fmt: skip

    def test_to_the_last_second_of_the_last_day_and_not_after(self, run: Run) -> None:
        appealing.filed(run, "N10", LAST_SECOND)
        values = refused("selection.window_closed", appealing.filed, run=run, number="N11", at=CLOSED)
        assert values == {"until": "2026-03-12 23:59"}

    def test_only_for_ones_own_place(self, run: Run, officer: User) -> None:
        refused("selection.appeal_not_own", appealing.filed, run=run, number="N10", by=appealing.account("N11"))
        refused("selection.appeal_not_own", appealing.filed, run=run, number="N10", by=officer)

    def test_one_at_a_time(self, run: Run) -> None:
        first = appealing.filed(run)
        assert refused("selection.appeal_open_already", appealing.filed, run=run) == {"number": 1}
        withdraw_appeal(appeal=first, by=appealing.account("N10"), at=WITHIN)
        assert appealing.filed(run).number == 2

    def test_what_it_speaks_of_is_named(self, run: Run) -> None:
        refused("selection.appeal_without_sitting", appealing.filed, run=run, sitting=None)
        refused("selection.appeal_without_attribute", appealing.filed, run=run, ground="attribute", attribute="age")
        assert refused("selection.appeal_text_short", appealing.filed, run=run, text=" wrong ") == {"least": 20}
        assert not Appeal.objects.everything(because="a test looks").exists()

    def test_withdrawn_by_oneself_before_a_ruling(self, run: Run) -> None:
        appeal = appealing.filed(run)
        refused("selection.appeal_not_own", withdraw_appeal, appeal=appeal, by=appealing.account("N11"), at=WITHIN)
        withdraw_appeal(appeal=appeal, by=appealing.account("N10"), at=CLOSED)
        assert state(run.round, CLOSED) is State.SETTLED
        refused("selection.not_now.withdraw", withdraw_appeal, appeal=appeal, by=appealing.account("N10"), at=CLOSED)
        refused("selection.appeal_withdrawn", appealing.drafted, appeal=appeal)

    def test_the_official_is_told(self, run: Run) -> None:
        appealing.filed(run)
        told = Message.objects.everything(because="a test looks").get(kind="selection.appeal_received")
        assert (told.to, told.address, told.values["appeal"]) == (
            appealing.account("N10"), "selection/R1/appeals/1/", "R1/1",
        )  # fmt: skip


class TestRuling:
    @pytest.fixture
    def appeal(self, run: Run) -> Appeal:
        return appealing.filed(run)

    def test_one_drafts_and_another_confirms(self, appeal: Appeal) -> None:
        one, other = appealing.panel()
        ruling = appealing.drafted(appeal, one)
        assert state(appeal.round, CLOSED) is State.JUDGING
        refused("selection.own_draft", confirm_ruling, ruling=ruling, by=one, at=CLOSED)
        confirm_ruling(ruling=ruling, by=other, at=CLOSED)
        assert state(appeal.round, CLOSED) is State.UPHELD
        assert entry("appeal.ruled") == {
            "by": ledger.subject(kind="user", key=other.pk), "round": "R1", "appeal": "R1/1", "outcome": "upheld",
            "remedy": "mark", "subject": appeal.place.pseudonym,
            "drafted_by": ledger.subject(kind="user", key=one.pk),
            "reason_sha256": hashlib.sha256(appealing.REASON.encode()).hexdigest(),
        }  # fmt: skip

    def test_before_the_window_closes_too(self, appeal: Appeal) -> None:
        appealing.upheld(appeal, WITHIN)
        assert state(appeal.round, WITHIN) is State.PROVISIONAL
        assert state(appeal.round, CLOSED) is State.UPHELD

    def test_a_returned_draft_makes_room_for_another(self, appeal: Appeal) -> None:
        one, other = appealing.panel()
        first = appealing.drafted(appeal, one)
        assert refused("selection.ruling_drafted_already", appealing.drafted, appeal=appeal, by=other) == {"number": 1}
        refused("selection.ruling_reason_short", return_ruling, ruling=first, reason="no", by=other, at=CLOSED)
        return_ruling(ruling=first, reason="The page is not in the file yet.", by=other, at=CLOSED)
        refused("selection.ruling_not_waiting", confirm_ruling, ruling=first, by=other, at=CLOSED)
        second = appealing.drafted(appeal, other)
        confirm_ruling(ruling=second, by=one, at=CLOSED)
        assert Ruling.objects.everything(because="a test looks").count() == 2

    def test_a_ruling_counts_once(self, appeal: Appeal) -> None:
        ruling = appealing.upheld(appeal)
        refused("selection.ruled_already", confirm_ruling, ruling=ruling, by=appealing.panel()[1], at=CLOSED)
        refused("selection.ruled_already", appealing.drafted, appeal=appeal)

    def test_only_by_the_panel(self, appeal: Appeal, officer: User, keeper: User) -> None:
        for user in (officer, keeper, appealing.head(), auditor(), outsider()):
            refused("access.role_needed", appealing.drafted, appeal=appeal, by=user)

    @pytest.mark.parametrize(
        ("code", "changed"),
        [
            ("selection.ruling_reason_short", {"reason": "So it is."}),
            ("selection.rejection_changes_nothing", {"outcome": "rejected"}),
            ("selection.appeal_without_sitting", {"sitting": None}),
            ("selection.ruling_without_mark", {"thousandths": None}),
            ("exams.correction_off_scale", {"thousandths": 100_001}),
            ("exams.correction_same", {"thousandths": 82_000}),
            ("selection.appeal_without_attribute", {"remedy": "attribute", "attribute": "age", "value": "9"}),
            ("selection.value_unknown", {"remedy": "attribute", "attribute": "sex", "value": "men"}),
            ("selection.value_same", {"remedy": "attribute", "attribute": "sex", "value": "woman"}),
        ],
    )
    def test_a_remedy_is_whole_and_changes_something(
        self, appeal: Appeal, code: str, changed: dict[str, object]
    ) -> None:
        refused(code, appealing.drafted, appeal=appeal, **changed)
        assert not Ruling.objects.everything(because="a test looks").exists()


class TestInvolvement:
    """Whoever decided before, is concerned or stands near does not rule: neither as the first nor as the second."""

    def refused_both_ways(self, appeal: Appeal, member: User, code: str) -> None:
        refused(code, appealing.drafted, appeal=appeal, by=member)
        draft = appealing.drafted(appeal)
        refused(code, confirm_ruling, ruling=draft, by=member, at=CLOSED)
        refused(code, return_ruling, ruling=draft, reason="It must be written anew.", by=member, at=CLOSED)

    @pytest.mark.parametrize(
        ("hand", "how"),
        [("enkh", "marks"), ("saran", "formula"), ("tsetseg", "signed")],
    )
    def test_who_decided_and_came_to_the_panel_since(self, run: Run, hand: str, how: str) -> None:
        """Roles change hands; the day after, the same person may be a member."""
        officer = User.objects.get(username="saran")
        appealing.final(run, officer) if how == "signed" else None
        if how == "signed":
            from ortoo.selection.operations import record_order

            appeal = record_order(
                place=appealing.place(run, "N10"), ground="mark", sitting=appealing.sitting(), text=appealing.TEXT,
                reference="Court, 7, 2026-04-01", by=person("third", Role.APPEALS_PANEL), at=CLOSED,
            )  # fmt: skip
        else:
            appeal = appealing.filed(run)
        member = User.objects.get(username=hand)
        _become_member(member)
        self.refused_both_ways(appeal, member, f"selection.involved.{how}")

    def test_the_official(self, run: Run) -> None:
        appeal = appealing.filed(run)
        member = appealing.account("N10")
        _become_member(member)
        self.refused_both_ways(appeal, member, "selection.involved.official")

    def test_a_colleague(self, run: Run) -> None:
        appeal = appealing.filed(run)
        member = appealing.account("N11")
        _become_member(member)
        self.refused_both_ways(appeal, member, "selection.involved.same-organization")

    def test_an_official_of_another_organization_may(self, run: Run) -> None:
        appeal = appealing.filed(run)
        member = appealing.account("N11")
        _become_member(member)
        one = Official.objects.everything(because="a test moves").get(number="N11")
        one.appointments.everything(because="a test moves").all().delete()
        appointed(one, organization("MOH"))
        assert appealing.drafted(appeal, member).ruled_by == member


def _become_member(user: User) -> None:
    """Whatever the person held has ended, and the role of the panel begins."""
    from ortoo.access.models import Grant

    Grant.objects.filter(user=user).update(revoked_by=User.objects.get(username="hand-1"), revoked_at=AT)
    manager, head = User.objects.get(username="hand-1"), User.objects.get(username="hand-2")
    Grant.objects.create(
        user=user, role=Role.APPEALS_PANEL, scope="everything", valid_from=AT.date(), proposed_by=manager,
        proposed_at=AT, approved_by=head, approved_at=AT,
    )  # fmt: skip


class TestCarryingOut:
    def test_corrections_and_one_new_seal_for_exactly_those_officials(
        self, run: Run, keeper: User, officer: User
    ) -> None:
        upheld, _ = appealing.both(run)
        before = dict(Record.objects.everything(because="a test").filter(seal=run.seal).values_list("official", "row"))
        round = appealing.carried_out(run, keeper)
        assert round.seal is not None
        assert (round.seal.replaces, state(round, CLOSED)) == (run.seal, State.RESEALED)
        after = dict(Record.objects.everything(because="a test").filter(seal=round.seal).values_list("official", "row"))
        changed = {official for official in before if before[official] != after[official]}
        assert changed == {upheld.appeal.official_id}
        correction = MarkCorrection.objects.everything(because="a test looks").get()
        assert (correction.thousandths, correction.under, correction.reason) == (92_000, "R1/1", appealing.REASON)
        upheld.refresh_from_db()
        assert upheld.seal == round.seal

    def test_an_attribute_counts_instead_of_the_sealed_one(self, run: Run, keeper: User) -> None:
        """N05 was from the Western region on the day: the ceiling on Gobi does not reach her."""
        appeal = appealing.filed(run, "N05", ground="attribute", attribute="region_group", sitting=None)
        appealing.upheld(appeal, remedy="attribute", attribute="region_group", value="Western")
        again = appealing.run_again(run, keeper, User.objects.get(username="saran"))
        assert appealing.chosen(again) == ["N01", "N02", "N03", "N04", "N05", "N06", "N07", "N20"]

    def test_what_follows_from_an_attribute_changes_with_it(self, run: Run, keeper: User) -> None:
        appeal = appealing.filed(run, "N05", ground="attribute", attribute="region", sitting=None)
        appealing.upheld(appeal, remedy="attribute", attribute="region", value="MN-043")
        round = appealing.carried_out(run, keeper)
        record = Record.objects.everything(because="a test").get(seal=round.seal, official=appeal.official)
        assert (record.sealed["region"], record.sealed["region_group"]) == ("MN-043", "Western")

    def test_the_same_rule_and_the_first_seed_give_the_new_list(self, run: Run, keeper: User, officer: User) -> None:
        appealing.both(run)
        again = appealing.run_again(run, keeper, officer)
        assert appealing.chosen(again) == ["N01", "N10", "N02", "N03", "N04", "N06", "N07", "N20"]
        assert (again.rule, state(again.round, CLOSED)) == (run.rule, State.SETTLED)
        assert entry("list.provisional")["objections_until"] == "2026-03-12T15:59:59.000000Z"
        assert Round.objects.get().objections_until == LAST_SECOND

    def test_once_and_by_its_hand(self, run: Run, keeper: User, officer: User) -> None:
        appealing.both(run)
        refused("access.role_needed", carry_out, round=run.round, by=officer, at=CLOSED)
        refused("selection.not_now.rerun", rerun, round=run.round, by=officer, at=CLOSED)
        appealing.carried_out(run, keeper)
        refused("selection.not_now.carry-out", carry_out, round=run.round, by=keeper, at=CLOSED)
        refused("access.role_needed", rerun, round=run.round, by=keeper, at=CLOSED)
        rerun(round=run.round, by=officer, at=CLOSED)
        refused("selection.not_now.rerun", rerun, round=run.round, by=officer, at=CLOSED)

    def test_not_while_an_appeal_or_the_window_is_open(self, run: Run, keeper: User) -> None:
        appealing.upheld(appealing.filed(run), WITHIN)
        other = appealing.filed(run, "N11")
        refused("selection.not_now.carry-out", carry_out, round=run.round, by=keeper, at=WITHIN)
        refused("selection.not_now.carry-out", carry_out, round=run.round, by=keeper, at=CLOSED)
        withdraw_appeal(appeal=other, by=appealing.account("N11"), at=CLOSED)
        appealing.carried_out(run, keeper)

    def test_a_rejected_appeal_leaves_nothing_to_do(self, run: Run, keeper: User) -> None:
        appealing.rejected(appealing.filed(run))
        assert state(run.round, CLOSED) is State.SETTLED
        refused("selection.not_now.carry-out", carry_out, round=run.round, by=keeper, at=CLOSED)

    def test_a_seal_that_is_refused_takes_the_corrections_back(self, run: Run, keeper: User) -> None:
        """Somebody replaced the seal outside of this road: no correction stays, and no ruling is carried out."""
        upheld, _ = appealing.both(run)
        Seal.objects.create(
            formula=run.round.formula, sealed_by=keeper, sealed_at=CLOSED, as_of=forty.AS_OF, count=0, root="",
            leaves_blob="", replaces=run.seal,
        )  # fmt: skip
        refused("record.replaced_already", carry_out, round=run.round, by=keeper, at=CLOSED)
        assert not MarkCorrection.objects.everything(because="a test looks").exists()
        upheld.refresh_from_db()
        assert upheld.seal is None

    def test_where_no_list_is_possible_any_more_the_first_stands_and_cannot_become_final(
        self, keeper: User, officer: User
    ) -> None:
        """Three men are needed, and N30 turns out to be a woman."""
        run = forty.run(keeper, officer, forty.RULE.replace("at_least = 2", "at_least = 3"))
        appeal = appealing.filed(run, "N30", ground="attribute", attribute="sex", sitting=None)
        appealing.upheld(appeal, remedy="attribute", attribute="sex", value="woman")
        again = appealing.run_again(run, keeper, officer)
        assert (again.status, state(run.round, CLOSED)) == ("infeasible", State.INFEASIBLE)
        assert again.decision["conflict"] == [{"attribute": "sex", "value": "man", "at_least": 3}]
        refused("selection.not_now.sign", appealing.final, run=run, officer=officer)
