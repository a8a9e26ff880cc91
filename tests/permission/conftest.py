"""The people and the call of twelve that tests of this station begin with.

Imports stand inside: this file is read for the rules too, whose tests run where Django cannot be imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from ortoo.access.models import User
    from ortoo.permission.models import Call, Proposal
    from ortoo.selection.models import Round
    from tests.permission.deciding import Cast


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


@pytest.fixture
def people(call: Call) -> Cast:
    """Who signs and decides."""
    from tests.permission import deciding

    return deciding.cast()


@pytest.fixture
def proposal(call: Call, officer: User) -> Proposal:
    """Of eight seats, as `tests.permission.deciding` says; nobody has signed."""
    from tests.permission import deciding

    return deciding.proposal(call, officer)


@pytest.fixture
def at_office(proposal: Proposal, people: Cast) -> Proposal:
    """Signed the whole way."""
    from tests.permission import deciding

    return deciding.at_the_office(proposal, people)
