"""Worlds: what many tests begin with, built once a worker and taken back at its end; each test runs inside.

    @world(after="listed")
    def call(listed: Round, officer: User) -> Call: ...

makes a fixture of the same name, as `pytest.fixture` would, whose parameters are worlds before it. Worlds of one line
lie in each other as savepoints lie in a transaction. Before a test, exactly the worlds that it asks for are open: what
lies deeper is rolled back, what is missing is built. The test itself runs in one more savepoint, by pytest-django's
`db`, so what it writes is gone before the next. It gets copies of what the builders returned, so it may change them.

The trap: nothing of a world is ever committed. Another connection sees none of it and may wait for its locks for ever,
and `on_commit` is never reached. So a test that commits (`transaction=True`, a live server) never runs inside one: for
it the worlds it asks for are built in its own database, and committed. And a builder must leave everything it makes in
the database: a file, a cache or a patched clock is not taken back, and the next test of the worker meets it.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import signature
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.db.transaction import Atomic
    from pytest_django import DjangoDbBlocker


@dataclass(frozen=True, eq=False)
class World:
    """`build` is given what worlds before it returned, by their names."""

    name: str
    build: Callable[..., object]
    after: World | None

    @property
    def line(self) -> tuple[World, ...]:
        """From the first world to this one."""
        return (*(self.after.line if self.after else ()), self)


known: dict[tuple[Path, str], World] = {}
"""By the file that defines it, and its name."""


def world(after: str = "") -> Callable[[Callable[..., Any]], Any]:
    """A fixture that is built once. `after`: the world it lies in, of the same file or of the conftest.py beside it."""

    def defined(build: Callable[..., Any]) -> Any:
        file = Path(build.__code__.co_filename)
        before = known.get((file, after)) or known[file.with_name("conftest.py"), after] if after else None
        one = known[file, build.__name__] = World(build.__name__, build, before)

        def value(request: pytest.FixtureRequest, worlds: Worlds, db: None) -> object:
            if commits(request.node):
                return build(**{name: request.getfixturevalue(name) for name in signature(build).parameters})
            return worlds.value(one)

        value.__doc__ = build.__doc__
        value.world = one  # type: ignore[attr-defined]
        return pytest.fixture(name=build.__name__)(value)

    return defined


class Worlds:
    """Those that are open, each with its block of the transaction and what its builder returned."""

    def __init__(self, blocker: DjangoDbBlocker) -> None:
        self.blocker = blocker
        self.open: list[tuple[World, Atomic, object]] = []

    def value(self, one: World) -> Any:
        return copy.deepcopy(next(value for world, _, value in self.open if world is one))

    def only(self, line: Sequence[World]) -> None:
        """Take back what is open and not in `line`."""
        kept = 0
        for (world, _, _), wanted in zip(self.open, line, strict=False):
            if world is not wanted:
                break
            kept += 1
        with self.blocker.unblock():
            while len(self.open) > kept:
                _, block, _ = self.open.pop()
                taken_back(block)

    def put(self, line: Sequence[World]) -> None:
        """Have exactly `line` open."""
        self.only(line)
        with self.blocker.unblock():
            self._check()
            for world in line[len(self.open) :]:
                self._build(world)

    def _check(self) -> None:
        from django.db import connection

        innermost = self.open[-1][1] if self.open else None
        found = connection.atomic_blocks[-1] if connection.atomic_blocks else None
        if self.open and found is not innermost:
            raise RuntimeError("The test before this one has left a transaction open, or closed that of its world.")

    def _build(self, world: World) -> None:
        from django.db import connection, transaction

        if not self.open and connection.in_atomic_block:
            raise RuntimeError(f"The world {world.name} must be the outermost transaction; another one is open.")
        block = transaction.atomic()
        block.__enter__()
        try:
            asked = {name: self._before(name) for name in signature(world.build).parameters}
            self.open.append((world, block, world.build(**asked)))
        except BaseException:
            taken_back(block)
            raise

    def _before(self, name: str) -> object:
        return self.value(next(world for world, _, _ in self.open if world.name == name))


def taken_back(block: Atomic) -> None:
    from django.db import transaction

    transaction.set_rollback(True)
    block.__exit__(None, None, None)


def line_of(item: pytest.Item) -> tuple[World, ...]:
    """The worlds in which a test runs: those it asks for and all before them; none for a test that commits.

    ValueError where it asks for two of which neither lies in the other.
    """
    fixtures = getattr(item, "_fixtureinfo", None)
    if fixtures is None or commits(item):
        return ()
    nearest = [found[-1].func for name, found in fixtures.name2fixturedefs.items() if name in fixtures.names_closure]
    asked = [one for one in (getattr(function, "world", None) for function in nearest) if one is not None]
    longest: tuple[World, ...] = max((one.line for one in asked), key=len, default=())
    for one in asked:
        if one not in longest:
            raise ValueError(f"{item.nodeid} asks for {one.name} and {longest[-1].name}; neither lies in the other.")
    return longest


def commits(item: Any) -> bool:
    """As pytest-django sees it."""
    marker = item.get_closest_marker("django_db")
    asked = () if marker is None else (*marker.args, marker.kwargs.get("transaction"))
    fixtures = {"transactional_db", "live_server", "django_db_reset_sequences", "django_db_serialized_rollback"}
    return any(asked) or bool(fixtures & set(getattr(item, "fixturenames", ())))


def least_built(items: list[pytest.Item]) -> None:
    """Order the tests of each file so that each world of it is built once; otherwise they stay as they are."""
    ordered: list[pytest.Item] = []
    for _, of_a_file in groupby(items, key=lambda item: (item.path, commits(item))):
        ordered += sorted(of_a_file, key=lambda item: [world.name for world in line_of(item)])
    items[:] = ordered
