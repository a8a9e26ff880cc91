"""What a visit weighs on the wire, counted by the browser itself: first with an empty cache, then again."""

from __future__ import annotations

import json

import pytest

from tests.journeys.conftest import Welcome
from tests.journeys.founding import House
from tests.journeys.lists import LISTS
from tests.journeys.wire import visit

FIRST, AGAIN, REQUESTS, LIST = 60_000, 15_000, 6, 14_000
"""Bytes of a first and of a second visit, requests of a first one, bytes of a list's page alone."""
QUERIES = {
    "people/officials/": 8,
    "people/organizations/": 5,
    "exams/": 5,
    "exams/sittings/2022/": 10,
    "record/": 5,
    "record/formulas/": 5,
    "training/": 9,
    "training/cohorts/V2050-2021/": 8,
    "training/flags/": 5,
    "selection/": 5,
    "selection/2022/list/": 11,
    "selection/2022/final/": 11,
    "permission/kinds/": 5,
    "permission/limits/": 5,
    "permission/2026-1/dossiers/": 12,
    "visits/KR-2022/notes/": 7,
    "lessons/": 9,
    "actions/": 10,
    "results/editions/": 5,
    "ledger/": 5,
    "messages/": 5,
    "messages/log/": 5,
    "messages/counts/": 6,
    "exams/items/": 9,
    "exams/letters/": 5,
}
"""Of each list, with those of session, person and grants."""


@pytest.mark.parametrize(
    ("username", "path"), [("", ""), ("", "access/sign-in/"), ("manager", "people/officials/")], ids=str
)
def test_a_first_visit_and_a_second_one(demonstration: House, welcome: Welcome, username: str, path: str) -> None:
    """The browser that comes first knows nothing of the house but who has signed in."""
    signed_in = welcome(demonstration, username)
    visitor = welcome(demonstration)
    visitor.context.add_cookies(signed_in.context.cookies())  # type: ignore[arg-type]
    address = f"{demonstration.address}/mn/{path}"
    first = visit(visitor.page, address)
    assert (first.bytes <= FIRST, len(first.came) <= REQUESTS) == (True, True), first.came
    again = visit(visitor.page, address)
    assert (again.bytes <= AGAIN, list(again.came)) == (True, [address]), again.came


def test_every_list_in_the_longest_language(demonstration: House, welcome: Welcome) -> None:
    manager = welcome(demonstration, "manager")
    weighed = {path: visit(manager.page, f"{demonstration.address}/mn/{path}") for path in LISTS}
    html = {path: wire.came[f"{demonstration.address}/mn/{path}"] for path, wire in weighed.items()}
    assert {path: size for path, size in html.items() if size > LIST} == {}


def test_what_is_kept_for_good_is_sent_packed(demonstration: House, welcome: Welcome) -> None:
    visitor = welcome(demonstration)
    with visitor.page.expect_response(lambda answer: ".css" in answer.url) as styles:
        visitor.go()
    headers = styles.value.headers
    assert headers["content-encoding"] in ("br", "gzip")
    assert headers["cache-control"] == "max-age=315360000, public, immutable"
    assert headers["vary"] == "Accept-Encoding"


def test_a_list_takes_as_many_queries_with_three_rows_as_with_one(demonstration: House) -> None:
    """None depends on how many rows the page has."""
    counted = json.loads(demonstration.do("tests.journeys.query_counts"))
    assert counted == {path: [count, count] for path, count in QUERIES.items()}
