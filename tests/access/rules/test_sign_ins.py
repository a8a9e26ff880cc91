"""Networks, sessions, browsers and rates: what stands around signing in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ortoo.access.rules.addresses import client_address, network_of, networks
from ortoo.access.rules.browsers import browser_of, system_of
from ortoo.access.rules.rates import Rate, rate_for
from ortoo.access.rules.roles import NEED_A_SECOND_FACTOR, Role, need_a_second_factor
from ortoo.access.rules.sessions import Spans, is_over

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
TRUSTED = networks("127.0.0.1, 10.0.0.0/8")


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.9", "", "203.0.113.9"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1, 10.0.0.7", "198.51.100.1"),
        ("127.0.0.1", "10.0.0.7", "10.0.0.7"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "nonsense", "nonsense"),
    ],
    ids=[
        "direct",
        "invented",
        "a proxy",
        "invented before a proxy",
        "two proxies",
        "from inside",
        "itself",
        "nonsense",
    ],
)
def test_only_a_trusted_proxy_is_believed(peer: str, forwarded: str, address: str) -> None:
    assert client_address(peer, forwarded, TRUSTED) == address


@given(st.text(max_size=40), st.ip_addresses().map(str))
def test_whoever_is_not_trusted_is_who_is_connected(forwarded: str, peer: str) -> None:
    assert client_address(peer, forwarded, ()) == peer
    assert network_of(forwarded) == "unknown" or network_of(network_of(forwarded).split("/")[0])


@pytest.mark.parametrize(
    ("address", "network"),
    [("198.51.100.1", "198.51.100.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
     ("::ffff:198.51.100.1", "198.51.100.1"), ("", "unknown"), ("nonsense", "unknown")],
)  # fmt: skip
def test_one_household_is_one_network(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("since", "seen", "needs_factor", "over"),
    [
        (timedelta(hours=7, minutes=59), timedelta(0), True, False),
        (timedelta(hours=8), timedelta(0), False, True),
        (timedelta(hours=1), timedelta(minutes=29), True, False),
        (timedelta(hours=1), timedelta(minutes=30), True, True),
        (timedelta(hours=3), timedelta(minutes=119), False, False),
        (timedelta(hours=3), timedelta(minutes=120), False, True),
    ],
)
def test_eight_hours_and_two_idle_or_half_an_hour_for_grave_roles(
    since: timedelta, seen: timedelta, needs_factor: bool, over: bool
) -> None:
    assert is_over(since=AT - since, seen=AT - seen, at=AT, needs_factor=needs_factor, spans=Spans()) is over


@pytest.mark.parametrize(
    ("said", "browser", "system"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
         "Safari/537.36 Edg/140.0.0.0", "Edge", "Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
         "Chrome", "Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
         "Version/18.0 Mobile/15E148 Safari/604.1", "Safari", "iPhone"),
        ("curl/8.0", "", ""),
    ],
)  # fmt: skip
def test_of_a_browser_its_family_stays(said: str, browser: str, system: str) -> None:
    assert (browser_of(said), system_of(said)) == (browser, system)


def test_the_first_rate_that_holds_counts() -> None:
    send = Rate("import", 20, views=frozenset({"jobs:import"}), method="POST")
    export = Rate("export", 30, parameters=frozenset({"format"}))
    rates = (send, export)
    assert rate_for(rates, "jobs:import", "POST", []) is send
    assert rate_for(rates, "jobs:import", "GET", []) is None
    assert rate_for(rates, "people:home", "GET", ["q", "format"]) is export
    assert rate_for(rates, "people:home", "GET", ["q"]) is None


def test_who_seals_selects_signs_permits_or_keeps_the_machine_needs_a_second_factor() -> None:
    assert sorted(NEED_A_SECOND_FACTOR) == [
        "exam-officer", "head-of-academy", "operator", "prime-ministers-office", "selection-officer",
    ]  # fmt: skip
    assert need_a_second_factor(frozenset({Role.OFFICIAL, Role.OPERATOR}))
    assert not need_a_second_factor(frozenset({Role.OFFICIAL, Role.AUDITOR, Role.ACADEMY_MANAGER}))
