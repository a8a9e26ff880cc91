"""No address without a row, no row without an address, no cell without a status."""

from __future__ import annotations

from collections import Counter

from ortoo.access.rules.roles import Role
from tests.walls.addresses import addresses
from tests.walls.matrix import rows
from tests.walls.who import READERS


def test_every_address_has_a_row() -> None:
    there = Counter(one.name for one in addresses())
    stated = Counter(row.address for row in rows().values())
    missing = sorted((there - stated).elements())
    assert missing == [], (
        f"{', '.join(missing)}: say in tests/walls/<station>.toml who may open it, and what everybody else gets."
    )


def test_every_row_is_of_an_address() -> None:
    there = Counter(one.name for one in addresses())
    stated = Counter(row.address for row in rows().values())
    assert sorted((stated - there).elements()) == []


def test_every_role_has_a_cell_in_every_row() -> None:
    assert set(Role) <= set(READERS)
    for row in rows().values():
        for scope, _ in row.scopes:
            assert {who for where, who in row.cells if where == scope} == set(READERS), row.name


def test_nobody_is_refused_by_a_redirect() -> None:
    """302 is for the public; a signed-in person is led on only where a row says so by name."""
    for row in rows().values():
        led = {who for (_, who), status in row.cells.items() if status == 302} - {"public"}
        assert led <= set(READERS[1:])
