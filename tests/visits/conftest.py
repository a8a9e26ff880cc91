"""The delegation and the visit that tests of this station begin with.

Imports stand inside: this file is read for the rules too, whose tests run where Django cannot be imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.worlds import world

if TYPE_CHECKING:
    from ortoo.permission.models import Call
    from ortoo.selection.models import Round
    from ortoo.visits.models import Visit


@world()
def closed() -> Round:
    """Eight of the twelve of tests.permission are permitted, and the delegation is closed."""
    from tests.visits import travelling

    return travelling.closed()


@world(after="closed")
def opened(closed: Round) -> Visit:
    """The visit of the delegation, with LOGODI, which leads, and KIPA; nobody is named."""
    from tests.visits import travelling

    return travelling.opened(closed)


@world(after="opened")
def named(opened: Visit) -> Visit:
    """The eight delegates are named, and one escort."""
    from tests.visits import travelling

    return travelling.named(opened)


@world(after="named")
def offered(named: Visit) -> Visit:
    """The hosts have offered seven stops and said yes, as `tests.visits.programme` says."""
    from tests.visits import programme

    return programme.offered(named)


@world(after="offered")
def agreed(offered: Visit) -> Visit:
    """An agenda of five stops, made by hand, to which every side has agreed."""
    from tests.visits import programme

    return programme.agreed(offered)


@world()
def called_ahead() -> Call:
    """A call whose visit lies eighty days ahead, for pages."""
    from tests.visits import ahead

    return ahead.called()


@world(after="called_ahead")
def opened_ahead(called_ahead: Call) -> Visit:
    """Its visit, with LOGODI, which leads, and KIPA, and the accounts of both."""
    from tests.visits import ahead

    return ahead.opened(called_ahead)


@world(after="opened_ahead")
def asked_ahead(opened_ahead: Visit) -> Visit:
    """The request is sent, and KIPA offers a stop."""
    from tests.visits import ahead

    return ahead.asked(opened_ahead)
