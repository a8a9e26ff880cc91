"""A visit with two notes, and everybody who writes and decides.

Imports stand inside: this file is read for the rules too, whose tests run where Django cannot be imported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.worlds import world

if TYPE_CHECKING:
    from ortoo.lessons.models import Lesson
    from ortoo.visits.models import Visit
    from tests.lessons.seen import Cast


@world()
def visit() -> Visit:
    from tests.factories import travels

    return travels.visit()


@world(after="visit")
def cast(visit: Visit) -> Cast:
    from tests.lessons import seen

    return seen.cast(visit)


@world(after="cast")
def lesson(cast: Cast) -> Lesson:
    """Written by the first traveller, owned by the MOF; nobody has decided."""
    from tests.lessons import seen

    return seen.written(cast)


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pages in English, on the day of the cast."""
    from django.utils import timezone
    from django.utils.translation import override

    from tests.cast import AT

    monkeypatch.setattr(timezone, "now", lambda: AT)
    with override("en"):
        yield
