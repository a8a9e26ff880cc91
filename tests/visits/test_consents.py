"""Consents: given by the traveller alone, taken back, and nothing that leaks to a host."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from ortoo.access.models import User
from ortoo.ledger.operations import subject
from ortoo.visits.models import DataConsent, Traveller, Visit
from ortoo.visits.operations import give_consent, hand_over_list, leave, take_back_consent
from ortoo.visits.queries.consents import label_for_host, seen_by_host, travellers_for_host, unspoken_hosts
from ortoo.visits.queries.travellers import travellers_of
from tests.cast import client_of, outsider
from tests.expecting import entry, refused
from tests.visiting import text
from tests.visits.travelling import (
    AT,
    DELEGATES,
    ENDS,
    TODAY,
    account,
    host,
    host_account,
    keeper,
    traveller,
    where,
)

pytestmark = pytest.mark.django_db
EVERYBODY = (*DELEGATES, "T12")


def give(number: str, code: str = "LOGODI", covers: tuple[str, ...] = ("person",), until: date = ENDS) -> None:
    give_consent(traveller=traveller(number), host=host(code), covers=covers, until=until, by=account(number), at=AT)


def named_on(code: str = "LOGODI", on: date = TODAY) -> dict[str, frozenset[str]]:
    keys = {one.pk: one.official.number for one in travellers_of(host(code).visit)}
    return {keys[key]: covers for key, covers in seen_by_host(host(code), on).items()}


class TestGiving:
    def test_one_host_sees_what_was_said_to_it_until_the_day(self, named: Visit) -> None:
        give("T01", covers=("identifiers", "person"))
        assert named_on() == {"T01": frozenset({"person", "identifiers"})}
        assert named_on("KIPA") == {}
        assert named_on(on=ENDS) == named_on()
        assert named_on(on=ENDS + timedelta(days=1)) == {}
        assert entry("visit.consent-given") == {
            "visit": "kr-2026", "host": "LOGODI", "subject": subject(kind="official", key=traveller("T01").official_id),
            "covers": ["person", "identifiers"], "until": "2026-06-12",
            "by": subject(kind="user", key=account("T01").pk),
        }  # fmt: skip

    def test_taking_back_the_person_takes_all_of_it(self, named: Visit) -> None:
        give("T01", covers=("person", "health"))
        take_back_consent(traveller=traveller("T01"), host=host(), covers=["person"], by=account("T01"), at=AT)
        assert named_on() == {}
        assert entry("visit.consent-taken-back")["covers"] == ["person"]
        give("T01")
        assert named_on() == {"T01": frozenset({"person", "health"})}
        take_back_consent(traveller=traveller("T01"), host=host(), by=account("T01"), at=AT)
        assert DataConsent.objects.everything(because="a test counts").count() == 7

    def test_who_has_left_is_not_seen(self, named: Visit) -> None:
        give("T01")
        leave(traveller=traveller("T01"), by=keeper(), at=AT)
        assert named_on() == {}
        refused("visits.another_traveller", give, number="T01")

    def test_nobody_speaks_for_another(self, named: Visit) -> None:
        asked: dict[str, Any] = {"traveller": traveller("T01"), "host": host(), "at": AT}
        for somebody in (keeper(), account("T02"), outsider(), host_account()):
            refused("visits.another_traveller", give_consent, by=somebody, covers=["person"], until=ENDS, **asked)
            refused("visits.another_traveller", take_back_consent, by=somebody, **asked)

    def test_bounds(self, named: Visit) -> None:
        refused("visits.consent_ends_early", give, number="T01", until=ENDS - timedelta(days=1))
        refused("visits.consent_too_long", give, number="T01", until=ENDS + timedelta(days=367))
        refused("visits.consent_to_nothing", give, number="T01", covers=())
        assert named_on() == {}

    def test_a_word_stays_as_it_was_spoken(self, named: Visit) -> None:
        give("T01")
        rows = DataConsent.objects.everything(because="a test tries")
        for act in (lambda: rows.update(until=date(2099, 1, 1)), rows.delete):
            with pytest.raises(IntegrityError), transaction.atomic():
                act()

    def test_hosts_that_have_no_word_yet(self, named: Visit) -> None:
        assert [one.organization.code for one in unspoken_hosts(traveller("T01"))] == ["LOGODI", "KIPA"]
        give("T01")
        assert [one.organization.code for one in unspoken_hosts(traveller("T01"))] == ["KIPA"]


class TestLabels:
    def test_a_name_or_a_number(self, named: Visit) -> None:
        give("T01")
        seen = seen_by_host(host(), TODAY)
        with override("en"):
            labels = [label_for_host(traveller(number), seen) for number in ("T01", "T02", "T12")]
            assert labels == [traveller("T01").official.short_name, "Delegate 2", "Escort 9"]

    def test_without_the_person_neither_post_nor_body(self, named: Visit) -> None:
        give("T02")
        rows = travellers_for_host(host(), TODAY)
        assert [(one.place, one.post, one.body) for one in rows if one.body] == [(2, "Specialist", "MOF")]
        assert [one.topic for one in rows[:3]] == ["V2", "V3", "V4"]


class TestHandingOver:
    def test_refused_by_number_until_all_have_consented(self, named: Visit) -> None:
        for number in EVERYBODY[:-2]:
            give(number)
        asked: dict[str, Any] = {"host": host(), "by": keeper(), "at": AT}
        assert refused("visits.no_consent", hand_over_list, **asked) == {
            "numbers": "T09, T12", "host": "LOGODI", "count": 2,
        }  # fmt: skip
        for number in EVERYBODY[-2:]:
            give(number)
        assert hand_over_list(**asked) == 9
        assert len(entry("visit.list-handed-over")["travellers"]) == 9
        refused("access.role_needed", hand_over_list, **{**asked, "by": account("T01")})
        refused("visits.no_consent", hand_over_list, **{**asked, "host": host("KIPA")})

    def test_nobody_is_named(self, opened: Visit) -> None:
        assert refused("visits.nobody_named", hand_over_list, host=host(), by=keeper(), at=AT) == {"visit": "kr-2026"}


class Spoken:
    """A second memory of what every traveller said last, for one host."""

    def __init__(self) -> None:
        self.last: dict[tuple[str, str], tuple[bool, date]] = {}

    def may_be_named(self, number: str, on: date) -> bool:
        given, until = self.last.get((number, "person"), (False, on))
        return given and on <= until


def speak(random: Random, at: datetime, spoken: Spoken) -> None:
    number = random.choice(EVERYBODY)
    covers = random.sample(("person", "identifiers", "health"), random.randint(1, 3))
    asked: dict[str, Any] = {
        "traveller": traveller(number), "host": host(), "covers": covers, "by": account(number), "at": at,
    }  # fmt: skip
    if random.random() < 0.4:
        take_back_consent(**asked)
        word = (False, TODAY)
    else:
        word = (True, ENDS + timedelta(days=random.randint(0, 20)))
        give_consent(until=word[1], **asked)
    spoken.last.update({(number, one): word for one in covers})


def check_no_leak(random: Random, looks: User, spoken: Spoken, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 6, 1, 4, tzinfo=UTC) + timedelta(days=random.randint(0, 40))
    monkeypatch.setattr(timezone, "now", lambda: moment)
    allowed = {number for number in EVERYBODY if spoken.may_be_named(number, timezone.localdate())}
    client = client_of(looks)
    assert named_in(client, "travellers") == allowed
    assert named_in(client, random.choice(("visit", "packs", "notes", "agenda"))) <= allowed


def named_in(client: Client, page: str) -> set[str]:
    answer = client.get(where(page))
    assert page != "travellers" or answer.status_code == 200
    shown = text(answer)
    return {number for number in EVERYBODY if f"Bold{number}" in shown}


def run(seed: int, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)
    random, spoken, looks = Random(seed), Spoken(), host_account()
    for step in range(steps):
        speak(random, AT + timedelta(minutes=step), spoken)
        if random.random() < 0.2:
            check_no_leak(random, looks, spoken, monkeypatch)
    check_no_leak(random, looks, spoken, monkeypatch)


class TestNothingLeaks:
    """The page of a host after random words names exactly those who let it, by a second memory."""

    @pytest.mark.parametrize("seed", range(3))
    def test_the_page_names_exactly_those_who_let_it(
        self, named: Visit, seed: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run(seed, 70, monkeypatch)

    @pytest.mark.campaign
    @pytest.mark.parametrize("seed", range(100, 120))
    def test_for_long(self, named: Visit, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
        run(seed, 500, monkeypatch)

    def test_no_table_of_travellers_opens_to_a_host_by_a_scope(self, named: Visit) -> None:
        from tests.cast import grants

        give("T01")
        scoped = grants(host_account())
        assert not Traveller.objects.visible_to(scoped).exists()
        assert not DataConsent.objects.visible_to(scoped).exists()
