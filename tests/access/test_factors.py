"""Second factors, resets by two hands, tries to sign in: the operations."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pyotp
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django import Settings

from ortoo.access import operations as access
from ortoo.access.keeping import decrypted
from ortoo.access.models import AccountReset, RecoveryCode, RequestCount, SecondFactor, SignInAttempt, User
from ortoo.access.rules.codes import step_at
from ortoo.access.rules.roles import Role
from ortoo.ledger.models import Entry
from ortoo.messages.models import Message
from ortoo.multilingual.refusals import Refusal
from tests.cast import AT, hands, outsider, person

pytestmark = pytest.mark.django_db

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
PASSWORD = "seven grey horses"
HOME, ABROAD = "198.51.100.1", "203.0.113.9"


def code(at: datetime, steps: int = 0) -> str:
    return pyotp.HOTP(SECRET).at(step_at(at) + steps)


def with_factor(user: User, at: datetime = AT) -> list[str]:
    return access.set_up_factor(secret=SECRET, code=code(at), by=user, at=at)


def with_password(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def refused(call: object, /, **given: object) -> str:
    with pytest.raises(Refusal) as caught:
        call(**given)  # type: ignore[operator]
    return caught.value.code


def told(user: User) -> list[str]:
    rows = Message.objects.everything(because="a test").filter(to=user).order_by("pk")
    return list(rows.values_list("kind", flat=True))


class TestTheFactor:
    def test_the_secret_is_kept_encrypted_and_the_codes_on_paper_as_hashes(self) -> None:
        user = outsider()
        codes = with_factor(user)
        kept = SecondFactor.objects.get(user=user)
        assert SECRET not in kept.secret
        assert decrypted(kept.secret) == SECRET
        assert len(set(codes)) == RecoveryCode.objects.filter(user=user).count() == 10
        assert not RecoveryCode.objects.filter(hash__in=codes).exists()
        assert told(user) == ["access.factor_on"]

    def test_under_another_key_it_cannot_be_read(self, settings: Settings) -> None:
        user = outsider()
        with_factor(user)
        settings.SECRET_KEY = "another key, as after a move without the old one, of no secrecy"
        assert refused(access.take_code, user=user, code=code(AT, 1), at=AT) == "access.factor_unreadable"

    def test_a_wrong_first_code_sets_nothing_up_and_there_is_one_factor(self) -> None:
        user = outsider()
        wrong = f"{(int(code(AT)) + 1) % 1000000:06}"
        assert refused(access.set_up_factor, secret=SECRET, code=wrong, by=user, at=AT) == "access.wrong_code"
        with_factor(user)
        assert refused(with_factor, user=user) == "access.factor_there"

    def test_a_code_is_taken_once_and_the_next_after_it(self) -> None:
        user = outsider()
        with_factor(user)
        assert refused(access.take_code, user=user, code=code(AT), at=AT) == "access.wrong_code"
        access.take_code(user=user, code=code(AT, 1), at=AT)
        assert refused(access.take_code, user=user, code=code(AT, 1), at=AT) == "access.wrong_code"

    def test_the_database_itself_takes_no_code_twice(self) -> None:
        user = outsider()
        with_factor(user)
        step = SecondFactor.objects.get(user=user).last_step
        with pytest.raises(IntegrityError, match="good once"), transaction.atomic():
            SecondFactor.objects.filter(user=user).update(last_step=step)
        RecoveryCode.objects.filter(user=user).update(used_at=AT)
        with pytest.raises(IntegrityError, match="good once"), transaction.atomic():
            RecoveryCode.objects.filter(user=user).update(used_at=None)

    def test_a_code_on_paper_is_good_once_and_its_person_is_told(self) -> None:
        user = outsider()
        first = with_factor(user)[0]
        access.take_code(user=user, code=f"{first[:5]}-{first[5:].lower()}", at=AT)
        assert refused(access.take_code, user=user, code=first, at=AT) == "access.wrong_code"
        assert told(user) == ["access.factor_on", "access.recovery_code_used"]

    def test_new_codes_on_paper_make_the_old_ones_void(self) -> None:
        user = outsider()
        old = with_factor(user)
        new = access.new_recovery_codes(code=old[0], by=user, at=AT)
        assert refused(access.take_code, user=user, code=old[1], at=AT) == "access.wrong_code"
        access.take_code(user=user, code=new[0], at=AT)

    def test_it_is_turned_off_where_no_role_needs_it(self) -> None:
        user, head = outsider(), person("head", Role.HEAD_OF_ACADEMY)
        with_factor(user)
        access.turn_off_factor(code=code(AT, 1), by=user, at=AT)
        assert not SecondFactor.objects.filter(user=user).exists()
        assert told(user) == ["access.factor_on", "access.factor_off"]
        with_factor(head)
        refusal = refused(access.turn_off_factor, code=code(AT, 1), by=head, at=AT)
        assert refusal == "access.factor_needed_by_role"


class TestResets:
    def proposed(self, what: str) -> tuple[AccountReset, User]:
        manager, _ = hands()
        user = with_password(outsider())
        with_factor(user)
        return access.propose_reset(user=user, what=what, by=manager, at=AT), user

    def test_a_lost_phone_takes_two_people(self) -> None:
        reset, user = self.proposed(AccountReset.FACTOR)
        manager, head = hands()
        access.approve_reset(reset=reset, by=head, at=AT)
        assert not SecondFactor.objects.filter(user=user).exists()
        assert refused(access.approve_reset, reset=reset, by=head, at=AT) == "access.reset_decided"
        assert refused(access.turn_down_reset, reset=reset, by=manager, at=AT) == "access.reset_decided"

    def test_neither_the_proposer_nor_the_person_approves(self) -> None:
        manager, head = hands()
        with_factor(head)
        reset = access.propose_reset(user=head, what=AccountReset.FACTOR, by=manager, at=AT)
        for by in (manager, head):
            assert refused(access.approve_reset, reset=reset, by=by, at=AT) == "access.reset_second_hand"
        with pytest.raises(IntegrityError), transaction.atomic():
            AccountReset.objects.filter(pk=reset.pk).update(decided_by=manager, decided_at=AT, approved=True)

    def test_a_forgotten_password_gets_a_new_first_one_and_ends_what_failed(self) -> None:
        reset, user = self.proposed(AccountReset.PASSWORD)
        _, head = hands()
        for _ in range(5):
            assert refused(access.try_password, username=user.username, password="?", network=HOME, at=AT)
        access.approve_reset(reset=reset, password="eight camels rest at noon", by=head, at=AT)
        given = {"username": user.username, "password": "eight camels rest at noon", "network": HOME}
        assert access.try_password(**given, at=AT) == user
        assert SecondFactor.objects.filter(user=user).exists()
        assert told(user) == ["access.factor_on", "access.locked", "access.password_reset"]

    def test_the_ledger_names_a_subject_and_no_person(self) -> None:
        reset, user = self.proposed(AccountReset.FACTOR)
        access.approve_reset(reset=reset, by=hands()[1], at=AT)
        entries = Entry.objects.filter(kind__startswith="access.").order_by("seq")
        assert [entry.kind for entry in entries] == ["access.factor-reset-proposed", "access.factor-reset-approved"]
        for entry in entries:
            body = json.loads(bytes(entry.body))
            assert sorted(body) == ["at", "by", "kind", "reset", "seq", "subject"]
            assert user.username not in bytes(entry.body).decode()

    def test_what_cannot_be_proposed(self) -> None:
        manager, _ = hands()
        user = outsider()
        ask = {"what": AccountReset.FACTOR, "by": manager, "at": AT}
        assert refused(access.propose_reset, user=user, **ask) == "access.nothing_to_reset"
        assert refused(access.propose_reset, user=manager, **ask) == "access.own_reset"
        assert refused(access.propose_reset, user=manager, what="password", by=user, at=AT) == "access.role_needed"
        access.propose_reset(user=user, what="password", by=manager, at=AT)
        again = refused(access.propose_reset, user=user, what="password", by=manager, at=AT)
        assert again == "access.reset_waits_already"


class TestTries:
    def fail(self, times: int, *, name: str = "otgon", network: str = HOME, at: datetime = AT) -> list[str]:
        return [refused(access.try_password, username=name, password="?", network=network, at=at) for _ in range(times)]

    def test_after_five_one_waits_and_waiting_is_not_made_longer_by_asking(self) -> None:
        user = with_password(outsider())
        assert self.fail(7) == ["access.wrong_password"] * 5 + ["access.wait"] * 2
        right = {"username": "otgon", "password": PASSWORD, "network": HOME}
        assert refused(access.try_password, **right, at=AT + timedelta(seconds=59)) == "access.wait"
        assert access.try_password(**right, at=AT + timedelta(seconds=60)) == user
        assert self.fail(5, at=AT + timedelta(seconds=61)) == ["access.wrong_password"] * 5

    def test_a_name_that_is_nobodys_is_answered_alike(self) -> None:
        with_password(outsider())
        assert self.fail(7) == self.fail(7, name="nobody")
        assert SignInAttempt.objects.count() == 10

    def test_nobody_is_locked_out_by_somebody_elsewhere(self) -> None:
        user = with_password(outsider())
        right = {"username": "otgon", "password": PASSWORD}
        access.try_password(**right, network=HOME, at=AT - timedelta(days=3))
        for last in range(60):
            self.fail(1, network=f"203.0.113.{last}")
        assert refused(access.try_password, **right, network=ABROAD, at=AT) == "access.wait"
        assert access.try_password(**right, network=HOME, at=AT) == user

    def test_one_network_tries_many_names_thirty_times(self) -> None:
        found = [self.fail(1, name=f"name-{number}")[0] for number in range(32)]
        assert found == ["access.wrong_password"] * 30 + ["access.wait"] * 2
        assert self.fail(1, name="another", at=AT + timedelta(minutes=15, seconds=1)) == ["access.wrong_password"]

    def test_codes_are_tried_five_times_from_wherever(self) -> None:
        user = with_password(outsider())
        with_factor(user)
        tried = [
            refused(access.try_code, user=user, code="000000", network=f"203.0.113.{last}", at=AT) for last in range(6)
        ]
        assert tried == ["access.wrong_code"] * 5 + ["access.wait"]
        later = AT + timedelta(minutes=1)
        access.try_code(user=user, code=code(later), network=HOME, at=later)
        assert told(user) == ["access.factor_on", "access.locked"]

    def test_what_has_done_its_duty_is_removed(self) -> None:
        with_password(outsider())
        self.fail(2)
        access.try_password(username="otgon", password=PASSWORD, network=HOME, at=AT)
        access.count_request(what="export", who="a" * 64, at=AT)
        access.prune(at=AT + timedelta(days=3))
        assert list(SignInAttempt.objects.values_list("passed", flat=True)) == [True]
        assert not RequestCount.objects.exists()
        access.prune(at=AT + timedelta(days=31))
        assert not SignInAttempt.objects.exists()


def test_requests_are_counted_by_the_minute() -> None:
    counted = [access.count_request(what="export", who="a" * 64, at=AT + timedelta(seconds=20 * n)) for n in range(4)]
    assert counted == [1, 2, 3, 1]
    assert access.count_request(what="search", who="a" * 64, at=AT) == 1
    assert access.count_request(what="export", who="b" * 64, at=AT) == 1
    assert timezone.is_aware(RequestCount.objects.earliest("minute").minute)
