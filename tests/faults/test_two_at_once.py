"""Two send the same decision at the very same moment: one is done, one is told so, and the ledger speaks of it once.

The others of the most decisive: a permission (tests/permission/test_deciding_at_once.py), the run of a selection
(tests/selection/test_runs.py), signing and publishing a final list (tests/selection/test_whole_way.py).
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from ortoo.access import operations as access
from ortoo.access.models import Grant
from ortoo.access.rules.grants import Held
from ortoo.access.rules.roles import Role
from ortoo.actions.models import Commitment, CommitmentAct
from ortoo.actions.operations import confirm, deliver
from ortoo.ledger.models import Entry
from ortoo.multilingual.refusals import Refusal
from tests.actions.fixtures import Planners, at, bodies, measure, planned, planners
from tests.cast import AT, LONG_AGO, hands, person

__all__ = ["bodies", "measure", "planned", "planners"]
pytestmark = pytest.mark.django_db(transaction=True)


def both(act: Callable[[], object]) -> list[str]:
    """What comes of two that begin together, each in a connection of its own: "done", or the code of the refusal."""
    start, said = Barrier(2), list[str]()

    def run() -> None:
        start.wait(timeout=30)
        try:
            act()
            said.append("done")
        except Refusal as refusal:
            said.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(said)


def test_a_grant_is_approved_once() -> None:
    manager, head = hands()
    grant = access.propose_grant(
        user=person("dulam"), held=Held(Role.AUDITOR), valid_from=LONG_AGO, by=manager, at=AT
    )  # fmt: skip
    before = Entry.objects.filter(kind="grant.approved").count()
    assert both(lambda: access.approve_grant(grant=grant, by=head, at=AT)) == ["access.grant_decided", "done"]
    assert Grant.objects.get(pk=grant.pk).approved_by == head
    assert Entry.objects.filter(kind="grant.approved").count() == before + 1


def test_a_commitment_is_confirmed_once(planned: dict[str, Commitment], planners: Planners) -> None:
    deliver(commitment=planned["C-1"], evidence="Minutes 3", by=planners["CITY"], at=at(20))
    said = both(lambda: confirm(commitment=planned["C-1"], by=planners["MDDC"], at=at(21)))
    assert said[1:] == ["done"]
    assert said[0].startswith("actions.")
    assert CommitmentAct.objects.filter(commitment=planned["C-1"], act="confirm").count() == 1
    assert Entry.objects.filter(kind="commitment.confirmed").count() == 1
