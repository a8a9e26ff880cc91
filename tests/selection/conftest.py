"""The people and the round of forty that tests of this station begin with.

Imports stand inside: this file is read for the rules too, whose tests run where Django cannot be imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.worlds import world

if TYPE_CHECKING:
    from ortoo.access.models import User
    from ortoo.record.models import Formula
    from ortoo.selection.models import Round, Run


@world()
def keeper() -> User:
    from tests.cast import exam_officer

    return exam_officer()


@world(after="keeper")
def officer() -> User:
    from tests.cast import selection_officer

    return selection_officer()


@world(after="officer")
def formula(keeper: User, officer: User) -> Formula:
    from tests.selection import forty

    return forty.marked(keeper, officer)


@world(after="formula")
def opened(formula: Formula, officer: User) -> Round:
    from tests.selection import forty

    return forty.opened(formula, officer)


@world(after="opened")
def ruled(opened: Round, officer: User) -> Round:
    from tests.selection import forty

    return forty.ruled(opened, officer)


@world(after="ruled")
def sealed(ruled: Round, keeper: User) -> Round:
    from tests.selection import forty

    return forty.sealed(ruled, keeper)


@world(after="sealed")
def drawn(sealed: Round, officer: User) -> Round:
    """It waits for its run."""
    from tests.selection import forty

    return forty.drawn(sealed, officer)


@world(after="drawn")
def run(drawn: Round, officer: User) -> Run:
    from ortoo.selection.operations import run_selection
    from tests.cast import AT

    return run_selection(round=drawn, by=officer, at=AT)
