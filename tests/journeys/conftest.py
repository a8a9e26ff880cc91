"""Houses that are served, and people at browsers in front of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.founding import PASSWORD, found
from tests.journeys.visitor import Visitor
from tests.journeys.watching import Watch
from tests.serving import empty_database, served_house


@dataclass(frozen=True)
class House:
    """Where a house is served, and what it stands on."""

    address: str
    home: Path
    database_url: str


Welcome = Callable[..., Visitor]
"""Called with the user name of who comes, or nothing for somebody who does not sign in; `language`, and options of the
browser."""


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A programme with its three founders and nothing else."""
    home = tmp_path_factory.mktemp("house")
    with empty_database(home) as database_url:
        found(home, database_url)
        with served_house(home, database_url) as address:
            yield House(address, home, database_url)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test where a browser complained."""
    watch = Watch()
    yield watch
    assert watch.complaints == []


@pytest.fixture
def welcome(request: pytest.FixtureRequest, browser: Browser, watch: Watch) -> Iterator[Welcome]:
    """Somebody at a browser of their own in front of a house."""
    contexts = []

    def come(house: House, username: str = "", *, language: str = "en", **options: Any) -> Visitor:
        context = browser.new_context(**{"locale": "en-GB", "viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(15_000)
        contexts.append(context)
        watch.over(context)
        visitor = Visitor(context, house.address, language)
        if username:
            visitor.sign_in(username, PASSWORD)
        return visitor

    yield come
    for context in contexts:
        context.close()
