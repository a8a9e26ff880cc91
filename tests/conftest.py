"""What every test may use: profiles of hypothesis, Debian's Chromium, and a wall against Django for the rules."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.worlds import Worlds, least_built, line_of

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

CAMPAIGN = os.environ.get("ORTOO_CAMPAIGN") == "1"
CHROMIUM = os.environ.get("ORTOO_CHROMIUM", "/usr/bin/chromium")
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]

pytest.register_assert_rewrite("tests.journeys", "tests.site.voyage")
"""Some tests are told in files that are no tests themselves; what they assert is shown in full all the same."""

slow_is_fine = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "quick", derandomize=True, deadline=None, max_examples=60, database=None, suppress_health_check=slow_is_fine
)
settings.register_profile(
    "campaign", deadline=None, max_examples=3000, database=None, suppress_health_check=slow_is_fine
)
settings.load_profile("campaign" if CAMPAIGN else "quick")


class NoDjango(MetaPathFinder):
    """Refuses every import of Django: the rules must not need it, not even indirectly."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname == "django" or fullname.startswith(("django.", "django_")):
            raise ModuleNotFoundError(f"{fullname} is blocked here: rules are plain Python", name=fullname)
        return None


if os.environ.get("ORTOO_BLOCK_DJANGO") == "1":
    assert "django" not in sys.modules, "Django was imported before it could be blocked"
    sys.meta_path.insert(0, NoDjango())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Campaign tests are left out of a quick run, and say so; those of one world stand together; long files begin
    first, so that no worker is left alone with one at the end.
    """
    least_built(items)
    items.sort(key=lambda item: item.get_closest_marker("begins_first") is None)
    if not CAMPAIGN:
        for item in items:
            if item.get_closest_marker("campaign"):
                item.add_marker(pytest.mark.skip(reason="a long run: make campaign"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Debian's Chromium instead of a download; the flags keep it from asking anybody on the network."""
    return {"executable_path": CHROMIUM, "args": CHROMIUM_FLAGS, "headless": True}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """The database of the run; where a test commits, its rows can be removed afterwards although guards refuse it.
    Who is signed in by a test, is signed in with a code.
    """
    from tests.emptying import lift_guards_while_emptying
    from tests.signing_in import let_forced_sign_ins_through

    lift_guards_while_emptying()
    let_forced_sign_ins_through()


OPEN = pytest.StashKey[Worlds]()


@pytest.fixture(scope="session")
def worlds(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Worlds]:
    """The open worlds of this worker (see tests/worlds.py)."""
    found = request.config.stash[OPEN] = Worlds(django_db_blocker)
    yield found
    found.only(())


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Take back what the test does not ask for, before a fixture of its file may open a transaction of its own."""
    if OPEN in item.config.stash:
        item.config.stash[OPEN].only(line_of(item))


@pytest.fixture
def _django_db_helper(request: pytest.FixtureRequest, worlds: Worlds) -> None:
    """Before pytest-django opens the savepoint (or empties the tables) of a test, its worlds are put in place."""
    worlds.put(line_of(request.node))
    request.getfixturevalue("_django_db_helper")


@pytest.fixture(autouse=True)
def _counts_anew() -> None:
    """What the start page keeps between two entries of the ledger: a test may take an entry back, a house cannot."""
    start = sys.modules.get("ortoo.site.start")
    if start is not None:
        for kept in (start.counted, start.duties, start.own_road):
            kept.cache_clear()


@pytest.fixture(autouse=True)
def _speaks_english() -> None:
    """A page in another language leaves its thread speaking it; the next test begins in English all the same."""
    translation = sys.modules.get("django.utils.translation")
    if translation is not None:
        translation.activate("en")
