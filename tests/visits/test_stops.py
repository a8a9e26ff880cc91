"""Stops on offer: whose they are, what they must keep, when they can no longer be changed; and the ways between."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from ortoo.access.models import User
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from ortoo.visits.models import Agenda, AgendaConsent, AgendaStop, Stop, Venue, Visit, VisitHost
from ortoo.visits.operations import add_speaker, change_stop, offer_stop, weigh_stop, withdraw_stop
from ortoo.visits.queries.stops import is_agreed_on, offer_of, stops_of, travel_table
from ortoo.visits.queries.visits import agreed_agenda, state
from ortoo.visits.rules.offering import Window
from ortoo.visits.rules.states import State
from ortoo.visits.rules.travel import Way
from tests.visits import hosting, travelling
from tests.visits.hosting import host_of, offer, offered, speaker_for
from tests.visits.travelling import AT, keeper
from tests.worlds import world

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(hours=1)


@world(after="opened")
def asked(opened: Visit) -> Visit:
    """The request is sent; both hosts have an account."""
    for code in ("LOGODI", "KIPA"):
        speaker_for(code)
    hosting.asked(opened)
    return opened


def account(code: str = "LOGODI") -> User:
    return User.objects.get(username=f"speaks-{code.lower()}")


def logodi(visit: Visit) -> VisitHost:
    return host_of(visit, "LOGODI")


def test_an_offer_is_kept_whole_and_comes_back_as_it_was(asked: Visit) -> None:
    host = logodi(asked)
    add_speaker(host=host, name=" Kim  Minsu ", post="Professor", by=account(), at=AT)
    travelling.pack(asked)
    offered(host, account(), "A")
    whole = offer(
        asked, names={"en": "Seminar", "mn": "Семинар", "ko": ""}, about={"en": "On budgets"}, joint=False,
        interpreter=False, speakers=("Kim Minsu",), packs=("P1",), before=("A",), needs=("A",), basis="I",
        windows=(Window(asked.begins, 840, 900), Window(asked.begins, 540, 690)),
    )  # fmt: skip
    made = offer_stop(host=host, code="B", offer=whole, by=account(), at=AT)
    kept = stops_of(asked).get(code="B")
    assert offer_of(kept) == replace(whole, windows=tuple(sorted(whole.windows)))
    assert (made.value, made.must, made.withdrawn_at, made.offered_by) == (10, False, None, account())
    said = json.loads(bytes(Entry.objects.filter(kind="stop.offered").order_by("-seq")[0].body))
    assert (said["visit"], said["host"], said["stop"], len(said["sha256"])) == ("kr-2026", "LOGODI", "B", 64)
    assert "Kim" not in json.dumps(said)


def test_each_host_edits_its_own_stops_only(asked: Visit) -> None:
    stop = offered(logodi(asked), account())
    add_speaker(host=host_of(asked, "KIPA"), name="Lee", by=account("KIPA"), at=AT)
    for by, code in ((account("KIPA"), "visits.another_host"), (keeper(), "access.role_needed")):
        refused(lambda by=by: offered(logodi(asked), by, "X"), code)
        refused(lambda by=by: change_stop(stop=stop, offer=offer(asked), by=by, at=AT), code)
        refused(lambda by=by: withdraw_stop(stop=stop, by=by, at=AT), code)
        refused(lambda by=by: add_speaker(host=logodi(asked), name="Park", by=by, at=AT), code)
    refused(lambda: offered(logodi(asked), account(), "X", speakers=("Lee",)), "visits.unknown_speaker")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"code": "a stop"}, "visits.stop_code_shape"),
        ({"code": "A"}, "visits.stop_code_taken"),
        ({"names": {"en": " "}}, "visits.stop_without_name"),
        ({"names": {"en": "x" * 251}}, "visits.name_too_long"),
        ({"kind": "party"}, "visits.stop_kind"),
        ({"minutes": 0}, "visits.stop_minutes"),
        ({"venue": "NONE"}, "visits.unknown_venue"),
        ({"venue": "UBN"}, "visits.venue_not_there"),
        ({"venue": "GONE"}, "visits.venue_not_there"),
        ({"venue": "SOON"}, "visits.venue_not_there"),
        ({"topic": "V9"}, "visits.unknown_topic"),
        ({"speakers": ("Nobody",)}, "visits.unknown_speaker"),
        ({"packs": ("P9",)}, "visits.unknown_pack"),
        ({"before": ("Z",)}, "visits.unknown_stop"),
        ({"needs": ("W",)}, "visits.unknown_stop"),
        ({"basis": "X"}, "visits.unknown_basis"),
        ({"about": {"en": "x" * 2001}}, "visits.text_too_long"),
    ],
)
def test_an_offer_that_names_what_is_not_there_is_refused(asked: Visit, changed: dict[str, Any], code: str) -> None:
    host = logodi(asked)
    offered(host, account(), "A")
    withdraw_stop(stop=offered(host, account(), "W"), by=account(), at=AT)
    hosting.venues(
        [
            {"code": "UBN", "name_en": "Airport", "latitude": 47.6, "longitude": 106.8, "country": "MN"},
            # From 8 to 12 June: not there on the last day, and not yet there on the first.
            {"code": "GONE", "name_en": "Old", "latitude": 36.5, "longitude": 127.3, "country": "KR",
             "valid_to": asked.ends},
            {"code": "SOON", "name_en": "New", "latitude": 36.5, "longitude": 127.3, "country": "KR",
             "valid_from": asked.begins + timedelta(days=1)},
        ],
        keeper(),
    )  # fmt: skip
    given = dict(changed)
    refused(lambda: offered(host, account(), given.pop("code", "B"), **given), code)
    assert not Stop.objects.filter(code="B").exists()


def test_before_the_request_nothing_is_offered(opened: Visit) -> None:
    speaker_for("LOGODI")
    hosting.places()
    refused(lambda: offered(logodi(opened), account()), "visits.not_now.offer")


def test_a_change_is_the_whole_offer_anew(asked: Visit) -> None:
    stop = offered(logodi(asked), account(), "A")
    other = offer(asked, names={"ko": "세미나"}, minutes=60, windows=(), venue="NAT", topic="")
    changed = change_stop(stop=stop, offer=other, by=account(), at=LATER)
    assert offer_of(stops_of(asked).get(code="A")) == replace(other, names={"mn": "", "en": "", "ko": "세미나"})
    assert (changed.offered_at, changed.value) == (AT, 10)


def test_stops_of_two_hosts_never_wait_for_one_another_in_a_circle(asked: Visit) -> None:
    first = offered(logodi(asked), account(), "A")
    offered(host_of(asked, "KIPA"), account("KIPA"), "B", before=("A",))
    refused(
        lambda: change_stop(stop=first, offer=offer(asked, before=("B",)), by=account(), at=AT), "visits.stop_circle"
    )
    assert offer_of(stops_of(asked).get(code="A")).before == ()


def test_a_withdrawn_stop_stays_so_and_one_that_is_needed_is_not_withdrawn(asked: Visit) -> None:
    first = offered(logodi(asked), account(), "A")
    second = offered(host_of(asked, "KIPA"), account("KIPA"), "B", needs=("A",))
    refused(lambda: withdraw_stop(stop=first, by=account(), at=AT), "visits.stop_needed")
    withdraw_stop(stop=second, by=account("KIPA"), at=AT)
    withdraw_stop(stop=first, by=account(), at=LATER)
    assert list(stops_of(asked)) == []
    assert [one.code for one in stops_of(asked, withdrawn=True)] == ["A", "B"]
    refused(lambda: withdraw_stop(stop=first, by=account(), at=LATER), "visits.stop_withdrawn")
    refused(lambda: change_stop(stop=first, offer=offer(asked), by=account(), at=LATER), "visits.stop_withdrawn")


def test_what_a_stop_is_worth_is_said_at_home(asked: Visit) -> None:
    stop = offered(logodi(asked), account(), "A")
    refused(lambda: weigh_stop(stop=stop, value=50, must=True, by=account(), at=AT), "access.role_needed")
    refused(lambda: weigh_stop(stop=stop, value=1001, must=True, by=keeper(), at=AT), "visits.stop_value")
    weighed = weigh_stop(stop=stop, value=50, must=True, by=keeper(), at=AT)
    assert (weighed.value, weighed.must) == (50, True)
    changed = change_stop(stop=stop, offer=offer(asked, minutes=45), by=account(), at=LATER)
    assert (changed.value, changed.must) == (50, True)


def test_a_stop_in_the_agreed_agenda_is_not_changed_and_another_is(asked: Visit) -> None:
    host = logodi(asked)
    inside, outside = offered(host, account(), "A"), offered(host, account(), "B")
    agenda = kept_agenda(asked, 1, inside)
    agree(agenda, None, host)
    assert not is_agreed_on(inside)
    assert state(asked, AT) is State.PLANNED
    agree(agenda, host_of(asked, "KIPA"))
    assert (agreed_agenda(asked), state(asked, AT)) == (agenda, State.AGREED)
    refused(lambda: change_stop(stop=inside, offer=offer(asked), by=account(), at=AT), "visits.stop_agreed_on")
    refused(lambda: withdraw_stop(stop=inside, by=account(), at=AT), "visits.stop_agreed_on")
    change_stop(stop=outside, offer=offer(asked, minutes=30), by=account(), at=AT)
    # A later version without it changes nothing until all have agreed to that one.
    later = kept_agenda(asked, 2, outside)
    refused(lambda: withdraw_stop(stop=inside, by=account(), at=AT), "visits.stop_agreed_on")
    agree(later, None, host, host_of(asked, "KIPA"))
    withdraw_stop(stop=inside, by=account(), at=AT)


def test_speakers_are_named_once_by_their_host(asked: Visit) -> None:
    named = add_speaker(host=logodi(asked), name="Kim Minsu", by=account(), at=AT)
    assert (named.name, named.post) == ("Kim Minsu", "")
    refused(lambda: add_speaker(host=logodi(asked), name="Kim  Minsu", by=account(), at=AT), "visits.speaker_there")
    refused(lambda: add_speaker(host=logodi(asked), name=" ", by=account(), at=AT), "visits.speaker_name")
    refused(lambda: add_speaker(host=logodi(asked), name="x" * 121, by=account(), at=AT), "visits.speaker_name")
    add_speaker(host=host_of(asked, "KIPA"), name="Kim Minsu", by=account("KIPA"), at=AT)


def test_the_table_of_ways_is_of_the_stops_on_offer(asked: Visit) -> None:
    hosting.legs(
        [{"start": "NAT", "end": "KIPA", "minutes_low": 35, "minutes_high": 50, "mode": "coach", "straight_km": 8.9}],
        keeper(),
    )
    offered(logodi(asked), account(), "A", venue="LOG")
    assert travel_table(asked) == {}
    offered(logodi(asked), account(), "B", venue="NAT")
    withdraw_stop(stop=offered(logodi(asked), account(), "C", venue="KIPA"), by=account(), at=AT)
    assert set(travel_table(asked)) == {("LOG", "NAT"), ("NAT", "LOG")}
    offered(logodi(asked), account(), "D", venue="KIPA")
    assert travel_table(asked)["KIPA", "NAT"] == Way(35, 50, "coach", 8.9, estimated=False)
    # 188.8 km, ten minutes to set off.
    assert travel_table(asked)["NAT", "LOG"] == Way(199, 199, "road", 188.8, estimated=True)


def test_once_over_nothing_is_offered(asked: Visit) -> None:
    over = datetime(2026, 6, 12, 15, 0, tzinfo=UTC)
    refused(lambda: offered(logodi(asked), account(), "A", over), "visits.not_now.offer")
    offered(logodi(asked), account(), "A", over - timedelta(minutes=1))


def kept_agenda(visit: Visit, version: int, stop: Stop) -> Agenda:
    """A version with one stop in it, as the makers of agendas keep it."""
    agenda = Agenda.objects.create(
        visit=visit, version=version, problem={}, answer={}, by_hand=True, sha256="ab" * 32, made_by=keeper(),
        made_at=AT,
    )  # fmt: skip
    starts = datetime(2026, 6, 8, 0, 0, tzinfo=UTC)
    AgendaStop.objects.create(
        agenda=agenda, stop=stop, group="all", venue=Venue.objects.get(code="LOG"), starts=starts,
        ends=starts + timedelta(minutes=90),
    )  # fmt: skip
    return agenda


def agree(agenda: Agenda, *sides: VisitHost | None) -> None:
    for side in sides:
        AgendaConsent.objects.create(agenda=agenda, host=side, by=keeper(), at=AT)


def refused(act: Any, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        act()
    assert caught.value.code == code
