"""Accounts and grants with real rows: two hands, dates, duties apart."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from ortoo.access import operations as access
from ortoo.access.access import require
from ortoo.access.models import Grant, User
from ortoo.access.operations import NewAccount
from ortoo.access.queries import grants_at, grants_of, waiting_for_approval
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role, Scope
from ortoo.ledger import operations as ledger
from ortoo.ledger.models import Entry
from tests.cast import AT, LONG_AGO, TODAY, academy_manager, exam_officer, outsider, person, selection_officer
from tests.expecting import refused

pytestmark = pytest.mark.django_db

THREE = {
    Role.ACADEMY_MANAGER: NewAccount("manager", "Sarantuya", "en", "a long pass phrase"),
    Role.HEAD_OF_ACADEMY: NewAccount("head", "Enkhbat"),
    Role.OPERATOR: NewAccount("operator", "Temuulen"),
}


def said(after: int = 0) -> list[dict[str, Any]]:
    """The ledger after so many entries, without what is in every entry."""
    bodies = [json.loads(bytes(entry.body)) for entry in Entry.objects.filter(seq__gt=after).order_by("seq")]
    return [{name: body[name] for name in body if name not in ("at", "seq")} for body in bodies]


@pytest.fixture
def head() -> User:
    return person("head", Role.HEAD_OF_ACADEMY)


@pytest.fixture
def manager() -> User:
    return academy_manager()


def proposed(user: User, role: Role, by: User, begin: date = TODAY, end: date | None = None) -> Grant:
    return access.propose_grant(user=user, held=Held(role), valid_from=begin, valid_to=end, by=by, at=AT)


class TestFounding:
    def test_each_founders_role_is_proposed_by_the_second_and_approved_by_the_third(self) -> None:
        users = access.found(accounts=THREE, at=AT)
        first, second, third = users.values()
        assert {role: user.username for role, user in users.items()} == {
            "academy-manager": "manager", "head-of-academy": "head", "operator": "operator",
        }  # fmt: skip
        hands = [(grant.user, grant.proposed_by, grant.approved_by) for grant in Grant.objects.order_by("pk")]
        assert hands == [(first, second, third), (second, third, first), (third, first, second)]
        assert [grants_of(user, TODAY).roles for user in users.values()] == [{role} for role in THREE]
        assert [entry["kind"] for entry in said()] == ["grant.proposed", "grant.approved"] * 3

    def test_only_a_password_that_was_given_fits(self) -> None:
        users = access.found(accounts=THREE, at=AT)
        assert users[Role.ACADEMY_MANAGER].check_password("a long pass phrase")
        assert not users[Role.HEAD_OF_ACADEMY].has_usable_password()

    def test_a_programme_is_founded_once(self) -> None:
        access.found(accounts=THREE, at=AT)
        refused("access.already_founded", access.found, accounts=THREE, at=AT)
        assert User.objects.count() == 3

    @pytest.mark.parametrize(
        "accounts",
        [
            {},
            dict(list(THREE.items())[:2]),
            {**THREE, Role.AUDITOR: NewAccount("manager", "Sarantuya again")},
            {**THREE, Role.OPERATOR: NewAccount("head", "Enkhbat again")},
        ],
    )
    def test_it_takes_three_different_people(self, accounts: dict[Role, NewAccount]) -> None:
        assert refused("access.three_founders", access.found, accounts=accounts, at=AT) == {"count": len(accounts)}
        assert (User.objects.count(), Entry.objects.count()) == (0, 0)


class TestAccounts:
    def test_all_are_opened_or_none(self, manager: User) -> None:
        new = [NewAccount("dulmaa", "Dulmaa", "ko"), NewAccount("ganbat", "Ganbat", password="a long pass phrase")]
        opened = access.open_accounts(accounts=new, by=manager, at=AT)
        assert [(user.username, user.shown_name, user.language) for user in opened] == [
            ("dulmaa", "Dulmaa", "ko"),
            ("ganbat", "Ganbat", "mn"),
        ]
        assert [user.has_usable_password() for user in opened] == [False, True]
        assert grants_of(opened[0], TODAY).held == frozenset()

    def test_a_name_that_is_taken_or_stands_twice_is_named(self, manager: User) -> None:
        names = ["munkh", "new", "twice", "twice"]
        accounts = [NewAccount(name, name) for name in names]
        before = User.objects.count()
        assert refused("access.username_taken", access.open_accounts, accounts=accounts, by=manager, at=AT) == {
            "usernames": "munkh, twice"
        }
        assert User.objects.count() == before

    def test_it_needs_a_role(self) -> None:
        refused("access.role_needed", access.open_accounts, accounts=[], by=outsider(), at=AT)


class TestTwoHands:
    def test_one_proposes_and_another_approves(self, manager: User, head: User) -> None:
        holder, before = outsider(), Entry.objects.count()
        grant = proposed(holder, Role.MARKER, manager)
        assert list(waiting_for_approval()) == [grant]
        assert not grants_of(holder, TODAY).has(Role.MARKER)
        access.approve_grant(grant=grant, by=head, at=AT)
        assert list(waiting_for_approval()) == []
        assert grants_of(holder, TODAY).held == {Held(Role.MARKER)}
        body = {
            "grant": grant.pk, "holder": ledger.subject(kind="user", key=holder.pk), "role": "marker",
            "scope": "everything", "code": "", "from": "2026-03-02", "to": None,
        }  # fmt: skip
        assert said(before) == [
            {"kind": "grant.proposed", "by": ledger.subject(kind="user", key=manager.pk), **body},
            {"kind": "grant.approved", "by": ledger.subject(kind="user", key=head.pk), **body},
        ]

    def test_nobody_proposes_for_themselves(self, manager: User) -> None:
        refused(
            "access.own_grant", access.propose_grant, user=manager, held=Held(Role.MARKER), valid_from=TODAY,
            by=manager, at=AT,
        )  # fmt: skip

    def test_neither_the_proposer_nor_the_holder_approves(self, manager: User, head: User) -> None:
        grant = proposed(head, Role.MARKER, manager)
        refused("access.second_hand", access.approve_grant, grant=grant, by=manager, at=AT)
        refused("access.second_hand", access.approve_grant, grant=grant, by=head, at=AT)
        assert not grants_of(head, TODAY).has(Role.MARKER)

    def test_both_need_a_role_for_it(self, manager: User) -> None:
        asked: dict[str, Any] = {"user": outsider(), "held": Held(Role.MARKER), "valid_from": TODAY, "at": AT}
        keeper = exam_officer()
        refused("access.role_needed", access.propose_grant, **asked, by=keeper)
        grant = access.propose_grant(**asked, by=manager)
        refused("access.role_needed", access.approve_grant, grant=grant, by=keeper, at=AT)
        refused("access.role_needed", access.revoke_grant, grant=grant, by=keeper, at=AT)

    def test_a_grant_is_decided_once(self, manager: User, head: User) -> None:
        holder, before = outsider(), Entry.objects.count()
        grant = access.approve_grant(grant=proposed(holder, Role.MARKER, manager), by=head, at=AT)
        refused("access.grant_decided", access.approve_grant, grant=grant, by=head, at=AT)
        access.revoke_grant(grant=grant, by=manager, at=AT)
        refused("access.grant_decided", access.approve_grant, grant=grant, by=head, at=AT)
        refused("access.grant_decided", access.revoke_grant, grant=grant, by=head, at=AT)
        assert [entry["kind"] for entry in said(before)] == ["grant.proposed", "grant.approved", "grant.revoked"]

    def test_one_that_was_turned_down_is_never_in_force(self, manager: User, head: User) -> None:
        holder = outsider()
        grant = access.revoke_grant(grant=proposed(holder, Role.MARKER, manager), by=head, at=AT)
        refused("access.grant_decided", access.approve_grant, grant=grant, by=head, at=AT)
        assert grants_of(holder, TODAY).held == frozenset()
        assert list(waiting_for_approval()) == []

    @pytest.mark.parametrize(
        ("constraint", "changed"),
        [
            ("grant_approved_by_another", {"approved_by": "munkh"}),
            ("grant_not_for_oneself", {"user": "munkh"}),
            ("grant_not_approved_by_its_holder", {"approved_by": "otgon"}),
            ("grant_ends_after_it_begins", {"valid_to": TODAY}),
            ("grant_code_where_the_scope_has_one", {"scope": "organization"}),
            ("grant_code_where_the_scope_has_one", {"code": "MOF"}),
        ],
    )
    def test_the_database_refuses_too(self, manager: User, constraint: str, changed: dict[str, Any]) -> None:
        outsider()
        people = {
            name: User.objects.get(username=user) for name, user in changed.items() if name.endswith(("by", "user"))
        }
        row = {
            "user": User.objects.get(username="otgon"), "role": Role.MARKER, "scope": Scope.EVERYTHING,
            "valid_from": TODAY, "proposed_by": manager, "proposed_at": AT, **changed, **people,
        }  # fmt: skip
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Grant.objects.create(**row)


class TestDays:
    def test_a_grant_counts_from_its_first_day_to_before_its_last(self, manager: User, head: User) -> None:
        holder = outsider()
        grant = proposed(holder, Role.MARKER, manager, date(2026, 3, 10), date(2026, 3, 20))
        access.approve_grant(grant=grant, by=head, at=AT)
        days = [date(2026, 3, day) for day in (9, 10, 19, 20)]
        assert [grants_of(holder, day).has(Role.MARKER) for day in days] == [False, True, True, False]

    def test_a_day_begins_at_midnight_of_the_programme(self, manager: User, head: User) -> None:
        """Ulaanbaatar is eight hours ahead: 16:00 in UTC is midnight there."""
        holder = outsider()
        grant = proposed(holder, Role.MARKER, manager, date(2026, 3, 10))
        access.approve_grant(grant=grant, by=head, at=AT)
        midnight = datetime(2026, 3, 9, 16, 0, tzinfo=UTC)
        assert not grants_at(holder, midnight - timedelta(seconds=1)).has(Role.MARKER)
        assert grants_at(holder, midnight).has(Role.MARKER)

    def test_what_was_revoked_and_who_has_left_count_no_more(self, manager: User, head: User) -> None:
        holder = outsider()
        grant = access.approve_grant(grant=proposed(holder, Role.MARKER, manager), by=head, at=AT)
        access.revoke_grant(grant=grant, by=head, at=AT)
        assert grants_of(holder, TODAY).held == frozenset()
        head.is_active = False
        assert (grants_of(head, TODAY).user_id, grants_of(head, TODAY).held) == (None, frozenset())
        assert grants_of(None, TODAY).held == frozenset()


class TestDutiesApart:
    def test_a_clash_is_refused_when_it_is_proposed(self, manager: User) -> None:
        seen = refused(
            "access.duties_apart", access.propose_grant, user=exam_officer(), held=Held(Role.SELECTION_OFFICER),
            valid_from=TODAY, by=manager, at=AT,
        )  # fmt: skip
        assert seen == {"name": "Enkh", "role": "selection-officer", "other": "exam-officer"}

    def test_and_again_when_it_is_approved(self, manager: User, head: User) -> None:
        holder = outsider()
        first, second = (proposed(holder, role, manager) for role in (Role.EXAM_OFFICER, Role.SELECTION_OFFICER))
        access.approve_grant(grant=first, by=head, at=AT)
        refused("access.duties_apart", access.approve_grant, grant=second, by=head, at=AT)
        assert grants_of(holder, TODAY).roles == {Role.EXAM_OFFICER}

    @pytest.mark.parametrize(
        ("begin", "end", "clashes"),
        [
            (date(2026, 1, 1), None, True),  # begins before the other and lasts into it
            (date(2026, 1, 1), date(2026, 6, 2), True),
            (date(2026, 1, 1), date(2026, 6, 1), False),  # ends the day the other begins
            (date(2026, 7, 1), None, True),
            (date(2026, 7, 31), date(2026, 9, 1), True),
            (date(2026, 8, 1), None, False),  # begins the day the other ends
        ],
    )
    def test_a_clash_on_any_later_day_is_seen(
        self, manager: User, head: User, begin: date, end: date | None, clashes: bool
    ) -> None:
        """The other role is held from 1 June to before 1 August."""
        holder = outsider()
        other = proposed(holder, Role.EXAM_OFFICER, manager, date(2026, 6, 1), date(2026, 8, 1))
        access.approve_grant(grant=other, by=head, at=AT)
        asked: dict[str, Any] = {
            "user": holder, "held": Held(Role.SELECTION_OFFICER), "valid_from": begin, "valid_to": end, "by": manager,
            "at": AT,
        }  # fmt: skip
        if clashes:
            refused("access.duties_apart", access.propose_grant, **asked)
        else:
            access.approve_grant(grant=access.propose_grant(**asked), by=head, at=AT)

    def test_who_holds_both_all_the_same_can_act_as_neither(self) -> None:
        """As grants stand in a database that another edition wrote."""
        both = selection_officer()
        hands = User.objects.filter(username__startswith="hand-")
        Grant.objects.create(
            user=both, role=Role.EXAM_OFFICER, scope=Scope.EVERYTHING, valid_from=LONG_AGO,
            proposed_by=hands[0], proposed_at=AT, approved_by=hands[1], approved_at=AT,
        )  # fmt: skip
        for role in (Role.EXAM_OFFICER, Role.SELECTION_OFFICER):
            refused("access.duties_clash", lambda role=role: require(grants_of(both, TODAY), role))

    def test_once_one_of_the_two_has_ended_the_other_counts(self) -> None:
        holder = selection_officer()
        hands = User.objects.filter(username__startswith="hand-")
        Grant.objects.create(
            user=holder, role=Role.EXAM_OFFICER, scope=Scope.EVERYTHING, valid_from=LONG_AGO, valid_to=TODAY,
            proposed_by=hands[0], proposed_at=AT, approved_by=hands[1], approved_at=AT,
        )  # fmt: skip
        refused(
            "access.duties_clash", lambda: require(grants_of(holder, TODAY - timedelta(days=1)), Role.SELECTION_OFFICER)
        )
        require(grants_of(holder, TODAY), Role.SELECTION_OFFICER)
