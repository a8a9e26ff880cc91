"""Lists take few queries, whoever reads them, and no more for many rows than for one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.walls.conftest import Walls, address_of
from tests.walls.matrix import Row
from tests.walls.test_lists import LISTS

pytestmark = pytest.mark.django_db

MOST = 12
"""With those of session, person and grants."""
MANY = 30
SPARED = 1
"""Queries that a single row may spare, where nothing hangs on it that is fetched along."""


def counted(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize("row", LISTS.values(), ids=LISTS)
def test_a_list_takes_few_queries(row: Row, walls: Walls, monkeypatch: pytest.MonkeyPatch) -> None:
    view = address_of(row, len(row.own)).view.view_class
    found = {}
    for who in row.opens_to("own"):
        client, address = walls.client(who), walls.at(row, "own", who)
        client.get(address)  # what a process remembers is asked for once
        monkeypatch.setattr(view, "size", MANY)
        many = counted(client, address)
        monkeypatch.setattr(view, "size", 1)
        found[who] = (many, counted(client, address))
    assert {who: (many, one) for who, (many, one) in found.items() if many > MOST or many - one > SPARED} == {}
