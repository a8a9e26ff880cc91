"""One demonstration for the whole folder, and people at browsers in front of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from tests.crawling import ready_sign_ins
from tests.journeys.built_once import demonstration_in
from tests.journeys.conftest import database, watch, welcome
from tests.journeys.founding import House
from tests.journeys.visitor import Visitor
from tests.journeys.watching import Watch
from tests.serving import served_house

__all__ = ["watch", "welcome"]

Reader = Callable[[str], Visitor]
"""Called with a user name of the demonstration, or "" for somebody who does not sign in: always the same browser."""


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """With 400 officials."""
    with database(tmp_path_factory) as (home, database_url):
        demonstration_in(home, database_url)
        shutil.copytree(home, home.with_name("untouched"))
        with served_house(home, database_url) as address:
            yield House(address, home)


@pytest.fixture
def untouched(demonstration: House) -> Iterator[House]:
    """The same as it was built, whatever the others have written into theirs."""
    home = demonstration.home.with_name("untouched")
    with served_house(home, f"sqlite:///{home / 'ortoo.sqlite3'}") as address:
        yield House(address, home)


@pytest.fixture(scope="session")
def officials(demonstration: House) -> list[str]:
    """User names of the three who are ready to sign in: one in reserve, one chosen, one who travelled."""
    return ready_sign_ins(demonstration.address)[:3]


@pytest.fixture
def reader(demonstration: House, browser: Browser, watch: Watch) -> Iterator[Reader]:
    """Nobody's browser may complain; what it loads is looked at in many sizes, so each signs in once."""
    readers: dict[str, Visitor] = {}
    with ExitStack() as until_the_end:

        def come(username: str) -> Visitor:
            if username not in readers:
                context = until_the_end.enter_context(browser.new_context(locale="en-GB"))
                watch.over(context)
                readers[username] = Visitor(context, demonstration.address)
                if username:
                    readers[username].enter(username)
            return readers[username]

        yield come
