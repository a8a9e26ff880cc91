"""The people and the call of twelve that tests of this station begin with.

Imports stand inside: this file is read for the rules too, whose tests run where Django cannot be imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ortoo.access.models import User
    from ortoo.permission.models import Call
    from ortoo.selection.models import Round


@pytest.fixture
def keeper(db: None) -> User:
    from tests.cast import exam_officer

    return exam_officer()


@pytest.fixture
def officer(db: None) -> User:
    from tests.cast import selection_officer

    return selection_officer()


@pytest.fixture
def listed(keeper: User, officer: User) -> Round:
    """The round with its published final list, before the call."""
    from tests.permission import twelve

    return twelve.final_list(keeper, officer)


@pytest.fixture
def call(keeper: User, officer: User) -> Call:
    from tests.permission import twelve

    return twelve.call(keeper, officer)
