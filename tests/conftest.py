"""What every test may use: profiles of hypothesis, Debian's Chromium, and a wall against Django for the rules."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest
from hypothesis import HealthCheck, settings

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

pytest.register_assert_rewrite("tests.journeys")
"""Journeys are told in steps, each a file that is no test itself; what they assert is shown in full all the same."""

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
    """Campaign tests are left out of a quick run, and say so."""
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
    """The database of the run; where a test commits, its rows can be removed afterwards although guards refuse it."""
    from tests.emptying import lift_guards_while_emptying

    lift_guards_while_emptying()


@pytest.fixture(autouse=True)
def _counts_anew() -> None:
    """What the start page keeps between two entries of the ledger: a test may take an entry back, a house cannot."""
    start = sys.modules.get("ortoo.site.start")
    if start is not None:
        start.counted.cache_clear()
