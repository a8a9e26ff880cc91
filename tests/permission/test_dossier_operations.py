"""Dossiers, consents and flags, through their operations."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.access.rules.roles import Role, Scope
from ortoo.ledger.models import Entry
from ortoo.messages.models import Message
from ortoo.multilingual.refusals import Refusal
from ortoo.permission import operations
from ortoo.permission.models import Call, Dossier, SendingConsent
from ortoo.permission.queries.dossiers import consents_of, papers_of, weighed_of
from ortoo.permission.rules.dossiers import Trip, Written
from tests.cast import academy_manager, outsider, person
from tests.permission import dossiers_brought as brought
from tests.permission import twelve
from tests.permission.seconds import ruled as adopted

pytestmark = pytest.mark.django_db
BEFORE, AFTER = twelve.BEFORE, twelve.AFTER


def refused(act: Any, code: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act()
    assert caught.value.code == code
    return caught.value


def kinds_of_entries() -> list[str]:
    return list(Entry.objects.order_by("-seq").values_list("kind", flat=True))


class TestSaving:
    def save(self, number: str, written: Written = brought.WRITTEN, **changed: Any) -> Dossier:
        dossier = twelve.dossier(number)
        asked = {"seen": dossier.saved_at, "by": twelve.account(number), "at": BEFORE, **changed}
        return operations.save_dossier(dossier=dossier, written=written, **asked)

    def test_unfinished_texts_are_kept_as_they_are(self, known: Call) -> None:
        half = Written("", "Half a sen", "", "", (Trip(None, "", "Japan in"),))
        self.save("T01", half)
        kept = twelve.dossier("T01")
        assert (kept.problem, kept.topic, kept.saved_at) == ("Half a sen", "", BEFORE)
        assert kept.earlier_trips == [{"year": None, "country": "", "subject": "Japan in"}]

    def test_a_draft_is_no_decision(self, known: Call) -> None:
        before = Entry.objects.count()
        self.save("T01")
        assert Entry.objects.count() == before

    def test_another_window_does_not_silently_replace_it(self, known: Call) -> None:
        self.save("T01")
        refused(
            lambda: self.save("T01", replace(brought.WRITTEN, problem="Other"), seen=None), "permission.saved_elsewhere"
        )
        assert twelve.dossier("T01").problem == brought.WRITTEN.problem

    @pytest.mark.parametrize(
        ("written", "changed", "code"),
        [
            (Written("V9"), {}, "permission.topic_unknown"),
            (Written("V2", "x" * 4001), {}, "permission.text_too_long"),
            (brought.WRITTEN, {"at": AFTER}, "permission.dossiers_closed"),
        ],
    )
    def test_is_refused(self, known: Call, written: Written, changed: dict[str, Any], code: str) -> None:
        refused(lambda: self.save("T01", written, **changed), code)

    def test_nobody_writes_for_another(self, known: Call) -> None:
        refused(lambda: self.save("T01", by=twelve.account("T02")), "permission.not_own_dossier")


class TestHandingIn:
    def test_whole_it_is_handed_in_and_the_ledger_names_the_person_only(self, known: Call, officer: User) -> None:
        adopted(known, officer)
        dossier = brought.handed_in("T01")
        assert dossier.handed_in_at == BEFORE
        body = json.loads(bytes(Entry.objects.get(kind="dossier.handed-in").body))
        assert sorted(body) == ["at", "by", "kind", "round", "seq", "subject"]

    def test_what_is_missing_is_counted(self, known: Call, officer: User) -> None:
        adopted(known, officer)
        act = lambda: operations.hand_in(dossier=twelve.dossier("T01"), by=twelve.account("T01"), at=BEFORE)  # noqa: E731
        # Five texts, three papers; the fourth may follow.
        assert refused(act, "permission.dossier_unfinished").values == {"count": 8}

    def test_not_before_the_rubric_is_adopted(self, known: Call) -> None:
        refused(lambda: brought.handed_in("T01"), "permission.not_now.hand-in")

    def test_not_after_the_last_moment(self, known: Call, officer: User) -> None:
        adopted(known, officer)
        dossier = brought.filled("T01")
        refused(
            lambda: operations.hand_in(dossier=dossier, by=twelve.account("T01"), at=AFTER),
            "permission.dossiers_closed",
        )

    def test_taken_back_it_can_be_changed_and_handed_in_again(self, known: Call, officer: User) -> None:
        adopted(known, officer)
        dossier, owner = brought.handed_in("T01"), twelve.account("T01")
        changed = replace(brought.WRITTEN, problem="Better")

        def save() -> None:
            operations.save_dossier(dossier=dossier, written=changed, seen=dossier.saved_at, by=owner, at=BEFORE)

        refused(save, "permission.dossier_is.handed-in")
        operations.take_back(dossier=dossier, by=owner, at=BEFORE)
        save()
        operations.hand_in(dossier=dossier, by=owner, at=BEFORE)
        assert twelve.dossier("T01").problem == "Better"

    def test_not_taken_back_after_the_last_moment_nor_twice(self, known: Call, officer: User) -> None:
        adopted(known, officer)
        dossier, owner = brought.handed_in("T01"), twelve.account("T01")
        refused(lambda: operations.take_back(dossier=dossier, by=owner, at=AFTER), "permission.dossiers_closed")
        operations.take_back(dossier=dossier, by=owner, at=BEFORE)
        refused(lambda: operations.take_back(dossier=dossier, by=owner, at=BEFORE), "permission.dossier_is.open")


class TestWithdrawing:
    def test_at_any_time_for_good_and_nothing_is_deleted(self, known: Call, officer: User) -> None:
        adopted(known, officer)
        dossier, owner = brought.handed_in("T01"), twelve.account("T01")
        operations.withdraw(dossier=dossier, reason=" Illness ", by=owner, at=AFTER)
        kept = twelve.dossier("T01")
        assert (kept.withdrawn_at, kept.withdrawal_reason, kept.handed_in_at) == (AFTER, "Illness", BEFORE)
        assert len(papers_of([kept.pk])[kept.pk]) == 3
        assert kinds_of_entries()[0] == "dossier.withdrawn"
        refused(
            lambda: operations.withdraw(dossier=dossier, reason="Again", by=owner, at=AFTER),
            "permission.dossier_is.withdrawn",
        )

    def test_says_why_and_is_the_official_s_own(self, known: Call) -> None:
        dossier = twelve.dossier("T01")
        refused(
            lambda: operations.withdraw(dossier=dossier, reason=" ", by=twelve.account("T01"), at=BEFORE),
            "permission.withdrawal_without_reason",
        )
        refused(
            lambda: operations.withdraw(dossier=dossier, reason="No", by=outsider(), at=BEFORE),
            "permission.not_own_dossier",
        )


class TestConsents:
    def ministry(self, code: str = "MOF") -> User:
        return person(f"of-{code.lower()}", Role.SENDING_MINISTRY, scope=Scope.ORGANIZATION, code=code)

    def speak(self, by: User, number: str = "T01", given: bool = True, reason: str = "", **more: Any) -> SendingConsent:
        asked = {"dossier": twelve.dossier(number), "given": given, "reason": reason, "by": by, "at": BEFORE, **more}
        return operations.speak_on(**asked)

    def test_the_latest_word_counts_and_the_official_is_told(self, known: Call) -> None:
        by = self.ministry()
        self.speak(by, given=False, reason="Nobody stands in")
        later = self.speak(by)
        assert consents_of([later.dossier_id])[later.dossier_id] == later
        assert (later.organization, later.given) == ("MOF", True)
        assert kinds_of_entries()[:2] == ["consent.given", "consent.refused"]
        told = Message.objects.everything(because="a test looks").filter(to__username="T01")
        assert set(told.values_list("kind", flat=True)) >= {"permission.consent_given", "permission.consent_refused"}

    def test_a_no_says_why(self, known: Call) -> None:
        refused(lambda: self.speak(self.ministry(), given=False), "permission.consent_without_reason")

    def test_not_for_people_of_another_body(self, known: Call) -> None:
        refused(lambda: self.speak(self.ministry("MOH")), "permission.consent_not_in_reach")

    def test_not_for_oneself(self, known: Call) -> None:
        refused(lambda: self.speak(granted(twelve.account("T01"))), "permission.consent_for_oneself")

    def test_the_role_is_needed(self, known: Call) -> None:
        refused(lambda: self.speak(academy_manager()), "access.role_needed")

    def test_not_on_a_withdrawn_dossier(self, known: Call) -> None:
        operations.withdraw(dossier=twelve.dossier("T01"), reason="Ill", by=twelve.account("T01"), at=BEFORE)
        refused(lambda: self.speak(self.ministry()), "permission.dossier_is.withdrawn")


class TestWeighing:
    def weigh(self, by: User, flag: str = "declared-trips", reason: str = "Another subject") -> None:
        operations.weigh_flag(dossier=twelve.dossier("T01"), flag=flag, matters=False, reason=reason, by=by, at=BEFORE)

    def test_is_kept_with_who_and_why(self, known: Call) -> None:
        self.weigh(academy_manager())
        pk = twelve.dossier("T01").pk
        kept = weighed_of([pk])[pk]["declared-trips"]
        assert (kept.weight, kept.reason, kept.by.username) == ("does-not", "Another subject", "munkh")
        assert kinds_of_entries()[0] == "dossier.flag-weighed"

    @pytest.mark.parametrize(
        ("asked", "code"),
        [({"flag": "nose"}, "permission.flag_unknown"), ({"reason": " "}, "permission.flag_without_reason")],
    )
    def test_is_refused(self, known: Call, asked: dict[str, str], code: str) -> None:
        refused(lambda: self.weigh(academy_manager(), **asked), code)

    def test_nobody_weighs_their_own(self, known: Call) -> None:
        refused(lambda: self.weigh(granted(twelve.account("T01"), Role.ACADEMY_MANAGER)), "permission.flag_of_oneself")

    def test_a_panel_member_weighs_none(self, known: Call) -> None:
        refused(lambda: self.weigh(person("p", Role.PANEL_MEMBER)), "access.role_needed")


def granted(user: User, role: Role = Role.SENDING_MINISTRY) -> User:
    """One of the twelve who holds a role besides."""
    from ortoo.access import operations as access
    from ortoo.access.rules.grants import Held
    from tests.cast import FOUNDED, LONG_AGO, hands

    manager, head = hands()
    grant = access.propose_grant(user=user, held=Held(role), valid_from=LONG_AGO, by=manager, at=FOUNDED)
    access.approve_grant(grant=grant, by=head, at=FOUNDED)
    return user
