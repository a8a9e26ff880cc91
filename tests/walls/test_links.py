"""No head and no start page leads anybody to a page that is refused to them."""

from __future__ import annotations

import re

import pytest

from ortoo.relay import STATIONS
from tests.walls.asking import asked
from tests.walls.conftest import Walls
from tests.walls.matrix import REFUSED, rows
from tests.walls.who import READERS

pytestmark = pytest.mark.django_db
OWN_LINKS = re.compile(r'<(?:a|form)[^>]*? (?:href|action)="(/en/[^"#?]*)')


@pytest.mark.parametrize("who", READERS)
def test_the_road_links_exactly_the_stations_that_open(who: str, walls: Walls) -> None:
    shown = asked(walls.client(who), "/en/journey/").text
    road = shown[shown.index('<nav class="stations"') :].partition("</nav>")[0]
    linked = {address.split("/")[2] for address in OWN_LINKS.findall(road)}
    homes = {station.name: rows()[f"{station.name}:home"].cells["own", who] for station in STATIONS}
    assert linked == {name for name, status in homes.items() if status not in REFUSED}


@pytest.mark.parametrize("who", READERS)
def test_no_link_of_the_start_page_is_refused(who: str, walls: Walls) -> None:
    client = walls.client(who)
    shown = asked(client, "/en/").text
    found = sorted(set(OWN_LINKS.findall(shown)) - {"/en/access/sign-out/"})
    assert len(found) > 5
    assert {
        address: asked(client, address).status for address in found if asked(client, address).status in REFUSED
    } == {}
