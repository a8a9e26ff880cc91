"""The people and the call of twelve that tests of this station begin with.

Imports stand inside: this file is read for the rules too, whose tests run where Django cannot be imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.worlds import world

if TYPE_CHECKING:
    from ortoo.access.models import User
    from ortoo.permission.models import Call, Proposal
    from ortoo.selection.models import Round
    from tests.permission.deciding import Cast


@world()
def keeper() -> User:
    from tests.cast import exam_officer

    return exam_officer()


@world(after="keeper")
def officer() -> User:
    from tests.cast import selection_officer

    return selection_officer()


@world(after="officer")
def listed(keeper: User, officer: User) -> Round:
    """The round with its published final list, before the call."""
    from tests.permission import twelve

    return twelve.final_list(keeper, officer)


@world(after="listed")
def call(listed: Round, officer: User) -> Call:
    """With twelve dossiers open and nothing in them."""
    from tests.permission import twelve

    return twelve.called(listed, officer)


@world(after="call")
def known(call: Call) -> Call:
    """With the kinds of papers that a dossier needs."""
    from tests.permission import dossiers_brought

    dossiers_brought.kinds_known()
    return call


@world(after="call")
def people(call: Call) -> Cast:
    """Who signs and decides."""
    from tests.permission import deciding

    return deciding.cast()


@world(after="people")
def proposal(call: Call, officer: User) -> Proposal:
    """Of eight seats, as `tests.permission.deciding` says; nobody has signed."""
    from tests.permission import deciding

    return deciding.proposal(call, officer)


@world(after="proposal")
def at_office(proposal: Proposal, people: Cast) -> Proposal:
    """Signed the whole way."""
    from tests.permission import deciding

    return deciding.at_the_office(proposal, people)


@world(after="call")
def members(call: Call, officer: User) -> list[User]:
    """The panel, with the first two sheets of each dossier, as `tests.permission.seconds` says."""
    from tests.permission import seconds

    return seconds.given(call, officer)


@world(after="members")
def scored(call: Call, members: list[User]) -> list[User]:
    """The panel, with every sheet handed in."""
    from tests.permission import seconds

    seconds.score_all(call)
    return members


@world(after="scored")
def proposed(call: Call, officer: User) -> Proposal:
    """Made by the engine."""
    from tests.permission import seconds

    return seconds.proposed(call, officer)
