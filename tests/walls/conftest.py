"""The house, built once a worker, with a session of every reader; each test runs in it and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override
from pytest_django import Settings

from ortoo.access.queries import is_demonstration
from ortoo.access.rules.roles import Role
from ortoo.visits.models import Speaker
from tests.walls.addresses import Address, addresses
from tests.walls.house import built
from tests.walls.matrix import Row
from tests.walls.readers import reader
from tests.walls.standing_still import clock_standing
from tests.walls.things import Named
from tests.walls.who import READERS
from tests.worlds import world


@dataclass(frozen=True)
class Walls:
    """Plain values of the house, by reader: the session, the things, whom the reader may see by name."""

    sessions: dict[str, str]
    things: dict[str, dict[str, str]]
    reach: dict[str, frozenset[str] | None]
    hidden: dict[str, tuple[str, ...]]
    """Words that a reader must never meet, whatever opens."""

    def client(self, who: str) -> Client:
        client = Client()
        if self.sessions[who]:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return client

    def at(self, row: Row, scope: str, who: str) -> str:
        """The address of a row for one reader, in English. "=…" stands for itself."""
        asked = dict(row.scopes)[scope]
        values = [one[1:] if one.startswith("=") else self.things[who][one] for one in asked]
        with override("en"):
            return address_of(row, len(values)).at(values)

    def beyond(self, who: str, named: frozenset[str]) -> frozenset[str]:
        """Those of the named whom this reader may not see."""
        reach = self.reach[who]
        return frozenset() if reach is None else named - reach


def address_of(row: Row, count: int) -> Address:
    """Of several addresses of one name, the one with so many arguments."""
    found = [one for one in addresses() if one.name == row.address and len(one.arguments) == count]
    assert len(found) == 1, f"{row.name}: {len(found)} addresses with {count} arguments"
    return found[0]


def hidden_words() -> dict[str, tuple[str, ...]]:
    """No auditor meets who speaks for a host; no host what the other host was written, nor who speaks for it."""
    speakers = tuple(Speaker.objects.values_list("name", flat=True))
    return {Role.AUDITOR: speakers, Role.HOST: ("Zzz letter to the other host", "Zzzspeaker Other")}


@world()
def walls() -> Walls:
    with clock_standing():
        built()
        readers, named = [reader(name) for name in READERS], Named()
        sessions = {one.name: one.client().cookies.get(settings.SESSION_COOKIE_NAME) for one in readers}
        return Walls(
            {name: cookie.value if cookie else "" for name, cookie in sessions.items()},
            {one.name: dict(named.of(one)) for one in readers},
            {one.name: one.reach for one in readers},
            hidden_words(),
        )


@pytest.fixture(autouse=True)
def _nobody_is_too_fast(settings: Settings) -> None:
    """Every reader asks for everything at once."""
    settings.REQUEST_RATES = ()


@pytest.fixture(autouse=True)
def _it_is_the_moment_of_the_house() -> Iterator[None]:
    with clock_standing():
        yield


@pytest.fixture(autouse=True, scope="session")
def _what_it_is_is_asked_anew() -> None:
    is_demonstration.cache_clear()
