"""An account is closed by one person and opened again by two: operations, pages, signing in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from ortoo.access import operations as access
from ortoo.access.models import AccountClosing, AccountReset, SignedIn, User
from ortoo.access.operations import NewAccount
from ortoo.access.queries import grants_of
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role
from ortoo.ledger import operations as ledger
from ortoo.messages.models import Message
from tests.cast import AT, TODAY, academy_manager, client_of, exam_officer, hands, person
from tests.expecting import entry, refused
from tests.factories.people import official
from tests.visiting import main_part, page, sent, text

pytestmark = pytest.mark.django_db

PASSWORD = "seven grey horses"
NETWORK = "198.51.100.7"
SIGN_IN = "/en/access/sign-in/"
WRONG = "User name and password do not fit together."


@pytest.fixture
def leaver() -> User:
    """An exam officer with a password."""
    user = exam_officer()
    access.give_first_password(user=user, password=PASSWORD, by=hands()[0], at=AT)
    return user


def closed(user: User) -> AccountClosing:
    return access.close_account(user=user, reason="Left the academy: order 12", by=hands()[1], at=AT)


def told(user: User) -> list[str]:
    rows = Message.objects.everything(because="looks")
    return list(rows.filter(to=user).order_by("pk").values_list("kind", flat=True))


class TestClosing:
    def test_its_sign_ins_end_and_its_resets_are_turned_down(self, leaver: User) -> None:
        client = Client()
        assert sent(client, SIGN_IN, username="enkh", password=PASSWORD) == (302, "/en/")
        reset = access.propose_reset(user=leaver, what=AccountReset.PASSWORD, by=hands()[0], at=AT)
        closing = closed(leaver)
        reset.refresh_from_db()
        assert (reset.approved, reset.decided_by) == (False, hands()[1])
        assert not SignedIn.objects.filter(user=leaver).exists()
        assert "Sign out" not in text(client.get("/en/"))
        assert grants_of(User.objects.get(pk=leaver.pk), TODAY).held == frozenset()
        assert told(leaver) == ["access.account_closed"]
        assert entry("access.account-closed") == {
            "because": "Left the academy: order 12", "by": ledger.subject(kind="user", key=hands()[1].pk),
            "closing": closing.pk, "subject": ledger.subject(kind="user", key=leaver.pk),
        }  # fmt: skip

    def test_who_knows_the_password_is_told_and_nobody_else(self, leaver: User) -> None:
        closed(leaver)
        status, shown = sent(Client(), SIGN_IN, username="enkh", password=PASSWORD)
        assert (status, "This account is closed. If you need it again, ask the academy" in shown) == (422, True)
        status, shown = sent(Client(), SIGN_IN, username="enkh", password="another")
        assert (status, WRONG in shown, "closed" in main_part(shown)) == (422, True, False)

    @pytest.mark.parametrize(
        ("language", "begins"),
        [("mn", "Энэ бүртгэл хаагдсан."), ("ko", "이 계정은 닫혔습니다."), ("en", "This account is closed.")],
    )
    def test_the_sentence_is_in_the_language_of_the_page(self, leaver: User, language: str, begins: str) -> None:
        closed(leaver)
        assert begins in sent(Client(), f"/{language}/access/sign-in/", username="enkh", password=PASSWORD)[1]

    def test_a_try_at_a_closed_account_counts_as_one_that_failed(self, leaver: User) -> None:
        closed(leaver)
        given = {"username": "enkh", "password": PASSWORD, "network": NETWORK, "at": AT}
        for _ in range(5):
            refused("access.closed", access.try_password, **given)
        refused("access.wait", access.try_password, **given)

    def test_between_password_and_code_it_ends_too(self, leaver: User) -> None:
        client = client_of()
        session = client.session
        session["half_sign_in"] = {"user": leaver.pk, "hash": leaver.get_session_auth_hash(), "at": AT.isoformat()}
        session.save()
        closed(leaver)
        assert client.get("/en/access/code/")["Location"].startswith(SIGN_IN)

    def test_what_cannot_be_closed(self, leaver: User) -> None:
        manager, head = hands()
        ask: dict[str, Any] = {"reason": "Left", "at": AT}
        assert refused("access.own_account", access.close_account, user=head, by=head, **ask) == {}
        assert refused("access.last_who_gives_roles", access.close_account, user=manager, by=head, **ask) == {
            "name": "hand-1", "roles": "academy-manager",
        }  # fmt: skip
        assert refused("access.last_who_gives_roles", access.close_account, user=head, by=manager, **ask) == {
            "name": "hand-2", "roles": "head-of-academy",
        }  # fmt: skip
        refused("access.role_needed", access.close_account, user=head, by=leaver, **ask)
        closed(leaver)
        assert refused("access.account_closed", access.close_account, user=leaver, by=head, **ask) == {"name": "Enkh"}
        operator = User.objects.get(username="hand-3")
        refused("access.role_needed", access.close_account, user=leaver, by=operator, **ask)
        assert AccountClosing.objects.count() == 1

    def test_a_manager_goes_once_another_holds_the_role(self) -> None:
        manager, head = hands()
        second = academy_manager()
        access.close_account(user=manager, reason="Left", by=head, at=AT)
        ask: dict[str, Any] = {"reason": "Left", "at": AT}
        refused("access.last_who_gives_roles", access.close_account, user=second, by=head, **ask)
        # Whoever still holds the closed account's row in hand has no say any more.
        refused("access.role_needed", access.close_account, user=second, by=manager, **ask)

    def test_a_role_that_has_ended_makes_nobody_stay_and_leaves_nobody(self) -> None:
        manager, head = hands()
        second = academy_manager()
        access.revoke_grant(grant=second.grants.get(), by=head, at=AT)
        refused("access.last_who_gives_roles", access.close_account, user=manager, reason="Left", by=head, at=AT)
        access.close_account(user=second, reason="Left", by=manager, at=AT)

    def test_a_closed_account_gets_neither_roles_nor_resets(self, leaver: User) -> None:
        manager, head = hands()
        waiting = access.propose_grant(user=leaver, held=Held(Role.MARKER), valid_from=TODAY, by=manager, at=AT)
        closed(leaver)
        leaver.refresh_from_db()
        refused("access.account_closed", access.approve_grant, grant=waiting, by=head, at=AT)
        refused(
            "access.account_closed", access.propose_grant, user=leaver, held=Held(Role.AUDITOR), valid_from=TODAY,
            by=manager, at=AT,
        )  # fmt: skip
        refused("access.account_closed", access.propose_reset, user=leaver, what="password", by=manager, at=AT)

    def test_what_the_database_refuses(self, leaver: User) -> None:
        closing = closed(leaver)
        manager, head = hands()
        rows = AccountClosing.objects.filter(pk=closing.pk)
        for wrong in (
            {"reason": "another"},
            {"closed_by": manager},
            {"reopened_by": head, "reopened_at": AT},
            {"reopening_proposed_by": head, "reopened_by": head, "reopened_at": AT},
            {"reopening_proposed_by": leaver},
            {"reopening_proposed_by": head, "reopened_by": leaver, "reopened_at": AT},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            AccountClosing.objects.create(user=leaver, reason="twice", closed_by=head, closed_at=AT)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()


class TestOpeningAgain:
    def test_it_takes_two_people_and_everything_is_as_it_was(self, leaver: User) -> None:
        manager, head = hands()
        closing = closed(leaver)
        access.propose_reopening(closing=closing, by=head, at=AT)
        refused("access.reopening_second_hand", access.approve_reopening, closing=closing, by=head, at=AT)
        access.approve_reopening(closing=closing, by=manager, at=AT + timedelta(hours=1))
        user = access.try_password(username="enkh", password=PASSWORD, network=NETWORK, at=AT)
        assert grants_of(user, TODAY).roles == {Role.EXAM_OFFICER}
        assert told(leaver) == ["access.account_closed", "access.account_reopened"]
        assert entry("access.reopening-approved") == {
            "by": ledger.subject(kind="user", key=manager.pk), "closing": closing.pk,
            "subject": ledger.subject(kind="user", key=leaver.pk),
        }  # fmt: skip
        for act in (access.propose_reopening, access.approve_reopening, access.turn_down_reopening):
            refused("access.account_open", act, closing=closing, by=head, at=AT)
        with pytest.raises(IntegrityError), transaction.atomic():
            AccountClosing.objects.filter(pk=closing.pk).update(reopened_at=None, reopened_by=None)
        closed(leaver)
        assert leaver.closings.count() == 2

    def test_what_was_turned_down_may_be_proposed_anew(self, leaver: User) -> None:
        manager, head = hands()
        operator = User.objects.get(username="hand-3")
        closing = closed(leaver)
        refused("access.reopening_decided", access.approve_reopening, closing=closing, by=head, at=AT)
        access.propose_reopening(closing=closing, by=operator, at=AT)
        refused("access.reopening_waits_already", access.propose_reopening, closing=closing, by=manager, at=AT)
        refused("access.role_needed", access.approve_reopening, closing=closing, by=operator, at=AT)
        access.turn_down_reopening(closing=closing, by=head, at=AT)
        refused("access.reopening_decided", access.turn_down_reopening, closing=closing, by=head, at=AT)
        refused("access.closed", access.try_password, username="enkh", password=PASSWORD, network=NETWORK, at=AT)
        access.propose_reopening(closing=closing, by=head, at=AT)
        access.approve_reopening(closing=closing, by=manager, at=AT)
        assert User.objects.get(pk=leaver.pk).is_active


class TestPages:
    def test_from_the_list_to_closed_and_open_again(self, leaver: User) -> None:
        manager, head = hands()
        first, second = client_of(head), client_of(manager)
        its = f"/en/access/accounts/{leaver.pk}/"
        assert f'href="{its}"' in page(first, "/en/access/accounts/")
        assert f'href="{its}close/"' in page(first, its)
        status, asked = sent(first, f"{its}close/", reason="Left the academy")
        assert (status, "Left the academy" in asked) == (200, True)
        assert User.objects.get(pk=leaver.pk).is_active, "the answers are checked first"
        assert sent(first, f"{its}close/", reason="Left the academy", confirm="1") == (302, its)
        shown = page(first, its)
        assert "The account is closed, and its sign-ins have ended." in shown
        for said in ("Closed", "Left the academy", "hand-2", "Exam officer"):
            assert said in main_part(shown)
        assert f'href="{its}close/"' not in shown
        assert "Enkh" in page(first, "/en/access/accounts/?state=closed")
        assert "Enkh" not in main_part(page(first, "/en/access/accounts/?state=in-use"))
        assert sent(second, f"{its}open-again/") == (302, its)
        assert "Waits for a second person" in page(second, its)
        assert "Decide on opening a closed account again" not in page(second, "/en/")
        assert "Decide on opening a closed account again" in page(first, "/en/")
        assert sent(first, f"{its}open-again/decide/", decision="approve") == (302, its)
        assert "In use" in page(first, its)
        assert sent(Client(), SIGN_IN, username="enkh", password=PASSWORD) == (302, "/en/")

    def test_a_refusal_stands_above_the_form(self) -> None:
        manager, head = hands()
        status, shown = sent(client_of(head), f"/en/access/accounts/{manager.pk}/close/", reason="Left", confirm="1")
        assert status == 422
        assert "Without hand-1 nobody could give roles any more: the last in the role of Academy manager." in shown
        assert sent(client_of(head), f"/en/access/accounts/{manager.pk}/close/", reason=" ", confirm="1")[0] == 422

    def test_with_ones_own_account_nothing_is_offered(self) -> None:
        head = hands()[1]
        shown = main_part(page(client_of(head), f"/en/access/accounts/{head.pk}/"))
        assert "/close/" not in shown

    def test_an_operator_sees_the_staff_closes_nobody_and_may_propose(self, leaver: User) -> None:
        who = official("A1")
        manager, _ = hands()
        who.account = access.open_accounts(accounts=[NewAccount("A1", "Б.Болд")], by=manager, at=AT)[0]
        who.save()
        operator = client_of(User.objects.get(username="hand-3"))
        page(operator, f"/en/access/accounts/{who.account.pk}/", 404)
        page(operator, f"/en/access/accounts/{who.account.pk}/open-again/", 404)
        page(client_of(manager), f"/en/access/accounts/{who.account.pk}/")
        its = f"/en/access/accounts/{leaver.pk}/"
        assert "/close/" not in main_part(page(operator, its))
        page(operator, f"{its}close/", 403)
        page(operator, f"{its}open-again/", 404)
        closed(leaver)
        assert sent(operator, f"{its}open-again/") == (302, its)
        page(operator, f"{its}open-again/decide/", 403)

    def test_the_list_asks_as_often_for_thirty_as_for_one(self, django_assert_num_queries: Any) -> None:
        manager = hands()[0]
        client = client_of(manager)
        client.get("/en/access/accounts/")
        with django_assert_num_queries(QUERIES):
            client.get("/en/access/accounts/")
        for number in range(8):
            closed(person(f"person-{number}"))
        with django_assert_num_queries(QUERIES):
            client.get("/en/access/accounts/")


QUERIES = 6
