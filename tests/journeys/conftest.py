"""Houses that are served, and people at browsers in front of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.built_once import demonstration_in
from tests.journeys.founding import CLOCK, PASSWORD, House, examine, found, permit, prepare, propose, visit
from tests.journeys.visited import THIRD_DAY, TRAVELLER
from tests.journeys.visitor import Visitor
from tests.journeys.watching import Watch
from tests.serving import empty_database, served_house

Welcome = Callable[..., Visitor]
"""Called with a house and the user name of who comes, or nothing for somebody who does not sign in; and options of the
browser. In the demonstration one signs in by one click, elsewhere by a password."""

CODES = ("CLICKS", "KEYS", "PLAIN")
"""Of the rounds that wait for a decision: one for each journey that decides."""


OF_THE_BROWSER = {
    "test_demonstration", "test_expired_session", "test_from_items_to_record", "test_keyboard", "test_line_lost",
    "test_notes_offline", "test_sending_twice", "test_three_languages", "test_two_tabs", "test_weight",
    "test_without_javascript", "test_wrong_files",
}  # fmt: skip
"""Journeys that ask what a browser does with a page, most in the demonstration. What they ask of a database is asked of
both engines elsewhere: by the tests of operations and pages, and by tests/faults where two come at once.
"""

OF_A_CAMPAIGN = {"test_from_permitted_to_indicator"}
"""On the second engine in a campaign alone: the longest road, whose operations and pages the suite tries on both."""

FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A journey that failed prints the pages at which it stood."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest journeys are begun before the short ones, whoever shares the work; some go on one engine alone."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        left_out = OF_THE_BROWSER | (set() if os.environ.get("ORTOO_CAMPAIGN") == "1" else OF_A_CAMPAIGN)
        items[:] = [item for item in items if item.path.stem not in left_out]
    items.sort(
        key=lambda item: not {"founded", "sealed", "permitted", "examined"} & set(getattr(item, "fixturenames", ()))
    )


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A programme with its three founders and nothing else."""
    with database(tmp_path_factory) as (home, database_url):
        passwords = found(home, database_url)
        with served_house(home, database_url) as address:
            yield House(address, home, passwords)


@pytest.fixture(scope="session")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Sixty officials, their records sealed and the lot drawn; its clock can be put forward (`House.wait`)."""
    with database(tmp_path_factory) as (home, database_url):
        prepare(home, database_url)
        with served_house(home, database_url, {"PYTHONPATH": str(CLOCK)}) as address:
            yield House(address, home, {"manager": PASSWORD}, database_url)


@pytest.fixture(scope="session")
def examined(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Sixty officials and two exam officers before an exam (`tests.journeys.examined`)."""
    with database(tmp_path_factory) as (home, database_url):
        examine(home, database_url)
        with served_house(home, database_url) as address:
            yield House(address, home, {"manager": PASSWORD}, database_url)


@pytest.fixture(scope="session")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A round for each of CODES that waits for the Prime Minister's office: `tests.journeys.proposed`."""
    with database(tmp_path_factory) as (home, database_url):
        propose(home, database_url, *CODES)
        with served_house(home, database_url) as address:
            yield House(address, home, {"office": PASSWORD})


@pytest.fixture(scope="session")
def permitted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Ten may travel in sixty days (`tests.journeys.permitted`); its clock can be put forward (`House.wait`)."""
    with database(tmp_path_factory) as (home, database_url):
        permit(home, database_url)
        with served_house(home, database_url, {"PYTHONPATH": str(CLOCK)}) as address:
            yield House(address, home, {"manager": PASSWORD}, database_url)


@pytest.fixture(scope="session")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A visit in its third day, by the house's own clock, and a traveller who can sign in: `tests.journeys.visited`."""
    with database(tmp_path_factory) as (home, database_url):
        visit(home, database_url)
        House("", home).wait(THIRD_DAY - datetime.now(UTC))
        with served_house(home, database_url, {"PYTHONPATH": str(CLOCK)}) as address:
            yield House(address, home, {TRAVELLER: PASSWORD}, database_url)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demonstration with 400 officials."""
    with database(tmp_path_factory) as (home, database_url):
        demonstration_in(home, database_url)
        with served_house(home, database_url) as address:
            yield House(address, home, database_url=database_url)


@contextmanager
def database(folders: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    home = folders.mktemp("house")
    with empty_database(home) as database_url:
        yield home, database_url


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test where a browser complained."""
    watch = Watch()
    yield watch
    assert watch.complaints == []


@pytest.fixture
def welcome(request: pytest.FixtureRequest, browser: Browser, watch: Watch) -> Iterator[Welcome]:
    """Somebody at a browser of their own in front of a house."""
    visitors: list[Visitor] = []

    def come(house: House, username: str = "", **options: Any) -> Visitor:
        context = browser.new_context(**{"locale": "en-GB", "viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(15_000)
        watch.over(context)
        visitor = Visitor(context, house.address, phones=house.phones)
        visitors.append(visitor)
        if username and house.passwords:
            visitor.sign_in(username, house.passwords.get(username, PASSWORD))
        elif username:
            visitor.enter(username)
        return visitor

    yield come
    failed = request.node.stash.get(FAILED, False)
    for visitor in visitors:
        if failed:
            print(f"--- {visitor.page.url}\n{visitor.page.locator('body').inner_text()}")
        visitor.context.close()
