"""The delegation and the visit that tests of this station begin with.

Imports stand inside: this file is read for the rules too, whose tests run where Django cannot be imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.worlds import world

if TYPE_CHECKING:
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
