"""The people and the round of forty that tests of this station begin with.

Imports stand inside: this file is read for the rules too, whose tests run where Django cannot be imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ortoo.access.models import User
    from ortoo.record.models import Formula
    from ortoo.selection.models import Round, Run


@pytest.fixture
def keeper(db: None) -> User:
    from tests.cast import exam_officer

    return exam_officer()


@pytest.fixture
def officer(db: None) -> User:
    from tests.cast import selection_officer

    return selection_officer()


@pytest.fixture
def formula(keeper: User, officer: User) -> Formula:
    from tests.selection import forty

    return forty.marked(keeper, officer)


@pytest.fixture
def opened(formula: Formula, officer: User) -> Round:
    from tests.selection import forty

    return forty.opened(formula, officer)


@pytest.fixture
def drawn(keeper: User, officer: User) -> Round:
    from tests.selection import forty

    return forty.ready(keeper, officer)


@pytest.fixture
def run(keeper: User, officer: User) -> Run:
    from tests.selection import forty

    return forty.run(keeper, officer)
