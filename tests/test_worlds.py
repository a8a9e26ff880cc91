"""Worlds (tests/worlds.py): built once, each test in a savepoint of them, and no test that commits inside one."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from ortoo.access.models import User
from ortoo.ledger.models import Entry, Head
from tests.cast import academy_manager, auditor
from tests.worlds import World, Worlds, line_of, world

BUILT: list[str] = []


@world()
def first() -> User:
    BUILT.append("first")
    return academy_manager()


@world(after="first")
def second(first: User) -> list[User]:
    BUILT.append("second")
    return [first, auditor()]


def names() -> list[str]:
    return sorted(User.objects.exclude(username__startswith="hand-").values_list("username", flat=True))


@pytest.fixture
def through_another(second: list[User]) -> list[User]:
    return second


@pytest.mark.parametrize("time", [1, 2, 3])
def test_what_a_test_writes_is_gone_before_the_next(first: User, time: int) -> None:
    """Rows, the ledger's head, hooks for a commit, and the copy that a test holds."""
    assert (names(), first.shown_name) == (["munkh"], "Munkh")
    entries = Entry.objects.count()
    assert (Head.objects.get().size, list(connection.run_on_commit)) == (entries, [])
    auditor()
    transaction.on_commit(lambda: BUILT.append("committed"))
    first.shown_name = "changed"
    first.save()
    assert Head.objects.get().size > entries
    assert BUILT == ["first"]


@pytest.mark.parametrize("time", [1, 2])
def test_one_world_lies_in_another(through_another: list[User], first: User, time: int) -> None:
    assert [user.username for user in through_another] == ["munkh", "anar"]
    assert (names(), first) == (["anar", "munkh"], through_another[0])
    assert BUILT == ["first", "second"]


@pytest.mark.django_db
def test_outside_of_them_nothing_is_there() -> None:
    assert names() == []


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_has_its_own(first: User, request: pytest.FixtureRequest) -> None:
    assert line_of(request.node) == ()
    assert not connection.in_atomic_block
    assert names() == ["munkh"]
    assert BUILT == ["first", "second", "first"]


@pytest.mark.django_db(transaction=True)
def test_and_what_it_committed_is_emptied() -> None:
    assert names() == []


@pytest.mark.django_db
def test_a_world_is_refused_inside_a_transaction_of_somebody_else(worlds: Worlds) -> None:
    with pytest.raises(RuntimeError, match="must be the outermost"):
        worlds.put([World("third", academy_manager, None)])
    assert names() == []


@pytest.mark.django_db
def test_what_a_builder_wrote_before_it_failed_is_taken_back(worlds: Worlds) -> None:
    """Seen by a second set of worlds, for which the savepoint of this test is the world before."""

    def fails() -> None:
        academy_manager()
        raise LookupError

    inside = Worlds(worlds.blocker)
    block = transaction.atomic()
    block.__enter__()
    inside.open.append((World("test", academy_manager, None), block, None))
    with pytest.raises(LookupError):
        inside.put([inside.open[0][0], World("fails", fails, inside.open[0][0])])
    assert names() == []
    inside.only(())
